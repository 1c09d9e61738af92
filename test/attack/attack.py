"""Runs every concern of the attack for its share of the time; called by script/attack, which see.

Prints "ok - ..." and "not ok - ..." lines as the shell tests do, with what was done and, of what
failed, the statement that repeats it.
"""
import argparse
import os
import sys
import time

from calls import Calls
from client import Server, Session
from conditions import Conditions
from documents import Documents
from forged import Forged
from ledger import SETUP, Kills, Ledger
from memory import Memory
from values import BOOKS

CONCERNS = (Calls, Forged, Documents, Conditions, Memory, Ledger, Kills)
ROUND = 300     # seconds in which every concern has its turn

ROLES = """
CREATE ROLE attack_nobody LOGIN;
CREATE ROLE attack_clerk LOGIN;
CREATE ROLE attack_officer LOGIN;
CREATE ROLE attack_auditor LOGIN;
"""
WORLD = """
CREATE EXTENSION export_control;
CREATE SCHEMA attack;
GRANT USAGE ON SCHEMA attack TO PUBLIC;
SELECT export_control.grant_roles(officer => 'attack_officer', clerk => 'attack_clerk', auditor => 'attack_auditor');
"""
# Values that the send functions turn into bytes to forge; and something in log, ledger and seals.
VALID = """
CREATE TABLE attack.valid_chip AS SELECT chip AS v FROM export_control.product;
CREATE TABLE attack.valid_condition AS SELECT condition AS v FROM export_control.rule;
CREATE TABLE attack.valid_country AS SELECT v::export_control.country FROM unnest('{CN,US,HK,XK,MO}'::text[]) AS v;
CREATE TABLE attack.valid_eccn AS SELECT v::export_control.eccn FROM unnest('{3A090.a.1,EAR99,5A992.z}'::text[]) AS v;
CREATE TABLE attack.valid_rulebook AS SELECT rulebook AS v FROM attack.book WHERE name IN ('current', 'tiny');
CREATE TABLE attack.valid_shipment AS
SELECT v::export_control.shipment FROM (VALUES
    ('{}'), ('{"movement": "reexport", "shipped_from": "SG", "region": "UA-43", "value": [1, 2]}'),
    ('{"quantity": 8, "consignee_tpp": 1e15, "end_use": "military", "headquarters": "CN"}')) AS t(v);
INSERT INTO attack.sale (id, sku, ship_to, customer, units, license_no)
SELECT -i, 'H100 SXM5 80GB', 'SG', 'attack', i, 'A1' FROM generate_series(1, 6) AS i;
UPDATE attack.sale SET shipped = true WHERE id = -1;
"""


def prepare(server, database):
    """The database under attack, and samples of every table of the extension that anyone may read."""
    session = Session(server, timeout=300, database='postgres')
    for statement in (ROLES, f'CREATE DATABASE {database}'):
        must(session.run(statement))
    session.close()
    session = Session(server, timeout=300)
    for statement in (WORLD, BOOKS, SETUP, VALID, 'SELECT export_control.seal()'):
        must(session.run(statement))
    for name, relation in session.run("""
            SELECT c.relname, c.oid::regclass FROM pg_class AS c
              JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
              JOIN pg_extension AS e ON d.refobjid = e.oid AND e.extname = 'export_control'
             WHERE c.relkind IN ('r', 'p', 'v')""").rows:
        must(session.run(f'CREATE TABLE attack.sample_{name} AS SELECT * FROM {relation} LIMIT 20;'
                         f'GRANT SELECT ON attack.sample_{name} TO PUBLIC'))
    session.close()


def must(answer):
    if answer.state:
        sys.exit(f'the attack cannot be prepared: {answer.state} {answer.message}')


def report(concern, directory):
    """Prints how a concern went, and keeps what repeats its faults; returns whether it went well."""
    figures = ', '.join(f'{count} {what}' for what, count in sorted(concern.figures.items(), key=lambda f: -f[1]))
    print(f'{"not ok" if concern.faults else "ok"} - attack: {concern.name}')
    print(f'# {figures}')
    for kind, count in concern.fault_count.items():
        print(f'# {count} x {kind} ...')
    for number, (what, repeat) in enumerate(concern.faults, 1):
        print('# fault: ' + ' '.join(what.split()))
        whole = os.path.join(directory, f'{concern.name}-{number}.sql')
        with open(whole, 'w') as file:
            file.write(f'-- {what}\n{repeat};\n')
        for line in repeat[:1000].split('\n') if repeat else ():
            print(f'#   {line}')
        if len(repeat) > 1000:
            print(f'#   ... the whole of it is in {whole}')
    sys.stdout.flush()
    return not concern.faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--libpq', required=True)
    parser.add_argument('--log', required=True)
    parser.add_argument('--faults', required=True)
    parser.add_argument('--seconds', type=float, required=True)
    parser.add_argument('--seed', required=True)
    parser.add_argument('--only', default='')
    parser.add_argument('--sanitized', action='store_true')
    options = parser.parse_args()
    options.timeout = 4.0 if options.sanitized else 1.0
    wanted = [name for name in options.only.split(',') if name]
    unknown = set(wanted) - {concern.name for concern in CONCERNS}
    if unknown:
        sys.exit(f'no concern is called {", ".join(sorted(unknown))}: there are '
                 + ', '.join(concern.name for concern in CONCERNS))

    database = 'attack'
    server = Server(options.libpq, options.log, database, grace=20 if options.sanitized else 5)
    prepare(server, database)
    concerns = [concern(server, options.seed, options) for concern in CONCERNS if not wanted or concern.name in wanted]
    for concern in concerns:
        concern.prepare()
    began, shares = time.monotonic(), sum(concern.share for concern in concerns)
    rounds = max(1, round(options.seconds / ROUND))
    for _ in range(rounds):
        for concern in concerns:
            concern.run(time.monotonic() + options.seconds / rounds * concern.share / shares)
            for crash in server.crashes():
                concern.fault(f'in the log of the server: {crash}')
    well = []
    for concern in concerns:
        concern.audit()
        well.append(report(concern, options.faults))
    print(f'# {time.monotonic() - began:.0f} s of attack, seed {options.seed}')
    sys.exit(0 if all(well) else 1)


main()
