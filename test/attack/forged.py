"""Forged bytes for every receive function: mutations of what the send functions wrote.

What is accepted must be a value like any other: its text is read as the same value, it is sent as
bytes that are received, and questions about it are answered.
"""
import struct
import time

from client import Session
from concern import Concern

HEADER = b'PGCOPY\n\xff\r\n\x00' + struct.pack('>ii', 0, 0)
WORDS = (b'null', b'[1,2]', b'{', b'}', b'"', b'1e999', b'-1', b' and ', b' or ', b' not ', b'(', b')', b'in (',
         b'\xff\xfe', b'\x00', b'\xe2\x82', b'tpp', b'9' * 20, b'/0', b'- -', b'\\u0000', b'\\ud800', b'infinity',
         b'"rates": {"x": {"tops": 1, "bits": 64}}', b'["2020-01-01", null]', b'"kind": "review"', b'(' * 120)

# Where a type's own equality, text and further uses are looked at.  `v` is the value.
USES = {
    'chip': "export_control.classify(v, 'CN', '2024-06-01')::text, export_control.tpp_range(v)",
    'shipment': "export_control.classify('{}', 'CN', '2024-06-01', shipment => v)::text, export_control.shipment_hash(v)",
    'condition': "export_control.holds(v, '{}', 'CN')",
    'rulebook': "(SELECT count(*) FROM export_control.rulebook_faults(v)), export_control.digest(v)",
    'eccn': "export_control.classify_eccn(v, 'CN', '2024-06-01')::text",
    'country': "export_control.classify('{}', v, '2024-06-01')::text",
}


class Forged(Concern):
    name, share = 'forged', 2

    def prepare(self):
        owner = Session(self.server)
        self.types = []
        for name, send in owner.run("""
                SELECT t.typname, t.typsend::regproc FROM pg_type AS t
                  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = t.typreceive
                  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
                 WHERE e.extname = 'export_control' AND d.deptype = 'e' ORDER BY 1""").rows:
            owner.run(f'CREATE TABLE attack.forged_{name} (v export_control.{name});'
                      f'GRANT INSERT, SELECT ON attack.forged_{name} TO PUBLIC')
            if name not in USES:
                self.fault(f'the attack has no use for a received {name}', '-- add it to USES in test/attack/forged.py')
            sent = owner.run(f"SELECT DISTINCT encode({send}(v), 'hex') FROM attack.valid_{name} AS v(v) ORDER BY 1")
            seeds = [bytes.fromhex(row[0]) for row in sent.rows]
            if seeds:
                self.types.append((name, send, seeds))
            else:
                self.fault(f'the attack has no valid {name} to forge: {sent.message}',
                           f'-- make attack.valid_{name} in test/attack/attack.py')
        owner.close()
        self.session = Session(self.server, 'attack_nobody', self.options.timeout)

    def mutated(self, original):
        forged = bytearray(original)
        random = self.random
        for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
            at, what = random.randrange(len(forged) + 1), random.random()
            if what < 0.25 and forged:
                forged[min(at, len(forged) - 1)] = random.randrange(256)
            elif what < 0.4:
                forged[at:at] = random.choice(WORDS)
            elif what < 0.6:
                del forged[at:at + random.randrange(1, 20)]
            elif what < 0.7:
                forged[at:at] = random.randbytes(random.randrange(1, 9))
            elif what < 0.8:
                del forged[at:]
            elif what < 0.9:
                start = random.randrange(len(forged) + 1)
                forged[at:at] = forged[start:start + random.randrange(200)]
            else:
                forged[0:1] = bytes([random.randrange(256)])
        return bytes(forged)

    def run(self, until):
        session = self.session
        while time.monotonic() < until:
            name, send, seeds = self.random.choice(self.types)
            forged = self.mutated(self.random.choice(seeds))
            data = HEADER + struct.pack('>hi', 1, len(forged)) + forged + struct.pack('>h', -1)
            table = f'attack.forged_{name}'
            session.begin()
            answer = session.run(f'COPY {table} FROM STDIN (FORMAT binary)', data)
            self.figures['received'] += 1
            repeat = f"COPY {table} FROM STDIN (FORMAT binary)\n-- the value's bytes: {forged.hex()}"
            if self.judge(session, repeat, answer) and not answer.state:
                use = (f'SELECT v::text::export_control.{name} = v, {send}(v) = {send}(v::text::export_control.{name}), '
                       f'{USES.get(name, "NULL")} FROM {table}')
                answer = session.run(use)
                self.judge(session, f'{repeat}\n{use}', answer)
                self.figures['accepted'] += 1
                if answer.state not in ('', '57014'):
                    if not answer.faulty:
                        self.fault(f'a {name} that was received cannot be used: {answer.state} {answer.message}',
                                   f'{repeat}\n{use}')
                elif answer.rows and answer.rows[0][:2] != ('t', 't'):
                    self.fault(f"a {name} that was received is not its text's value", f'{repeat}\n{use}')
            session.roll_back()

    def audit(self):
        if self.figures['received'] > 2000 and self.figures['accepted'] == 0:
            self.fault('no forged value is accepted: what follows acceptance is never tried')
