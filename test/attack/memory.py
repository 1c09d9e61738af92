"""Memory that runs out in the middle of a question, and the same questions again.

A backend's address space is limited a little above what it has.  Once a question has failed for want
of memory, the limit is lifted; the session must then answer as a session answers that never failed.
Under the address sanitizer no such limit can be set; the core's tests fail every allocation there.
"""
import os
import re
import subprocess
import time

from client import Session
from concern import Concern

QUESTIONS = """
CREATE TABLE attack.question AS
SELECT row_number() OVER (ORDER BY md5(concat(d, h, c.code, p.name))) AS id, p.chip, c.code AS destination, h.code AS headquarters,
       d::date AS day
  FROM (SELECT name, chip FROM product WHERE name LIKE '%0%' ORDER BY vendor, name LIMIT 20) AS p,
       (VALUES ('CN'::country), ('SG'), ('AE'), ('IN'), ('MO'), ('RU'), ('DE'), ('VN'), ('IR'), ('IL'), ('JP')) AS c(code),
       generate_series('2022-11-01'::date, '2026-10-01', '37 days') AS d,
       (VALUES ('CN'::country), ('US'), ('AE')) AS h(code)"""
# A plan that takes no memory of its own, so that what runs out is the engine's.  What else a first
# question needs, catalogue caches above all, is there after WARM; and how many questions that has asked
# settles at which of the engine's blocks of memory, and so in which of its deeds, there is no more.
GROW = 'SELECT count(classify(chip, destination, day, headquarters => headquarters)) FROM attack.question'
WARM = GROW + ' WHERE id <= {}'
CHECK = """SELECT md5(string_agg(classify(chip, destination, day, headquarters => headquarters)::text, ',' ORDER BY id))
  FROM attack.question"""


class Memory(Concern):
    name, share = 'memory', 2

    def prepare(self):
        # Limits are set by whoever runs the server: root in a container may lack the right to.
        self.owner_of_server = os.stat(self.server.log)
        session = Session(self.server, timeout=60)
        session.run(QUESTIONS)
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
            session.run("SET export_control.cache_memory = '1GB'; SET max_parallel_workers_per_gather = 0")
            warm = WARM.format(int(3000 ** self.random.random()))
            session.run(warm)
            slack = self.random.randrange(8, 1000) * 4096
            try:
                self.limit(session.pid, self.space(session.pid) + slack)
            except (OSError, subprocess.CalledProcessError) as error:
                self.fault(f'a session cannot be limited: {error} {getattr(error, "stderr", "")}')
                return
            answer = session.run(GROW)
            repeat = f'{warm}\n-- the address space limited to {slack} bytes more than the session has\n{GROW}'
            self.figures['questions under a limit'] += 1
            self.judge(session, repeat, answer)
            if session.alive:
                if answer.state == '53200':
                    where = re.search('in memory context "(.*?)"', answer.detail)
                    self.figures[f'in {where.group(1) if where else "none"}'] += 1
                self.limit(session.pid, 'unlimited')
                again = session.run(CHECK)
                repeat += f'\n-- the limit lifted\n{CHECK}'
                if self.judge(session, repeat, again) and again.value != self.right:
                    self.fault(f'after {answer.state or "no error"} the session answers otherwise: '
                               f'{again.state} {again.message}', repeat)
            session.close()

    def audit(self):
        if self.figures['questions under a limit'] >= 10 and not self.figures['53200']:
            self.fault('no question ran out of memory: the limits are too wide')
