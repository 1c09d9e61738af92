"""Random calls of every function of the extension with odd, NULL and huge arguments.

Functions and their arguments come from the catalogues.  Each call is made as a role without rights,
as a clerk or as the owner, in a transaction that is rolled back.
"""
import time

from client import Session
from concern import Concern
from values import Values


class Calls(Concern):
    name, share = 'calls', 5

    def prepare(self):
        owner = Session(self.server)
        self.values = Values(owner, self.random)
        rows = owner.run("""
            SELECT format('%I.%I', n.nspname, p.proname), array_to_string(p.proargtypes::oid[], ','), p.pronargdefaults, p.oid::regprocedure, l.lanname
              FROM pg_depend AS d
              JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
              JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
              JOIN pg_language AS l ON l.oid = p.prolang
              JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE e.extname = 'export_control' AND d.deptype = 'e'
             ORDER BY p.oid::regprocedure::text""").rows
        self.functions = []
        for name, types, defaults, signature, language in rows:
            types = [oid for oid in types.split(',') if oid]
            missing = set().union(*(self.values.missing_pools(oid) for oid in types))
            for type_name in sorted(missing):
                self.fault(f'the attack has no values of type {type_name}, which {signature} takes',
                           '-- add it to POOLS in test/attack/values.py')
            if missing:
                continue
            # C has the most to get wrong, and of that what takes rows and rulebooks; the reports in SQL take long.
            names = [self.values.types[oid] for oid in types]
            weight = 1 if language != 'c' else 30 if any(t[2] == 'c' for t in names) \
                else 6 if any(t[0] == 'rulebook' for t in names) else 2
            self.functions += [(name, types, int(defaults))] * weight
        self.figures['functions'] = len(rows)
        owner.close()
        self.sessions = [Session(self.server, user, self.options.timeout)
                         for user in ('attack_nobody', 'attack_clerk', 'postgres')]

    def call(self):
        name, types, defaults = self.random.choice(self.functions)
        given = len(types) - (self.random.randrange(defaults + 1) if self.random.random() < 0.5 else 0)
        arguments = ', '.join(self.values.value(oid) for oid in types[:given])
        return f'SELECT sum(length(x::text)) FROM {name}({arguments}) AS x'

    def run(self, until):
        while time.monotonic() < until:
            session, statement = self.random.choice(self.sessions), self.call()
            answer = session.rolled_back(statement)
            self.figures['calls'] += 1
            self.judge(session, statement, answer)

    def audit(self):
        # A sequence of calls that never gets an answer is no attack.
        if self.figures['answered'] * 20 < self.figures['calls']:
            self.fault('fewer than one call in twenty is answered: the values are too odd')
