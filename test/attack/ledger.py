"""Concurrent orders, shipments, publications, seals, suspensions and re-screenings, and an audit.

Clerks enter, change, ship, give up and delete orders that draw on capped licenses, and write into the
ledger by hand, with hostile values; meanwhile officers publish rules, suspend licenses, seal and
re-screen, and sessions are cancelled and terminated (Ledger) or killed, which takes the server through
crash recovery (Kills).  Then the server must be as an auditor wants it: see AUDIT.

Which statement each session sends next is settled by the seed; how they meet is not.
"""
import random
import signal
import threading
import time

from client import HANG, LOST, Session
from concern import Concern

CLERKS = 4
ORDERS = 40
LICENSES = ('A1', 'A2', 'A3')

# The errors that an order, a seal or a publication may end with.  Everything else is a fault.
FAIR = {
    '40001', '40P01',       # another transaction was first
    '23505',                # the order is there already
    '55P03', '57014',       # lock_timeout, statement_timeout or a cancelled statement
    '57P01', '57P02', '57P03', LOST,    # terminated, or the server recovers from a kill
    '25P02',                # after one of these
}
# What a clerk who writes the ledger by hand may be told besides.
FAIR_BY_HAND = {'23001', '42501', '23514', '22023', '428C9'}

SETUP = """
INSERT INTO export_control.party (id, name, country) VALUES ('attack', 'Buyer', 'SG'), ('parent', 'Parent', 'CN');
INSERT INTO export_control.party_share (owner, owned, share) VALUES ('parent', 'attack', 60);
INSERT INTO export_control.license (id, scope, metric, cap, valid, state)
SELECT 'A' || g, 'eccn in (3A090.a)', 'units', 60, '[2020-01-01,2100-01-01)', 'issued' FROM generate_series(1, 3) AS g;
INSERT INTO export_control.vendor (name) VALUES ('ACME');
INSERT INTO export_control.rule (id, kind, rank, condition, reason, title, citation)
VALUES ('ATTACK', 'requirement', 900, $$vendor = 'ACME'$$, 'OURS', 'ours', 'ours');
CREATE TABLE attack.sale (
    id integer PRIMARY KEY, sku text, ship_to text, why text, ship_on date DEFAULT '2026-12-01', customer text,
    units numeric, license_no text, outcome export_control.outcome, disposition export_control.screening_action,
    shipped boolean DEFAULT false, cancelled boolean DEFAULT false);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON attack.sale
    FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
        'product=sku', 'destination=ship_to', 'as_of=ship_on', 'end_user=customer', 'quantity=units',
        'license=license_no', 'outcome=outcome', 'disposition=disposition', 'reason=why', 'closed=shipped',
        'cancelled=cancelled', 'returns=negative', 'action=hold');
GRANT SELECT, INSERT, UPDATE, DELETE ON attack.sale TO attack_clerk;
"""

# Each row is a fault.  Keys of the ledger end in the order's own key, whatever stands before that.
AUDIT = {
    'the total of a license is not what its ledger adds up to': """
        SELECT t.license, t.used, sum(u.amount)
          FROM license_total AS t LEFT JOIN license_use AS u ON u.license = t.license AND u.reversed_at IS NULL
         GROUP BY t.license, t.used HAVING t.used <> coalesce(sum(u.amount), 0)""",
    'a license is used beyond its cap': """
        SELECT l.id, l.cap, t.used FROM license_total AS t JOIN license AS l ON l.id = t.license WHERE t.used > l.cap""",
    'more was shipped on a license than its ledger holds': """
        SELECT s.license, s.shipped, coalesce(u.held, 0)
          FROM (SELECT license, sum(license_amount) AS shipped FROM screening WHERE action = 'closed' GROUP BY license) AS s
          LEFT JOIN (SELECT license, sum(amount) AS held FROM license_use WHERE reversed_at IS NULL GROUP BY license) AS u
            USING (license)
         WHERE s.shipped > coalesce(u.held, 0)""",
    'an order and its draw on a license differ': """
        SELECT s.id, s.disposition, s.units, s.license_no, u.license, u.amount
          FROM attack.sale AS s
          LEFT JOIN license_use AS u ON u.key ~ (' ' || s.id || '$') AND u.reversed_at IS NULL AND u.key !~ '^by hand'
         WHERE NOT s.shipped
           -- An order may come under a key in the moment in which that ships and its row goes; it can never be closed.
           AND NOT EXISTS (SELECT FROM shipped_order AS o WHERE o.row_key = s.id::text)
           AND (CASE WHEN s.disposition = 'licensed' THEN s.license_no END, CASE WHEN s.disposition = 'licensed' THEN s.units END)
               IS DISTINCT FROM (u.license, u.amount)""",
    'a draw that was not shipped has no order': """
        SELECT u.license, u.key, u.amount
          FROM license_use AS u
         WHERE u.reversed_at IS NULL AND u.key !~ '^by hand'
           AND NOT EXISTS (SELECT FROM attack.sale AS s WHERE u.key ~ (' ' || s.id || '$'))
           AND NOT EXISTS (SELECT FROM screening AS e WHERE e.action = 'closed' AND u.key ~ (' ' || e.row_key || '$'))""",
    'an order is not as its newest entry in the log says': """
        SELECT s.id, s.disposition, s.units, e.action, e.quantity
          FROM attack.sale AS s
          LEFT JOIN (SELECT DISTINCT ON (row_key) * FROM screening WHERE rescreens IS NULL ORDER BY row_key, id DESC) AS e
            ON e.row_key = s.id::text
         WHERE NOT s.shipped AND NOT s.cancelled AND (s.disposition, s.units) IS DISTINCT FROM (e.action, e.quantity)""",
    'the log has an open order that is not there': """
        SELECT o.row_key FROM open_order AS o LEFT JOIN attack.sale AS s ON s.id::text = o.row_key WHERE s.id IS NULL""",
    'an order is there that was never screened': """
        SELECT s.id FROM attack.sale AS s WHERE NOT EXISTS (SELECT FROM screening AS e WHERE e.row_key = s.id::text)
           AND NOT s.cancelled""",
    'an entry of the log does not determine the same again': """
        SELECT id, determination, replay(s) FROM screening AS s
         WHERE determination IS NOT NULL AND replay(s)::text IS DISTINCT FROM determination::text""",
    'an entry of the log is there twice': 'SELECT id FROM screening GROUP BY id HAVING count(*) > 1',
    'a use was reversed before it was recorded':
        'SELECT license, key, recorded_at, reversed_at FROM license_use WHERE reversed_at < recorded_at',
    'a seal does not hold': 'SELECT * FROM verify_seals()',
}


class Ledger(Concern):
    name, share = 'ledger', 4
    kill_every = 0.4
    first_order = 0

    def prepare(self):
        self.lock = threading.Lock()
        self.begun = [self.first_order] * CLERKS
        self.clerks = [random.Random(self.random.random()) for _ in range(CLERKS)]

    def note(self, session, kind, statement, answer, fair=()):
        with self.lock:
            self.figures[kind] += 1
            if answer.state and answer.state != LOST:
                self.figures[answer.state] += 1
            if answer.state == HANG or answer.state and answer.state not in FAIR and answer.state not in fair \
                    and not answer.state.startswith('XC'):
                self.fault(f'{kind}: {answer.state} {answer.message}', f'-- as {session.user}\n{statement}')

    def send(self, session, kind, statement, fair=()):
        answer = session.run(statement)
        self.note(session, kind, statement, answer, fair)
        if not session.alive:
            session.connect()
        return not answer.state

    def session(self, user):
        session = Session(self.server, user, 10)
        self.pids[threading.get_ident()] = session
        return session

    @staticmethod
    def order(dice, first):
        """One statement of a clerk: what it is called, and its text.  The keys in use begin at `first`."""
        key, units, license_ = first + dice.randrange(ORDERS), dice.randrange(1, 20), dice.choice(LICENSES)
        if dice.random() < 0.5:
            # the same order again and again, as an attempt to ship it twice would have it
            units, license_ = 1 + key % 5, LICENSES[key % 3]
        row = f"({key}, 'H100 SXM5 80GB', 'SG', 'attack', {units}, '{license_}')"
        columns = '(id, sku, ship_to, customer, units, license_no)'
        open_ = f'WHERE id = {key} AND NOT shipped'
        by_hand = 'INSERT INTO license_use (license, key, attempt, used_on, amount'
        return dice.choices((
            ('insert', f'INSERT INTO attack.sale {columns} VALUES {row}'),
            ('change', f'UPDATE attack.sale SET units = {units} {open_}'),
            ('move', f"UPDATE attack.sale SET license_no = '{license_}' {open_}"),
            ('cancel', f'UPDATE attack.sale SET cancelled = NOT cancelled {open_}'),
            ('delete', f'DELETE FROM attack.sale WHERE id = {key}'),
            ('ship', f'UPDATE attack.sale SET shipped = true {open_}'),
            ('ship on entry', f'INSERT INTO attack.sale (shipped, {columns[1:]} VALUES (true, {row[1:]}'),
            ('rename', f'UPDATE attack.sale SET id = {first + dice.randrange(ORDERS)} {open_}'),
            ('merge', f'MERGE INTO attack.sale AS s USING (VALUES {row}) AS v {columns} ON s.id = v.id'
                      ' WHEN MATCHED AND NOT s.shipped THEN UPDATE SET units = v.units'
                      f' WHEN NOT MATCHED THEN INSERT {columns} VALUES'
                      ' (v.id, v.sku, v.ship_to, v.customer, v.units, v.license_no)'),
            ('do nothing', f'INSERT INTO attack.sale {columns} VALUES {row} ON CONFLICT DO NOTHING'),
            ('upsert', f'INSERT INTO attack.sale AS s {columns} VALUES {row} ON CONFLICT (id) DO UPDATE'
                       ' SET units = excluded.units, license_no = excluded.license_no WHERE NOT s.shipped'),
            ('odd amount', f"UPDATE attack.sale SET units = {dice.choice(('0', '-1', 'NULL', repr('NaN'), '1e-20'))} {open_}"),
            ('misspell', f"UPDATE attack.sale SET ship_to = '{dice.choice(('UK', 'SG', 'SG', ' '))}' {open_}"),
            ('use by hand', f"{by_hand}) VALUES ('{license_}', 'by hand {dice.random()}',"
                            f" {dice.choice((1, 7, 2147483647))}, '2026-12-01', 1)"),
            # Somebody draws and gives back under an order's key, which must not be the end of that key.
            ('poison', f"{by_hand}) SELECT license, key, 2147483647, '2026-12-01', 1 FROM license_use"
                       f" WHERE reversed_at IS NOT NULL AND key ~ ' {key}$' LIMIT 1;"
                       ' UPDATE license_use SET reversed_at = clock_timestamp(), reversed_by = session_user'
                       f" WHERE key ~ ' {key}$' AND attempt = 2147483647 AND reversed_at IS NULL"),
            ('reverse', "UPDATE license_use SET reversed_at = now() - interval '1 year', reversed_by = session_user"
                        " WHERE key ~ '^by hand' AND reversed_at IS NULL"),
        ), (20, 12, 6, 8, 10, 10, 3, 3, 8, 8, 8, 4, 4, 2, 1, 1))[0]

    def clerk(self, number):
        dice, session = self.clerks[number], self.session('attack_clerk')
        while not self.over.is_set():
            isolation = dice.choice(('READ COMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'))
            # One draw of chance a transaction settles it all, so that the others' luck changes nothing.
            dice_of_transaction = random.Random(dice.random())
            self.begun[number] += 1
            if not self.send(session, 'begin', f"BEGIN ISOLATION LEVEL {isolation}; SET LOCAL lock_timeout = '3s'"):
                continue
            for _ in range(dice_of_transaction.randrange(1, 4)):
                kind, statement = self.order(dice_of_transaction, self.begun[number] // 10)
                undone = dice_of_transaction.random() < 0.1
                fair = FAIR_BY_HAND if kind in ('use by hand', 'reverse', 'poison') else ()
                if undone:
                    self.send(session, 'savepoint', 'SAVEPOINT s')
                fine = self.send(session, kind, statement, fair)
                if undone:
                    fine = self.send(session, 'undo', 'ROLLBACK TO s', {'3B001', '25P01'})
                if not fine:
                    break
            self.send(session, 'commit', dice_of_transaction.choice(('COMMIT', 'COMMIT', 'COMMIT', 'ROLLBACK')))
        session.close()

    def office(self, kind, user, pause, *statements):
        session, n = self.session(user), 0
        while not self.over.is_set():
            n += 1
            for statement in statements:
                self.send(session, kind, statement.format(n=n, rank=900 + n % 50))
                self.over.wait(pause)
        session.close()

    def harm(self, chance):
        """Cancels and terminates sessions, in the middle of whatever they do."""
        while not self.over.wait(self.kill_every * 2 * chance.random()):
            victims = [session for session in list(self.pids.values()) if session.connection]
            if not victims:
                continue
            victim, how = chance.choice(victims), chance.choice((signal.SIGINT, signal.SIGINT, signal.SIGTERM))
            self.server.kill(victim.pid, how)
            with self.lock:
                self.figures['cancelled' if how == signal.SIGINT else 'terminated'] += 1

    def run(self, until):
        self.over, self.pids, self.broken = threading.Event(), {}, []
        jobs = [(self.clerk, number) for number in range(CLERKS)]
        jobs += [(self.office, 'publish', 'attack_officer', 0.3,
                  "UPDATE rule SET rank = {rank} WHERE id = 'ATTACK'", "SELECT publish('number {n}')"),
                 (self.office, 'seal', 'attack_officer', 0.3, 'SELECT * FROM seal()', 'SELECT * FROM verify_seals()'),
                 (self.office, 'rescreen', 'attack_officer', 0.4, "SELECT count(*) FROM rescreen('attack.sale')"),
                 (self.office, 'suspend', 'attack_officer', 0.4, "UPDATE license SET state = 'suspended' WHERE id = 'A3'",
                  "UPDATE license SET state = 'issued' WHERE id = 'A3'", "UPDATE license SET cap = cap + 10"),
                 (self.harm, random.Random(self.random.random()))]
        threads = [threading.Thread(target=self.guarded, args=job) for job in jobs]
        for thread in threads:
            thread.start()
        while time.monotonic() < until and not self.broken:
            time.sleep(0.1)
        self.over.set()
        for thread in threads:
            thread.join()
        for error in self.broken:
            self.fault(f'the attack itself broke off: {error!r}')
        self.look()

    def guarded(self, job, *arguments):
        try:
            job(*arguments)
        except Exception as error:      # a thread's end must not pass unseen
            self.broken.append(error)

    def look(self):
        """The audit, at rest."""
        session = Session(self.server, timeout=300)
        sealed = session.run('SELECT * FROM seal()')
        if sealed.state:
            self.fault(f'the log cannot be sealed: {sealed.state} {sealed.message}', 'SELECT * FROM seal()')
        for what, query in AUDIT.items():
            answer = session.run(query)
            if answer.state:
                self.fault(f'the audit fails: {answer.state} {answer.message}', query)
            elif answer.rows:
                self.fault(f'{what}: {len(answer.rows)} rows, the first {answer.rows[0]}', query)
        self.figures['entries audited'] = int(session.run('SELECT count(*) FROM screening').value or 0)
        for what in ('licensed', 'held', 'closed'):
            count = int(session.run(f"SELECT count(*) FROM screening WHERE action = '{what}'").value or 0)
            self.figures[f'orders {what}'] = count
            if not count:
                self.fault(f'no order was ever {what}: there is nothing to audit')
        self.figures['draws audited'] = int(session.run('SELECT count(*) FROM license_use').value or 0)
        session.close()


class Kills(Ledger):
    name, share = 'kills', 2
    kill_every = 2.0
    first_order = 10_000_000

    def harm(self, chance):
        """kill -9 of one backend; the server ends all others and recovers from its WAL."""
        while not self.over.wait(self.kill_every * (0.5 + chance.random())):
            victims = [session for session in list(self.pids.values()) if session.connection]
            self.server.kill(chance.choice(victims).pid, signal.SIGKILL)
            with self.lock:
                self.figures['kill -9'] += 1
