"""Mutated JSON for chips and rulebooks.

What is accepted is asked: its text and its jsonb must be read as the same value, and every question
about it gets an answer.
"""
import copy
import json
import time

from client import Session
from concern import Concern, quote

ODD = (None, True, False, 0, -1, 1, 1e308, 1e-320, 2147483648, -2147483649, 1.5, '', 'x', 'CN', 'D:5', '3A090.a',
       'EAR99', '2022-10-07', 'infinity', '-infinity', '4713-01-01 BC', '5874897-12-31', '9999-99-99', [], {},
       [None, None], ['2022-10-07', None], [None, '2025-01-01'], ['2025-01-01', '2022-01-01'], ['2025-01-01'],
       ['a'] * 3, 'tpp >= 4800', 'tpp / tpp > 1', 'destination in (ZZTOP)', 'true', 'not true', 'classification',
       'requirement', 'exception', 'review', 'prohibition', 'case_by_case', 'presumption_of_denial', 'é' * 40,
       'a' * 70000, {'a': 1}, [[]], 'RS', 'enforced', [2, 1], [0, 1e15])
KEYS = ('x', 'kind', 'rank', 'rule', 'name', 'in_force', 'known', 'members', 'by', '', 'rates', 'die_area', 'form')
RATES = ('mx9', 'fp12', 'é', '', 'a' * 33, 'fp16', 'tf32')

# Answers that a question about an accepted value may have: none is an error but a timeout or a limit.
FAIR = ('', '57014', '54000', '54001', '53400')


class Documents(Concern):
    name, share = 'documents', 3

    def prepare(self):
        owner = Session(self.server)
        self.book = json.loads(owner.run('SELECT current_rulebook()::text').value)
        self.chips = [json.loads(text) for text, in owner.run(
            'SELECT chip::text FROM product ORDER BY vendor, name').rows]
        owner.close()
        self.session = Session(self.server, 'attack_nobody', self.options.timeout)

    def places(self, document, path=()):
        if path:
            yield path
        if isinstance(document, dict):
            for key in document:
                yield from self.places(document[key], path + (key,))
        elif isinstance(document, list):
            for index, item in enumerate(document):
                yield from self.places(item, path + (index,))

    @staticmethod
    def at(document, path):
        for key in path:
            document = document[key]
        return document

    def mutate(self, document):
        random = self.random
        for _ in range(random.choice((0, 1, 1, 1, 2, 4))):
            paths = list(self.places(document))
            if not paths:
                return document
            path = random.choice(paths)
            holder, key, what = self.at(document, path[:-1]), path[-1], random.random()
            if what < 0.5:
                holder[key] = copy.deepcopy(random.choice(ODD))
            elif what < 0.65:
                del holder[key]
            elif what < 0.8 and isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            elif what < 0.9:
                holder[key] = copy.deepcopy(self.at(document, random.choice(paths)))
            elif isinstance(holder, dict):
                holder[random.choice(KEYS)] = copy.deepcopy(random.choice(ODD))
        return document

    def a_chip(self):
        random, chip = self.random, copy.deepcopy(self.random.choice(self.chips))
        if random.random() < 0.4:
            rates = chip.setdefault('rates', {})
            if isinstance(rates, dict):
                rates[random.choice(RATES)] = random.choice((5, [1, 2], None, {
                    'tops': random.choice((0, 1e15, 5, [1, 2], [2, 1], 'x')),
                    'bits': random.choice((1, 64, 0, 65, 1.5, 128, 8192, 1e9, -1))}))
        return 'chip', self.mutate(chip), """
            SELECT v::text::chip = v, jsonb(v)::chip = v, classify(v, 'CN', '2024-06-01'),
                   memory_bandwidth_density_range(v), chip_hash(v),
                   holds('tpp / die_area > 1 and memory_bandwidth - interconnect_bandwidth < 5', v, 'CN')"""

    def a_rulebook(self):
        random = self.random
        book = {key: value for key, value in self.book.items() if key not in ('rules', 'groups')}
        book['rules'] = random.sample(self.book['rules'], random.randrange(1, 25))
        book['groups'] = random.sample(self.book['groups'], random.randrange(len(self.book['groups']) + 1))
        return 'rulebook', self.mutate(copy.deepcopy(book)), """
            SELECT v::text::rulebook = v, jsonb(v)::rulebook = v, (SELECT count(*) FROM rulebook_faults(v)),
                   (SELECT count(*) FROM rulebook_rules(v, 'enforced'))"""

    def run(self, until):
        session = self.session
        while time.monotonic() < until:
            kind, document, questions = self.a_chip() if self.random.random() < 0.6 else self.a_rulebook()
            try:
                text = json.dumps(document, ensure_ascii=self.random.random() < 0.5)
            except (ValueError, RecursionError):
                continue
            statement = f'SELECT {quote(text)}::{kind}'
            answer = session.rolled_back(statement)
            self.figures[f'{kind}s'] += 1
            if not self.judge(session, statement, answer) or answer.state:
                continue
            self.figures[f'{kind}s accepted'] += 1
            statement = f'{questions} FROM (SELECT {quote(text)}::{kind} AS v OFFSET 0) AS q'
            answer = session.rolled_back(statement)
            if self.judge(session, statement, answer):
                if answer.state not in FAIR and not (kind == 'rulebook' and answer.state == '22023'):
                    self.fault(f'a {kind} that was accepted cannot be used: {answer.state} {answer.message}', statement)
                elif answer.rows and answer.rows[0][:2] != ('t', 't'):
                    self.fault(f'a {kind} is not the value that its text or its jsonb is', statement)
            if kind == 'rulebook':
                # By a book of faults the questions may be refused, but in good order.
                statement = ("SELECT count(DISTINCT classify(p.chip, c::country, '2024-06-01', rulebook => v)::text)"
                             f' FROM (SELECT {quote(text)}::rulebook AS v OFFSET 0) AS q,'
                             " (SELECT chip FROM attack.sample_product LIMIT 8) AS p,"
                             " unnest('{CN,DE,MO,AE}'::text[]) AS c")
                self.judge(session, statement, session.rolled_back(statement))
