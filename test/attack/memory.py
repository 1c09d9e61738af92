"""Memory that runs out in the middle of a question, and the same questions again.

A backend's address space is limited a little above what it has.  Once a question has failed for want
of memory, the limit is lifted; the session must then answer as a session answers that never failed.
Under the address sanitizer no such limit can be set; the core's tests fail every allocation there.
"""
import os
import subprocess
import time

from client import Session
from concern import Concern

QUESTIONS = """
    FROM (SELECT name, chip FROM product WHERE name LIKE '{}' ORDER BY vendor, name) AS p,
         (SELECT DISTINCT code FROM (VALUES ('CN'), ('SG'), ('AE'), ('IN'), ('MO'), ('RU'), ('DE'), ('VN')) AS c(code)) AS c,
         generate_series('2022-11-01'::date, '2026-10-01', '121 days') AS d,
         (VALUES ('CN'), ('US'), ('AE')) AS h(code)"""
GROW = 'SELECT count(classify(chip, c.code::country, d::date, headquarters => h.code::country))' \
    + QUESTIONS.format('%0%')
CHECK = """SELECT md5(string_agg(a, ',' ORDER BY a)) FROM (
    SELECT concat_ws(' ', name, c.code, d, h.code, classify(chip, c.code::country, d::date,
                     headquarters => h.code::country)) AS a""" + QUESTIONS.format('H%0%') + ') AS x'


class Memory(Concern):
    name, share = 'memory', 2

    def prepare(self):
        # Limits are set by whoever runs the server: root in a container may lack the right to.
        self.owner_of_server = os.stat(self.server.log)
        session = Session(self.server, timeout=60)
        answer = session.run(CHECK)
        self.right = answer.value
        if not self.right:
            self.fault(f'no answers to compare with: {answer.state} {answer.message}', CHECK)
        session.close()

    def limit(self, pid, bytes_):
        owner = self.owner_of_server
        become = {'user': owner.st_uid, 'group': owner.st_gid, 'extra_groups': []} if os.getuid() == 0 else {}
        subprocess.run(['prlimit', f'--pid={pid}', f'--as={bytes_}:'], check=True, stderr=subprocess.PIPE, **become)

    def space(self, pid):
        with open(f'/proc/{pid}/statm') as statm:
            return int(statm.read().split()[0]) * os.sysconf('SC_PAGE_SIZE')

    def run(self, until):
        if self.options.sanitized:
            self.figures['skipped: an address space under ASan has no limit'] = 1
            return
        while time.monotonic() < until:
            session = Session(self.server, timeout=60)
            session.run("SET export_control.cache_memory = '1GB'; SET max_parallel_workers_per_gather = 0;"
                        "SELECT classify(chip, 'CN', '2024-01-01') FROM product LIMIT 1")
            slack = self.random.randrange(8, 150) * 4096
            try:
                self.limit(session.pid, self.space(session.pid) + slack)
            except (OSError, subprocess.CalledProcessError) as error:
                self.fault(f'a session cannot be limited: {error} {getattr(error, "stderr", "")}')
                return
            answer = session.run(GROW)
            repeat = f'-- the address space limited to {slack} bytes more than the session has\n{GROW}'
            self.figures['questions under a limit'] += 1
            self.judge(session, repeat, answer)
            if session.alive:
                if answer.state == '53200':
                    self.figures['ran out of memory'] += 1
                self.limit(session.pid, 'unlimited')
                again = session.run(CHECK)
                repeat += f'\n-- the limit lifted\n{CHECK}'
                if self.judge(session, repeat, again) and again.value != self.right:
                    self.fault(f'after {answer.state or "no error"} the session answers otherwise: '
                               f'{again.state} {again.message}', repeat)
            session.close()

    def audit(self):
        if self.figures['questions under a limit'] >= 10 and not self.figures['ran out of memory']:
            self.fault('no question ran out of memory: the limits are too wide')
