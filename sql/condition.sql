-- The type condition: its text, its errors, its limits.  What conditions mean is tested where they are evaluated.
SET search_path = export_control, public;

-- ---- canonical text ------------------------------------------------------------------------------------------------

-- What is written, its canonical text, and whether that reads back as the same bytes.
CREATE TEMP TABLE good AS
    SELECT n, given, given::condition AS c
      FROM unnest(ARRAY[
        'true', 'FALSE', E' \t\n\r\f\x0btrue \t\n\r\f\x0b', '(((true)))',
        -- facts of every kind
        'datacenter', 'HBM', 'not datacenter', 'not(not(hbm))',
        'tpp>=4800', 'Performance_Density >= 5.92', 'tops > 0 and transistors > 0 and die_area > 0 and package_area > 0',
        'memory_bandwidth > 0 or interconnect_bandwidth > 0 or memory_bandwidth_density > 0 or declared_tpp > 0 or consignee_tpp > 0',
        'name = ''H20''', 'vendor != ''NVIDIA''', 'vendor <> ''NVIDIA''', 'form = ''ic''', 'form in (''computer'', ''hbm'')', 'end_use not in (''mass_market'')',
        'destination = CN', 'destination != us', 'Destination in (cn, D:5, tier_2, AIA, Supplement_No_1)', 'headquarters not in (MO, D:1)', 'destination in (C)',
        'Value > 0 or quantity / 2 > 0', 'movement = ''export''', 'movement not in (''reexport'', ''transfer'')', 'region in (''ua-43'', ''UA-14'')',
        'shipped_from = us', 'Shipped_From not in (cn, D:5)',
        'eccn in (3a090.A, 4A090, ear99)', 'eccn not in (3A090.a.1)',
        -- text
        'name = ''''', 'name = ''it''''s''', E'name = ''tab\tnew\nline "quoted" \\ é漢😀''', 'name = ''and'' and vendor = ''--''',
        -- relations and chains
        'tpp = 1 or tpp != 1 or tpp <> 1 or tpp < 1 or tpp <= 1 or tpp > 1 or tpp >= 1',
        '2400<=tpp<4800', '1<tpp<2<3', '4800 > tpp >= 2400', '1 <= tpp <= tops < 5', 'tpp < tops', '1 < 2',
        -- numbers
        '4800 <= tpp', 'tpp < 4800.0', 'tpp < 5.920', 'tpp < 5.', 'tpp < 1e3', 'tpp < 1E+3', 'tpp < 2.69e7', 'tpp < 1e15', 'tpp < 1e300', 'tpp < 1e-3',
        'tpp < 0.1', 'tpp < 0.30000000000000004', 'tpp < 00012', 'tpp < 123456789012345678', 'tpp > -1', 'tpp > - 1', 'tpp > --1',
        -- arithmetic: * and / bind tighter than + and -, both group from the left, and only parentheses that matter stay
        'memory_bandwidth+interconnect_bandwidth>=1700', 'tpp - 1 - 2 < 3', '(tpp - 1) - 2 < 3', 'tpp - (1 - 2) < 3', 'tpp + (1 + 2) < 3', 'tpp + 2 * 3 < 7',
        'tpp + (2 * 3) < 7', '(tpp + 2) * 3 < 7', 'tpp / 2 / 3 < 4', 'tpp / (2 / 3) < 4', 'tpp / 2 * 3 < 4', 'tpp / (2 * 3) < 4', '-tpp * 2 < 3', '-(tpp * 2) < 3',
        '- (tpp + 1) < 3', 'tpp - -1 < 3', '0 < tpp * die_area < tops / 2', '(tpp) >= (4800)',
        -- and, or, not: not binds tighter than and, and tighter than or; lists are flat
        'datacenter and hbm or true', '(datacenter and hbm) or true', 'datacenter and (hbm or true)', 'true or datacenter and hbm', '(true or datacenter) and hbm',
        'datacenter and (hbm and true)', '(datacenter or hbm) or (true or false)', 'not datacenter and hbm', 'not (datacenter and hbm)', 'not datacenter or hbm',
        'not tpp >= 4800', 'not (tpp >= 4800)', 'not 1 < tpp < 2', '(1 < tpp < 2) and hbm', 'not not hbm', 'not vendor = ''x''', 'not destination in (CN)',
        'NOT datacenter AND(hbm)OR(tpp>1)', '(name = ''a'') or (destination in (CN)) or (eccn in (EAR99))'])
           WITH ORDINALITY AS l(given, n);
\pset format unaligned
SELECT given, c, c = c::text::condition AND c::text = c::text::condition::text AS stable FROM good ORDER BY n;
\pset format aligned
SELECT NULL::condition IS NULL AS null, '{"tpp >= 4800","destination in (CN, MO)",NULL}'::condition[];
-- The rules of the rulebook are conditions as they are written.
SELECT count(*) > 0 AS rules, bool_and(condition::text::condition = condition) AS stable FROM rule;

-- ---- errors --------------------------------------------------------------------------------------------------------

-- nothing, and what cannot stand at the beginning of an operand
SELECT ''::condition;
SELECT E' \n\t '::condition;
SELECT ')'::condition;
SELECT '()'::condition;
SELECT '>= 4800'::condition;
SELECT 'tpp >= '::condition;
SELECT 'tpp >= .5'::condition;
SELECT 'tpp >= +5'::condition;
SELECT 'tpp >= and'::condition;
SELECT 'or hbm'::condition;
SELECT 'hbm and or datacenter'::condition;
SELECT 'tpp >= not hbm'::condition;
SELECT 'not'::condition;
SELECT 'datacenter and'::condition;
SELECT '漢 >= 5'::condition;
SELECT '"tpp" >= 5'::condition;
SELECT '; drop table rule'::condition;
-- parentheses
SELECT '(datacenter'::condition;
SELECT '(tpp + 1 >= 4800'::condition;
SELECT '(datacenter]'::condition;
SELECT 'datacenter)'::condition;
-- what follows a whole condition, and what is only half of one
SELECT 'datacenter hbm'::condition;
SELECT 'tpp >= 4800 tops'::condition;
SELECT 'datacenter, hbm'::condition;
SELECT 'vendor = ''x'' = ''y'''::condition;
SELECT 'tpp'::condition;
SELECT '4800'::condition;
SELECT 'tpp + 1'::condition;
SELECT 'tpp 4800'::condition;
SELECT 'tpp == 4800'::condition;
SELECT 'tpp => 4800'::condition;
SELECT 'not tpp'::condition;
SELECT 'hbm and tpp'::condition;
SELECT 'tpp and hbm'::condition;
SELECT 'hbm or (tpp + 1)'::condition;
SELECT 'tpp between 1 and 2'::condition;
-- numbers
SELECT 'tpp >= 4800k'::condition;
SELECT 'tpp >= 5.9.2'::condition;
SELECT 'tpp >= 3A090'::condition;
SELECT 'tpp >= 1e'::condition;
SELECT 'tpp >= 1e400'::condition;
SELECT 'vendor = ''é漢'' and tpp >= 1e400'::condition;
SELECT 'tpp >= 1e-400'::condition;
-- names: the nearest is suggested, at the character where the unknown one stands
SELECT 'tp >= 4800'::condition;
SELECT 'name = ''é漢'' and data_center'::condition;
SELECT 'memory >= 4800'::condition;
SELECT 'country = CN'::condition;
SELECT 'rates >= 4800'::condition;
SELECT 'as_of >= 4800'::condition;
SELECT (repeat('x', 100) || ' >= 1')::condition;
SELECT (repeat('x', 130) || ' >= 1')::condition;
-- numbers where there are none
SELECT 'datacenter >= 1'::condition;
SELECT 'datacenter = true'::condition;
SELECT 'tpp >= datacenter'::condition;
SELECT '1 < datacenter < 2'::condition;
SELECT 'tpp + datacenter >= 1'::condition;
SELECT 'datacenter + tpp >= 1'::condition;
SELECT 'tpp * (hbm and datacenter) >= 1'::condition;
SELECT '- datacenter >= 1'::condition;
SELECT '-vendor = ''x'''::condition;
SELECT 'tpp >= ''4800'''::condition;
SELECT 'tpp >= vendor'::condition;
SELECT 'vendor + 1 = ''x'''::condition;
SELECT '''NVIDIA'' = vendor'::condition;
SELECT 'tpp in (4800)'::condition;
SELECT 'tpp + 1 in (4800)'::condition;
SELECT 'datacenter in (true)'::condition;
SELECT 'tpp not in (4800)'::condition;
-- chains
SELECT '1600 <= tpp > 4800'::condition;
SELECT '1600 = tpp = 1600'::condition;
SELECT '1600 < tpp != 4800'::condition;
SELECT '1600 < tpp < 4800 > tops'::condition;
-- text facts
SELECT 'vendor'::condition;
SELECT 'vendor and hbm'::condition;
SELECT '(vendor) = ''x'''::condition;
SELECT 'vendor NVIDIA'::condition;
SELECT 'vendor ='::condition;
SELECT 'vendor = NVIDIA'::condition;
SELECT 'vendor = "NVIDIA"'::condition;
SELECT 'vendor = ''NVIDIA'::condition;
SELECT 'vendor = ''it''s'''::condition;
SELECT 'vendor >= ''NVIDIA'''::condition;
SELECT 'vendor not = ''NVIDIA'''::condition;
SELECT 'vendor in ''NVIDIA'''::condition;
SELECT 'vendor in ()'::condition;
SELECT 'vendor in (''NVIDIA'' ''AMD'')'::condition;
SELECT 'vendor in (''NVIDIA'','::condition;
SELECT 'vendor in (''NVIDIA'''::condition;
SELECT 'vendor in (NVIDIA)'::condition;
SELECT 'vendor = tpp'::condition;
SELECT 'form = ''chip'''::condition;
SELECT 'form = ''IC'''::condition;
-- places
SELECT 'destination'::condition;
SELECT 'destination > CN'::condition;
SELECT 'destination = '::condition;
SELECT 'destination = ''CN'''::condition;
SELECT 'destination = XX'::condition;
SELECT 'destination in (CN, uk)'::condition;
SELECT 'headquarters in (EU)'::condition;
SELECT 'destination = D:5'::condition;
SELECT 'headquarters != AIA'::condition;
SELECT 'destination in (5)'::condition;
SELECT 'destination in (D:)'::condition;
SELECT 'destination in ()'::condition;
SELECT 'destination in (CN MO)'::condition;
SELECT 'destination in CN'::condition;
SELECT ('destination in (G' || repeat('x', 60) || ')')::condition;
SELECT 'destination in (中国)'::condition;
-- ECCNs
SELECT 'eccn'::condition;
SELECT 'eccn = 3A090'::condition;
SELECT 'eccn != EAR99'::condition;
SELECT 'eccn in ()'::condition;
SELECT 'eccn in (''3A090'')'::condition;
SELECT 'eccn in (3A09)'::condition;
SELECT 'eccn in (3A090, 3F090.a)'::condition;
SELECT 'eccn in (3A090..)'::condition;
SELECT ('eccn in (3A090.' || repeat('a', 100) || ')')::condition;
SELECT 'eccn in (3A090; 4A090)'::condition;
-- A long literal is shown in part.
SELECT ('tpp >= 1' || repeat('x', 100))::condition;

SELECT literal, type_test.state_of('condition', literal)
  FROM unnest(ARRAY['', 'tpp', 'tpp >=', '(hbm', 'hbm)', 'tp > 1', '1 < tpp > 1', 'hbm > 1', 'tpp in (1)', 'vendor = "x"', 'vendor > ''x''', 'vendor = ''x', 'form = ''x''',
        'destination = XX', 'destination = D:5', 'eccn = 3A090', 'eccn in (3A09)', 'tpp > 1x', 'tpp > 1e400', 'tpp > 1e-400'])
       WITH ORDINALITY AS l(literal, n)
 ORDER BY n;

-- ---- limits --------------------------------------------------------------------------------------------------------

-- Nesting, by parentheses, not, minus and arithmetic: the last that is allowed, and the first that is not.
SELECT type_test.state_of('condition', repeat('(', 100) || 'true' || repeat(')', 100)) AS parentheses,
       type_test.state_of('condition', repeat('(', 101) || 'true' || repeat(')', 101)) AS too_many,
       type_test.state_of('condition', repeat('not ', 99) || 'true') AS nots,
       type_test.state_of('condition', repeat('not ', 100) || 'true') AS too_many,
       type_test.state_of('condition', 'tpp > ' || repeat('-', 98) || '1') AS minuses,
       type_test.state_of('condition', 'tpp > ' || repeat('-', 99) || '1') AS too_many,
       type_test.state_of('condition', 'tpp > 1' || repeat(' + 1', 98)) AS terms,
       type_test.state_of('condition', 'tpp > 1' || repeat(' + 1', 99)) AS too_many,
       type_test.state_of('condition', repeat('not (', 50) || 'true' || repeat(')', 50)) AS both,
       type_test.state_of('condition', repeat('not (', 51) || 'true' || repeat(')', 51)) AS too_many,
       type_test.state_of('condition', repeat('(', 60000)) AS far_too_many;
SELECT (repeat('(', 101) || 'true' || repeat(')', 101))::condition;
SELECT (repeat('not ', 100) || 'true')::condition;
SELECT ('tpp > 1' || repeat(' + 1', 99))::condition;
-- What is at the limit reads back; as do lists of any width.
SELECT l.name, length(l.given::condition::text) AS length, l.given::condition::text::condition = l.given::condition AS stable
  FROM (VALUES ('nots', repeat('not ', 99) || 'true'), ('minuses', 'tpp > ' || repeat('-', 98) || '1'), ('terms', 'tpp > 1' || repeat(' + 1', 98)),
               ('right', 'tpp > ' || repeat('1 - (', 98) || '1' || repeat(')', 98)),
               ('mixed', repeat('not (hbm and (datacenter or ', 30) || 'true' || repeat('))', 30)),
               ('or', repeat('hbm or ', 4000) || 'true'), ('chain', repeat('1 < ', 2000) || 'tpp'),
               ('in', 'destination in (' || repeat('CN, ', 8191) || 'US)')) AS l(name, given);
-- length of the text
SELECT type_test.state_of('condition', rpad('true', 65536)) AS longest, type_test.state_of('condition', rpad('true', 65537)) AS too_long,
       type_test.state_of('condition', repeat('x', 10000000)) AS far_too_long,
       type_test.state_of('condition', 'name = ''' || repeat('x', 65000) || '''') AS long_text;
SELECT rpad('true', 65537)::condition;
-- nodes, operands of and and or, members of lists
SELECT type_test.state_of('condition', 'tpp < 1' || repeat('<1', 4094)) AS nodes, type_test.state_of('condition', 'tpp < 1' || repeat('<1', 4095)) AS too_many,
       type_test.state_of('condition', repeat('hbm or ', 8190) || 'hbm') AS operands, type_test.state_of('condition', repeat('hbm or ', 8191) || 'hbm') AS too_many,
       type_test.state_of('condition', 'destination in (' || repeat('CN,', 8191) || 'CN)') AS members,
       type_test.state_of('condition', 'destination in (' || repeat('CN,', 8192) || 'CN)') AS too_many;
SELECT (repeat('hbm or ', 8192) || 'hbm')::condition;
SELECT (repeat('(', 90) || 'hbm' || repeat(' or hbm or hbm or hbm)', 90))::condition;
SELECT ('destination in (' || repeat('CN,', 8192) || 'CN)')::condition;
-- The canonical text can be longer than what was written.  A dump holds the canonical text, so whatever is accepted must
-- have a canonical text that is accepted.
SELECT l.name, octet_length(l.given) AS written,
       CASE type_test.state_of('condition', l.given) WHEN 'accepted' THEN type_test.state_of('condition', l.given::condition::text) <> 'accepted' ELSE false END AS cannot_be_restored
  FROM (SELECT 'members', format('destination in (%s)', string_agg('G' || lpad(n::text, 6, '0'), ',')) FROM generate_series(1, 8000) AS n
        UNION ALL
        SELECT 'numbers', string_agg('tpp<1e14', ' or ') FROM generate_series(1, 2700)) AS l(name, given);

-- ---- storage and the wire ------------------------------------------------------------------------------------------

SELECT typlen, typbyval, typalign, typstorage, typcategory FROM pg_type WHERE oid = 'condition'::regtype;
SELECT encode(substr(condition_send('tpp>=4800'), 1, 1), 'hex') AS version, convert_from(substr(condition_send('tpp>=4800'), 2), 'UTF8') AS text;
SELECT count(*), bool_and(convert_from(substr(condition_send(c), 2), 'UTF8') = c::text) AS sent FROM good;
-- toasted and fetched again
CREATE TEMP TABLE large AS SELECT ('name in (' || string_agg('''' || md5(n::text) || '''', ', ') || ')')::condition AS c FROM generate_series(1, 1000) AS n;
SELECT length(c::text), c::text::condition = c AS stable FROM large;

-- ---- equality ------------------------------------------------------------------------------------------------------

-- Conditions are equal when their canonical texts are; nothing is simplified or put in order.
SELECT a, b, a = b AS eq, a <> b AS ne
  FROM (VALUES ('tpp>=4800'::condition, '(TPP >= 4800.0)'::condition), ('datacenter and (hbm and true)', 'datacenter and hbm and true'),
               ('tpp + 2 * 3 < 7', 'tpp + (2 * 3) < 7'), ('tpp - (1 - 2) < 3', 'tpp - 1 - 2 < 3'), ('hbm and datacenter', 'datacenter and hbm'),
               ('4800 <= tpp', 'tpp >= 4800'), ('1 < tpp < 2', '1 < tpp and tpp < 2'), ('destination = CN', 'destination in (CN)'),
               ('vendor = ''x''', 'vendor = ''X'''), ('not not hbm', 'hbm'), ('tpp != 1', 'tpp <> 1'), ('hbm', NULL)) AS v(a, b);
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a.c = b.c) = (a.c::text = b.c::text) AND (a.c <> b.c) = (a.c::text <> b.c::text)) AS right
  FROM good AS a, good AS b;
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM good) AS distinct FROM (SELECT DISTINCT c FROM good) AS d;
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM good) AS grouped, sum(copies) = (SELECT count(*) FROM good) AS complete
  FROM (SELECT count(*) AS copies FROM good GROUP BY c) AS g;
-- Their order is a total one, that of their canonical texts.
SELECT * FROM type_test.disordered('condition', 'good', 'c', 'c::text COLLATE "C"');
-- So rows are grouped by them also where grouping has to sort, as it has to for a type that has no
-- hash.
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM good) AS grouped
  FROM (SELECT c, count(DISTINCT n::bit(8)) FROM good GROUP BY c) AS g;
SELECT oprname FROM pg_operator WHERE 'condition'::regtype IN (oprleft, oprright) ORDER BY 1;

-- ---- operator class ------------------------------------------------------------------------------------------------

SELECT am.amname, c.opcname, c.opcdefault, amvalidate(c.oid)
  FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
 WHERE c.opcintype = 'condition'::regtype ORDER BY 1;
-- Equal conditions hash equal; seed 0 agrees with the plain hash, another seed does not; and the hashes spread.
SELECT count(DISTINCT condition_hash(c)) = count(DISTINCT c::text) AS spread,
       bool_and(condition_hash(c) = condition_hash(c::text::condition)) AS equal_alike,
       bool_and(condition_hash_extended(c, 0)::bit(32) = condition_hash(c)::bit(32)) AS seed_0_agrees,
       bool_or(condition_hash_extended(c, 1)::bit(32) = condition_hash(c)::bit(32)) AS seed_1_agrees
  FROM good;

CREATE TEMP TABLE used AS SELECT i, g.n, g.c FROM generate_series(1, 20) AS i, good AS g;
ANALYZE used;
ANALYZE good;
SELECT type_test.plan_has('SELECT FROM used JOIN good USING (c)', 'Hash Join') AS hash_join;
CREATE TEMP TABLE by_hash AS SELECT count(*), sum(i) FROM used JOIN good USING (c);
SET enable_hashjoin = off; SET enable_nestloop = off;
SELECT type_test.plan_has('SELECT FROM used JOIN good USING (c)', 'Merge Join') AS merge_join;
SELECT count(*) > 0 AS rows, (SELECT row(h.*) FROM by_hash AS h) = row(count(*), sum(i)) AS same
  FROM used JOIN good USING (c);
SET enable_nestloop = on; SET enable_mergejoin = off;
SELECT type_test.plan_has('SELECT FROM used JOIN good USING (c)', 'Nested Loop') AS nested_loop;
SELECT count(*) > 0 AS rows, (SELECT row(h.*) FROM by_hash AS h) = row(count(*), sum(i)) AS same FROM used JOIN good USING (c);
RESET enable_hashjoin; RESET enable_mergejoin;
SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE INDEX used_hash ON used USING hash (c);
SELECT type_test.plan_has('SELECT i FROM used WHERE c = ''hbm''', 'Index Scan using used_hash') AS by_hash;
SELECT count(*) FROM used WHERE c = 'HBM';
RESET enable_seqscan; RESET enable_bitmapscan;

CREATE TEMP TABLE parted (c condition) PARTITION BY HASH (c);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT c FROM good;
SELECT count(*) = (SELECT count(*) FROM good) AS all, count(DISTINCT tableoid) AS partitions FROM parted;
SELECT count(*) FROM parted WHERE c = 'HBM';

-- ---- mutations -----------------------------------------------------------------------------------------------------

SELECT * FROM type_test.mutate('condition', (SELECT array_agg(given ORDER BY n) FROM good),
        E'0123459.eE+-*/()<>=!,,''''": aDN_\\ \n\té漢', 20000, '{22P02,22003,54000,54001}');
