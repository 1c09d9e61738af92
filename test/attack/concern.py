"""What every concern of the attack has: a name, a sequence of its own, figures, and faults."""
import random
import re
from collections import Counter

MOST_FAULTS_SHOWN = 3


class Concern:
    """One way to attack.  run(until) attacks until a moment; audit() looks at what that has left."""

    name = None
    share = 1           # of the time

    def __init__(self, server, seed, options):
        self.server, self.options = server, options
        self.random = random.Random(f'{seed} {self.name}')
        self.figures, self.faults, self.fault_count = Counter(), [], Counter()

    def prepare(self):
        pass

    def run(self, until):
        raise NotImplementedError

    def audit(self):
        pass

    def fault(self, what, repeat=''):
        """Notes a fault; of one kind only the first few are shown."""
        kind = re.sub(r'\d+', 'N', what)[:50]
        self.fault_count[kind] += 1
        if self.fault_count[kind] <= MOST_FAULTS_SHOWN:
            self.faults.append((what, repeat))

    def judge(self, session, statement, answer):
        """Notes the fault if a statement came to what none may come to."""
        self.figures[answer.state or 'answered'] += 1
        if answer.faulty:
            self.fault(f'{answer.state}: {answer.message}', f'-- as {session.user}\n{statement}')
        return not answer.faulty


def quote(text):
    return 'NULL' if text is None else "'" + text.replace("'", "''") + "'"
