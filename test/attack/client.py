"""Sessions with the server: libpq by ctypes, so that nothing but python3 is needed.

A session remembers the statement that it runs, and a watchdog ends statements that outlive their
timeout.  Every answer is a value: its SQLSTATE, its message, its rows.
"""
import ctypes
import os
import signal
import threading
import time
from dataclasses import dataclass, field

LOST = 'LOST'       # the connection went away while the statement ran
HANG = 'HANG'       # the watchdog had to end it

COPY_IN = 4
CONNECTION_OK = 0
FAILED_STATUSES = (5, 7)    # PGRES_BAD_RESPONSE, PGRES_FATAL_ERROR


@dataclass
class Answer:
    state: str = ''             # SQLSTATE of the error, LOST, HANG, or empty
    message: str = ''
    detail: str = ''
    rows: list = field(default_factory=list)

    @property
    def value(self):
        return self.rows[0][0] if self.rows else None

    @property
    def faulty(self):
        """What no statement may come to, however odd it is."""
        return self.state in (LOST, HANG) or self.state.startswith('XX')


def load_libpq(path):
    pq = ctypes.CDLL(path)
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
            ('PQconnectdb', pointer, [text]), ('PQstatus', ctypes.c_int, [pointer]),
            ('PQerrorMessage', text, [pointer]), ('PQfinish', None, [pointer]),
            ('PQbackendPID', ctypes.c_int, [pointer]), ('PQexec', pointer, [pointer, text]),
            ('PQgetResult', pointer, [pointer]), ('PQclear', None, [pointer]),
            ('PQresultStatus', ctypes.c_int, [pointer]),
            ('PQresultErrorField', text, [pointer, ctypes.c_int]),
            ('PQntuples', ctypes.c_int, [pointer]), ('PQnfields', ctypes.c_int, [pointer]),
            ('PQgetvalue', text, [pointer, ctypes.c_int, ctypes.c_int]),
            ('PQgetisnull', ctypes.c_int, [pointer, ctypes.c_int, ctypes.c_int]),
            ('PQputCopyData', ctypes.c_int, [pointer, text, ctypes.c_int]),
            ('PQputCopyEnd', ctypes.c_int, [pointer, text])):
        function = getattr(pq, name)
        function.restype, function.argtypes = result, arguments
    return pq


class Session:
    """One connection.  Not shared between threads."""

    def __init__(self, server, user='postgres', timeout=2.0, database=None):
        self.server, self.pq, self.user, self.timeout = server, server.pq, user, timeout
        self.database = database or server.database
        self.statement, self.deadline, self.overdue = '', None, False
        self.connection = None
        self.connect()

    def connect(self, patience=60):
        """Connects; while the server recovers from a crash that takes a while."""
        self.close()
        until = time.monotonic() + patience
        while True:
            connection = self.pq.PQconnectdb(
                f'dbname={self.database} user={self.user} client_encoding=UTF8'.encode())
            if self.pq.PQstatus(connection) == CONNECTION_OK:
                break
            message = self.pq.PQerrorMessage(connection).decode(errors='replace')
            self.pq.PQfinish(connection)
            if time.monotonic() > until:
                raise ConnectionError(f'the server takes no connection: {message}')
            time.sleep(0.1)
        self.connection, self.pid = connection, self.pq.PQbackendPID(connection)
        self.run(f"SET statement_timeout = '{int(self.timeout * 1000)}ms'; SET jit = off;"
                 ' SET client_min_messages = error;'
                 ' SET search_path = export_control, public')
        self.server.watch(self)

    def close(self):
        self.server.unwatch(self)
        if self.connection:
            self.pq.PQfinish(self.connection)
        self.connection = None

    def run(self, statement, data=None):
        """Runs a statement; `data` is what a COPY FROM STDIN reads."""
        self.statement, self.overdue = statement, False
        self.deadline = time.monotonic() + self.timeout + self.server.grace
        try:
            return self.finished(self.pq.PQexec(self.connection, statement.encode()), data)
        finally:
            self.deadline = None

    def finished(self, result, data):
        pq = self.pq
        if data is not None and pq.PQresultStatus(result) == COPY_IN:
            pq.PQclear(result)
            pq.PQputCopyData(self.connection, data, len(data))
            pq.PQputCopyEnd(self.connection, None)
            result = pq.PQgetResult(self.connection)
            following = pq.PQgetResult(self.connection)
            while following:
                pq.PQclear(following)
                following = pq.PQgetResult(self.connection)
        answer = Answer()
        if not result or pq.PQresultStatus(result) in FAILED_STATUSES:
            state = pq.PQresultErrorField(result, ord('C')) if result else None
            message = pq.PQresultErrorField(result, ord('M')) if result else None
            detail = pq.PQresultErrorField(result, ord('D')) if result else None
            answer.state = state.decode() if state else LOST
            answer.detail = (detail or b'').decode(errors='replace')
            answer.message = (message or pq.PQerrorMessage(self.connection) or b'').decode(
                errors='replace').strip()
        else:
            answer.rows = [
                tuple(None if pq.PQgetisnull(result, row, column)
                      else pq.PQgetvalue(result, row, column).decode(errors='replace')
                      for column in range(pq.PQnfields(result)))
                for row in range(pq.PQntuples(result))]
        pq.PQclear(result)
        if self.overdue:
            answer.state, answer.message = HANG, f'outlived its timeout of {self.timeout} s'
        return answer

    @property
    def alive(self):
        return self.pq.PQstatus(self.connection) == CONNECTION_OK

    def begin(self):
        """Begins a transaction; in a new connection, where another session's crash has ended the old one."""
        if self.run('BEGIN').state:
            self.connect()
            self.run('BEGIN')

    def roll_back(self):
        if self.alive:
            self.run('ROLLBACK')
        else:
            self.connect()

    def rolled_back(self, statement):
        """A statement in a transaction of its own that is then rolled back."""
        self.begin()
        answer = self.run(statement)
        self.roll_back()
        return answer


class Server:
    """The server under attack: its sessions, its log, and who was killed on purpose."""

    def __init__(self, libpq, log, database, grace):
        self.pq, self.log, self.database, self.grace = load_libpq(libpq), log, database, grace
        self.sessions, self.lock = set(), threading.Lock()
        self.killed = set()
        self.read = os.path.getsize(log)
        threading.Thread(target=self.watchdog, daemon=True).start()

    def watch(self, session):
        with self.lock:
            self.sessions.add(session)

    def unwatch(self, session):
        with self.lock:
            self.sessions.discard(session)

    def kill(self, pid, how):
        """Sends a signal to a backend, which may have ended by itself."""
        if how == signal.SIGKILL:
            self.killed.add(pid)
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            pass

    def watchdog(self):
        """Ends what outlives its timeout: by SIGTERM, and five seconds later by SIGKILL."""
        while True:
            time.sleep(0.2)
            now = time.monotonic()
            with self.lock:
                sessions = list(self.sessions)
            for session in sessions:
                deadline = session.deadline
                if deadline is None or now < deadline:
                    continue
                if not session.overdue:
                    session.overdue = True
                    self.kill(session.pid, signal.SIGTERM)
                elif now > deadline + 5:
                    self.kill(session.pid, signal.SIGKILL)

    def crashes(self):
        """What the log has said of crashes since the last call, killings on purpose left out, each once."""
        found = {}
        with open(self.log, errors='replace') as log:
            log.seek(self.read)
            for line in log:
                if 'terminated by signal' in line:
                    if not any(f'(PID {pid})' in line for pid in self.killed):
                        found[line.strip()] = True
                elif any(sign in line for sign in ('PANIC:', 'TRAP: ', 'runtime error:', 'Sanitizer:')):
                    found[line.strip()] = True
            self.read = log.tell()
        return list(found)
