"""Odd values of every type that a function of the extension takes, as SQL expressions.

A type that is neither here nor made of others (enum, array, row, domain) has no pool: that is a fault
of the attack, which names it, so that a new type cannot be forgotten.
"""
from concern import quote

CHIPS = (
    '{}',
    '{"rates": {"fp16": 150}, "die_area": 600, "datacenter": true}',
    '{"rates": {"fp16": [0, 1e15], "mx9": {"tops": 1, "bits": 9}}, "die_area": [0, 1e15], "vendor": "NVIDIA"}',
    '{"form": "hbm", "memory_bandwidth": 1e-9, "package_area": 1e-9, "name": "%s"}' % ('x' * 200),
    '{"declared_tpp": 1e15, "die_area": 1e-9}',
    '{"rates": {"fp4": 0}, "die_area": 0, "transistors": 0, "interconnect_bandwidth": 0, "hbm": false}',
)
NOT_CHIPS = ('{"die_area": "8,14 cm2"}', '{"die_area": 5, "die_area": 6}', '{"die_area": "1e999999999 m2"}',
             'null', '[]', '"x"', '5', '{"rates": []}', '{"die_area": [2, 1]}', '{"tpp": "NaN"}', '{"x": {"x": {}}}')
SHIPMENTS = (
    '{}',
    '{"value": 1e15, "quantity": 0, "movement": "reexport", "shipped_from": "SG", "region": "UA-43"}',
    '{"value": [0, 1e15], "consignee_tpp": [1e-9, 26900000], "movement": "export", "shipped_from": "XK"}',
    '{"headquarters": "CN", "end_use": "military"}',
    '{"headquarters": "US", "end_use": "", "movement": "transfer", "region": "ad-0"}',
    '{"end_use": "%s"}' % ('é' * 500),
)
NOT_SHIPMENTS = ('{"movement": "sale"}', '{"region": "Crimea"}', '{"shipped_from": "UK"}', '{"value": "1"}',
                 '{"value": [2, 1]}', '{"name": "H20"}')
CONDITIONS = (
    'true', 'tpp >= 4800', 'eccn in (3A090.a) and destination in (D:5)',
    '1 < tpp / (die_area - die_area) < 1e300', 'not not not false',
    "form = 'hbm' or headquarters not in (XX_YY)", '-tpp < - - 5',
    "value / quantity > 5 and movement != 'export' or shipped_from in (D:5, XX_YY) or region = 'UA-43'",
)
ECCNS = ('3A090', '3A090.a', 'EAR99', '5A992.z.1', '9A001', '4A090.b.10')
COUNTRIES = ('CN', 'US', 'HK', 'XK', 'MO', 'SG')
DATES = ('2024-01-01', 'infinity', '-infinity', '5874897-12-31', '4713-01-01 BC', '2022-10-07', '2026-06-01')
TEXTS = ('', 'enforced', 'codified', 'x', 'é' * 70, 'a\nb', 'D1', 'military', ' ', '%s%n%d', '\\', 'attack.sale')

POOLS = {
    'bool': ('true', 'false'),
    'int2': ('0', '1', '-1', '32767', '-32768'),
    'int4': ('0', '1', '-1', '2147483647', '-2147483648', '100'),
    'int8': ('0', '1', '-1', '9223372036854775807', '-9223372036854775808', '3'),
    'float8': ('0', '1', "'-0'", "'NaN'", "'Infinity'", "'-Infinity'", '1e308', '5e-324'),
    'float4': ('0', '1', "'NaN'", "'Infinity'", '1e38'),
    'numeric': ('0', '1', '-1', "'NaN'", "'Infinity'", "'-Infinity'", '1e300', '1e-300', '0.1', '1e131071'),
    'text': tuple(map(quote, TEXTS)) + ("repeat('a', 100000)",),
    'varchar': tuple(map(quote, TEXTS)),
    'name': ("'attack_clerk'", "'nobody_at_all'", "''", "'postgres'", "'public'"),
    'bytea': ("'\\x'", "'\\x00'", "decode(repeat('ab', 32), 'hex')", "decode(repeat('00', 100000), 'hex')",
              '(SELECT digest FROM export_control.release LIMIT 1)'),
    'date': tuple(map(quote, DATES)) + ('CURRENT_DATE',),
    'timestamptz': tuple(map(quote, DATES[:3])) + ('now()',),
    'timestamp': tuple(map(quote, DATES[:3])),
    'interval': ("'0'", "'1 year'", "'-1 year'", "'178000000 years'", "'1 month -31 days'"),
    'daterange': ("'empty'", "'(,)'", "'[2020-01-01,2020-01-02)'", "'(,infinity)'", "'[-infinity,2020-01-01]'"),
    'numrange': ("'empty'", "'(,)'", "'[0,0]'", "'[NaN,]'"),
    'tstzrange': ("'empty'", "'(,)'", "'[2020-01-01,2020-01-02)'"),
    'oid': ('0', '1', '4294967295', "'attack.sale'::regclass::oid",
            "(SELECT oid FROM pg_trigger WHERE tgname = 'zz_screen' LIMIT 1)"),
    'regclass': ("'pg_class'", "'attack.sale'", '0::oid', '99999999::oid'),
    'cstring': tuple(quote(text) + '::cstring' for text in CHIPS + NOT_CHIPS + SHIPMENTS + NOT_SHIPMENTS + CONDITIONS +
                     ECCNS + COUNTRIES),
    'json': tuple(map(quote, CHIPS + NOT_CHIPS + SHIPMENTS)),
    'jsonb': tuple(map(quote, CHIPS + NOT_CHIPS + SHIPMENTS + NOT_SHIPMENTS)) + (
        "'{\"rules\": []}'", "'[null, null]'", "'[\"2020-01-01\", null]'", "'[{}]'",
        'to_jsonb(export_control.current_rulebook()::text)', 'export_control.current_rulebook()::jsonb'),
    'chip': tuple(map(quote, CHIPS)) + tuple(
        f'(SELECT chip FROM attack.sample_product LIMIT 1 OFFSET {n})' for n in (0, 3, 9)),
    'country': tuple(map(quote, COUNTRIES)),
    'eccn': tuple(map(quote, ECCNS)),
    'condition': tuple(map(quote, CONDITIONS)),
    'shipment': tuple(map(quote, SHIPMENTS)),
    'rulebook': tuple(f'(SELECT rulebook FROM attack.book WHERE name = {quote(name)})' for name in (
        'current', 'steep', 'tiny', 'no groups')) + ("'{}'", 'export_control.draft()'),
    # Of whatever type: each has its own.
    'anyelement': ("'x'::text", '5', "'NaN'::numeric", "'3A090'::export_control.eccn", "ROW(1, NULL::text)", "'{}'::text[]",
                   '(SELECT r FROM export_control.rule AS r LIMIT 1)', '(SELECT l FROM export_control.license AS l LIMIT 1)'),
    # No SQL expression is of these types; but a function may be called with NULL.
    'internal': (), 'void': (), 'trigger': (), 'event_trigger': (),
}

# Rulebooks of the pool.  `steep` has rules of which an item without facts leaves every one open.
BOOKS = """
CREATE TABLE attack.book (name text PRIMARY KEY, rulebook export_control.rulebook);
INSERT INTO attack.book
SELECT 'current', export_control.current_rulebook();
INSERT INTO attack.book
SELECT name, (book || jsonb_build_object('rules', rules))::export_control.rulebook
  FROM (SELECT export_control.current_rulebook()::jsonb || jsonb_build_object('scenarios', jsonb_build_array(
               jsonb_build_object('name', 'enforced', 'description', 'd', 'rules', '[]'::jsonb)))) AS b(book),
       (VALUES ('tiny', 2), ('steep', 400)) AS v(name, n),
       LATERAL (SELECT jsonb_agg(rule) AS rules
                  FROM generate_series(1, n) AS i,
                       LATERAL (VALUES
                           (jsonb_build_object('id', 'c' || i, 'kind', 'classification', 'rank', i,
                                               'condition', 'tpp >= ' || 1000 + i, 'eccn', '3A090.a.' || i)),
                           (jsonb_build_object('id', 'r' || i, 'kind', 'requirement', 'rank', i,
                                               'condition', 'die_area >= ' || i, 'reason', 'R' || i))) AS k(kind),
                       LATERAL (SELECT kind || jsonb_build_object(
                                    'title', 't', 'citation', 'c', 'in_force', '["2022-10-21", null]'::jsonb,
                                    'known', '["2022-10-21", null]'::jsonb)) AS r(rule)) AS l;
INSERT INTO attack.book
SELECT 'no groups', (book - 'rules' - 'groups' || '{"rules": [], "groups": []}')::export_control.rulebook
  FROM (SELECT rulebook::jsonb FROM attack.book WHERE name = 'tiny') AS b(book);
GRANT SELECT ON attack.book TO PUBLIC;
"""


class Values:
    """Makes values by their types, which it knows from the catalogues."""

    def __init__(self, session, random):
        self.random = random
        self.types = {}
        for oid, name, full, kind, element, base, relation in session.run("""
                SELECT t.oid, t.typname, format_type(t.oid, NULL), t.typtype,
                       CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END, t.typbasetype, t.typrelid
                  FROM pg_type AS t""").rows:
            self.types[oid] = (name, full, kind, element, base, relation)
        self.labels, self.columns = {}, {}
        for oid, label in session.run('SELECT enumtypid, enumlabel FROM pg_enum ORDER BY 1, enumsortorder').rows:
            self.labels.setdefault(oid, []).append(quote(label))
        for relation, column, oid in session.run("""
                SELECT attrelid, quote_ident(attname), atttypid FROM pg_attribute
                 WHERE attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum""").rows:
            self.columns.setdefault(relation, []).append((column, oid))
        self.samples = {name for name, in session.run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'attack'::regnamespace").rows}

    def full_name(self, oid):
        return self.types[oid][1]

    def missing_pools(self, oid, seen=None):
        """The names of the types that a value of this type needs and that have no pool."""
        seen = set() if seen is None else seen
        if oid in seen:
            return set()
        seen.add(oid)
        name, full, kind, element, base, relation = self.types[oid]
        if name in POOLS or oid in self.labels:
            return set()
        if element != '0':
            return self.missing_pools(element, seen)
        if kind == 'd':
            return self.missing_pools(base, seen)
        if kind == 'c':
            return set().union(*(self.missing_pools(column, seen) for _, column in self.columns[relation]))
        return {full}

    def value(self, oid, depth=0):
        """An expression of the type, NULL now and then."""
        name, full, kind, element, base, relation = self.types[oid]
        if name == 'anyelement':
            return self.random.choice(POOLS[name])
        if self.random.random() < 0.12:
            return 'NULL' if name in ('internal', 'void', 'trigger', 'event_trigger') else f'NULL::{full}'
        if oid in self.labels:
            return f'{self.random.choice(self.labels[oid])}::{full}'
        if name in POOLS:
            pool = POOLS[name]
            return f'({self.random.choice(pool)})::{full}' if pool else 'NULL'
        if element != '0':
            return self.array(full, element, depth)
        if kind == 'd':
            return f'({self.value(base, depth)})::{full}'
        return self.row(name, full, relation, depth)

    def array(self, full, element, depth):
        odd = self.random.random()
        if odd < 0.2:
            return f"'{{}}'::{full}"
        items = [self.value(element, depth + 1) for _ in range(self.random.choice((1, 2, 5)))]
        if odd < 0.35:
            return f'ARRAY[[{items[0]}], [{self.value(element, depth + 1)}]]::{full}'
        if odd < 0.4:
            return f'array_fill({items[0]}, ARRAY[3], ARRAY[-7])'
        return f'ARRAY[{", ".join(items)}]::{full}'

    def row(self, name, full, relation, depth):
        """A row of a real table with some columns exchanged, or one of odd columns alone."""
        columns = self.columns[relation]
        sample = f'sample_{name}'
        change = self.random.choice((0.04, 0.1, 0.4)) if sample in self.samples else 1
        wiped = self.random.random() < 0.25
        parts = []
        for column, oid in columns:
            if self.random.random() >= change:
                parts.append(f'b.{column}')
            elif wiped or self.random.random() < 0.4:
                parts.append(f'NULL::{self.full_name(oid)}')
            else:
                parts.append(self.value(oid, depth + 1))
        expression = f'ROW({", ".join(parts)})::{full}'
        if sample in self.samples:
            offset = self.random.randrange(8)
            expression = f'(SELECT {expression} FROM attack.{sample} AS b LIMIT 1 OFFSET {offset})'
        return expression
