"""Random conditions asked of holds(), against an independent evaluator (evaluator.py)."""
import json
import time
from fractions import Fraction

from client import Session
from concern import Concern, quote
from evaluator import End, NO_UPPER, TooNear, World, known, truth

NUMBERS = ('tpp', 'die_area', 'memory_bandwidth', 'interconnect_bandwidth', 'transistors', 'package_area',
           'performance_density', 'memory_bandwidth_density', 'value', 'quantity', 'consignee_tpp')
SHIPPED = ('value', 'quantity', 'consignee_tpp', 'movement', 'region', 'shipped_from')
KEYS = {'tpp': 'declared_tpp'}
DERIVED = {'performance_density': ('tpp', 'die_area'),
           'memory_bandwidth_density': ('memory_bandwidth', 'package_area')}
LITERALS = ('0', '1', '0.5', '30', '50', '600', '1600', '1700', '2400', '4800', '5.92', '3.3', '810.4', '1000', '299.99')
FACTS = ('0', '1', '0.5', '30', '50', '600', '1600', '1700', '2400', '4800', '5.92', '3.3', '810.4', '299.99',
         '4799.99', '4800.01', '1000000000000000', '0.000000001')
DAY, KNOWN = '2024-06-01', '2026-01-01'
ZERO = End(Fraction(0))


class Conditions(Concern):
    name, share = 'conditions', 3
    batch = 200

    def prepare(self):
        self.session = Session(self.server, 'attack_nobody', 5 * self.options.timeout)
        book = json.loads(self.session.run('SELECT current_rulebook()::text').value)
        self.world = World(book, DAY, KNOWN)
        self.groups = sorted(self.world.groups)

    # ---- conditions: ('not', c), ('and'|'or', [c]), ('compare', [n], [relation]), ('in', fact, negated, [item]) ...

    def a_number(self, depth):
        random = self.random
        if depth <= 0 or random.random() < 0.35:
            return ('number', random.choice(LITERALS)) if random.random() < 0.45 else ('fact', random.choice(NUMBERS))
        if random.random() < 0.1:
            return 'minus', self.a_number(depth - 1)
        return random.choice('+-*/'), self.a_number(depth - 1), self.a_number(depth - 1)

    def a_list(self):
        random = self.random
        fact, items = random.choice((
            ('vendor', ('NVIDIA', 'AMD', "it's")), ('form', ('ic', 'computer', 'hbm')), ('end_use', ('military', 'x')),
            ('destination', ['CN', 'DE', 'HK', 'US', 'MO'] + random.sample(self.groups, 4)),
            ('headquarters', ['CN', 'DE', 'HK', 'US', 'MO'] + random.sample(self.groups, 4)),
            ('movement', ('export', 'reexport', 'transfer')), ('region', ('UA-43', 'UA-14', 'CN-SH')),
            ('shipped_from', ['CN', 'DE', 'HK', 'US', 'MO'] + random.sample(self.groups, 4)),
            ('eccn', ('3A090', '3A090.a', '3A090.a.1', '4A090.b', 'EAR99', '5A992.z'))))
        return 'in', fact, random.random() < 0.3, random.sample(items, random.randrange(1, min(4, len(items) + 1)))

    def a_condition(self, depth):
        random, what = self.random, self.random.random()
        if depth > 0 and what < 0.2:
            return 'not', self.a_condition(depth - 1)
        if depth > 0 and what < 0.65:
            return random.choice(('and', 'or')), [self.a_condition(depth - 1) for _ in range(random.randrange(2, 4))]
        what = random.random()
        if what < 0.1:
            return 'flag', random.choice(('datacenter', 'hbm'))
        if what < 0.4:
            return self.a_list()
        if what < 0.44:
            return 'constant', random.random() < 0.5
        fact, literal = ('fact', random.choice(NUMBERS)), ('number', random.choice(LITERALS))
        if what < 0.72:
            pair = [fact, literal] if random.random() < 0.7 else [literal, fact]
            return 'compare', pair, [random.choice(('<', '<=', '=', '!=', '>=', '>'))]
        if what < 0.85:
            relations = random.choice((('<', '<='), ('>', '>=')))
            return 'compare', [literal, fact, ('number', random.choice(LITERALS))], random.choices(relations, k=2)
        return 'compare', [self.a_number(2), self.a_number(2)], [random.choice(('<', '<=', '>=', '>', '=', '!='))]

    def written_number(self, expression):
        kind = expression[0]
        if kind in ('number', 'fact'):
            return expression[1]
        if kind == 'minus':
            return f'-({self.written_number(expression[1])})'
        return f'({self.written_number(expression[1])}) {kind} ({self.written_number(expression[2])})'

    def written(self, condition):
        kind = condition[0]
        if kind == 'not':
            return f'not ({self.written(condition[1])})'
        if kind in ('and', 'or'):
            return f' {kind} '.join(f'({self.written(part)})' for part in condition[1])
        if kind == 'flag':
            return condition[1]
        if kind == 'constant':
            return str(condition[1]).lower()
        if kind == 'in':
            _, fact, negated, items = condition
            bare = fact in ('destination', 'headquarters', 'shipped_from', 'eccn')
            return f'{fact} {"not in" if negated else "in"} ({", ".join(i if bare else quote(i) for i in items)})'
        _, operands, relations = condition
        text = self.written_number(operands[0])
        for relation, operand in zip(relations, operands[1:]):
            text += f' {relation} {self.written_number(operand)}'
        return text

    # ---- items: facts for the evaluator, and the same facts as holds() takes them

    def derived(self, facts, over, under):
        """What is over an area.  Of one that may be nothing only the density of performance is defined."""
        (low, high), (area_low, area_high) = facts[over], facts[under]
        if area_high.value == 0:
            return (ZERO, ZERO) if over == 'tpp' else None
        if area_low.value == 0:
            return None
        exact = all(end.error == 0 for end in (low, high, area_low, area_high))

        def ratio(a, b):
            if a.unbounded or b.unbounded:
                return NO_UPPER if a.unbounded else ZERO
            value = a.value / b.value
            # Of exact numbers the quotient is the double nearest to it, as a literal would be.
            return End(value, abs(value) / 2 ** (53 if exact else 50))
        return ratio(low, area_high), ratio(high, area_low)

    def an_item(self):
        random, facts, chip = self.random, {}, {}
        for name in NUMBERS:
            if name in DERIVED:
                continue
            what, first = random.random(), random.choice(FACTS)
            if what < 0.25:
                facts[name] = ZERO, NO_UPPER
            elif what < 0.8:
                facts[name] = known(first), known(first)
                chip[KEYS.get(name, name)] = first
            else:
                low, high = sorted((first, random.choice(FACTS)), key=Fraction)
                facts[name] = known(low), known(high)
                chip[KEYS.get(name, name)] = f'[{low}, {high}]'
        for name, (over, under) in DERIVED.items():
            facts[name] = self.derived(facts, over, under)
        for name in ('datacenter', 'hbm'):
            facts[name] = random.randrange(3)
            if facts[name] != 1:
                chip[name] = 'true' if facts[name] == 2 else 'false'
        facts['vendor'] = random.choice((None, 'NVIDIA', 'AMD', "it's", 'NV'))
        facts['form'] = random.choice(('ic', 'computer', 'hbm'))
        for name in ('vendor', 'form'):
            if facts[name]:
                chip[name] = json.dumps(facts[name])
        facts['destination'] = random.choice(('CN', 'DE', 'US', 'FR', 'HK', 'MO', 'AE'))
        facts['headquarters'] = random.choice(('CN', 'DE', 'US', 'HK', 'IN'))
        facts['movement'] = random.choice((None, 'export', 'reexport', 'transfer'))
        facts['region'] = random.choice((None, 'UA-43', 'CN-SH'))
        facts['shipped_from'] = random.choice((None, 'CN', 'US', 'HK', 'SG'))
        for name in ('movement', 'region', 'shipped_from'):
            if facts[name]:
                chip[name] = json.dumps(facts[name])
        facts['end_use'] = random.choice((None, 'military', 'y'))
        facts['eccn'] = random.choice((None, '3A090.a', '3A090.a.1', '4A090.b.2', 'EAR99', '5A992', '3A090'))
        return facts, self.written_object(chip, False), self.written_object(chip, True)

    @staticmethod
    def written_object(told, shipped):
        """What is told of the item, or of its shipment, as JSON."""
        return '{' + ', '.join(f'"{key}": {value}' for key, value in told.items() if (key in SHIPPED) == shipped) + '}'

    def run(self, until):
        while time.monotonic() < until:
            questions, wanted = [], []
            while len(questions) < self.batch:
                condition, (facts, chip, shipment) = self.a_condition(3), self.an_item()
                try:
                    answer = truth(condition, facts, self.world)
                except TooNear:
                    self.figures['too near to ask'] += 1
                    continue
                wanted.append(answer)
                questions.append(
                    f'holds({quote(self.written(condition))}, {quote(chip)}, {quote(facts["destination"])},'
                    f' {quote(DAY)}, {quote(KNOWN)}, {quote(facts["headquarters"])}, {quote(facts["end_use"])},'
                    f' shipment => {quote(shipment)}, eccn => {quote(facts["eccn"])})')
            statement = 'SELECT ' + ',\n'.join(questions)
            answer = self.session.rolled_back(statement)
            if not self.judge(self.session, statement, answer):
                continue
            if answer.state:
                self.fault(f'conditions are not answered: {answer.state} {answer.message}', statement)
                continue
            for question, want, got in zip(questions, wanted, answer.rows[0]):
                got = {'t': 2, 'f': 0, None: 1}[got]
                self.figures['conditions'] += 1
                self.figures[('false', 'unknown', 'true')[want]] += 1
                if got != want:
                    names = ('false', 'unknown', 'true')
                    self.fault(f'a condition is {names[got]}, and {names[want]} by the independent evaluator',
                               f'SELECT {question}')

    def audit(self):
        for name in ('false', 'unknown', 'true'):
            if self.figures['conditions'] and not self.figures[name]:
                self.fault(f'no condition was {name}: the questions are too alike')
