"""The condition language evaluated a second time, from its description and not from the C code.

Numbers are exact fractions; a fact is a closed interval; an end that is infinite means "no bound" and
is no number.  Truth is Kleene's: 0 false, 1 unknown, 2 true, so `and` is the minimum, `or` the
maximum and `not` what is left of 2.

The server computes in binary floating point.  So every computed number carries a bound of the error
that this may have made; a comparison that lies within that bound is no question to ask (TooNear).  As
the language promises that sums and products which are equal in decimals are equal, an exact equality
is a question as long as the error is no more than the last places.  A fact that is None is one of which
the description does not say enough.
"""
from fractions import Fraction

INFINITE = float('inf')
FALSE, UNKNOWN, TRUE = 0, 1, 2

ROUNDING = Fraction(1, 2 ** 52)
LAST_PLACES = 3 * ROUNDING


class TooNear(Exception):
    pass


class End:
    """One end of an interval: a fraction with a bound of its error, or no bound (plus or minus)."""
    __slots__ = ('value', 'error')

    def __init__(self, value, error=Fraction(0)):
        self.value, self.error = value, error

    @property
    def unbounded(self):
        return self.value in (INFINITE, -INFINITE)


NO_LOWER, NO_UPPER = End(-INFINITE), End(INFINITE)


def known(text):
    value = Fraction(text)
    return End(value, Fraction(0) if Fraction(float(value)) == value else abs(value) * ROUNDING)


def add(a, b, default):
    if a.unbounded and b.unbounded:
        return a if a.value == b.value else default
    if a.unbounded or b.unbounded:
        return a if a.unbounded else b
    value = a.value + b.value
    return End(value, a.error + b.error + abs(value) * ROUNDING)


def opposite(a):
    return End(-a.value, a.error)


def multiply(a, b):
    # An unbounded end is no number: nothing times some number is nothing.
    if a.value == 0 and a.error == 0 or b.value == 0 and b.error == 0:
        return End(Fraction(0))
    if a.unbounded or b.unbounded:
        if not a.unbounded and abs(a.value) <= a.error or not b.unbounded and abs(b.value) <= b.error:
            raise TooNear
        return NO_UPPER if (a.value > 0) == (b.value > 0) else NO_LOWER
    value = a.value * b.value
    return End(value, abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error + abs(value) * ROUNDING)


def reciprocal(a):
    if a.unbounded:
        return End(Fraction(0))
    if abs(a.value) <= 2 * a.error:
        raise TooNear
    value = 1 / a.value
    return End(value, 2 * a.error * value * value + abs(value) * ROUNDING)


def number(expression, facts):
    kind = expression[0]
    if kind == 'number':
        end = known(expression[1])
        return end, end
    if kind == 'fact':
        if facts[expression[1]] is None:
            raise TooNear
        return facts[expression[1]]
    low, high = number(expression[1], facts)
    if kind == 'minus':
        return opposite(high), opposite(low)
    other_low, other_high = number(expression[2], facts)
    if kind == '+':
        return add(low, other_low, NO_LOWER), add(high, other_high, NO_UPPER)
    if kind == '-':
        return add(low, opposite(other_high), NO_LOWER), add(high, opposite(other_low), NO_UPPER)
    if kind == '/':
        if not other_low.unbounded and other_low.value == 0 or not other_high.unbounded and other_high.value == 0 \
                or other_low.value < 0 < other_high.value:
            for end in (other_low, other_high):
                if not end.unbounded and end.value == 0 and end.error:
                    raise TooNear
            return NO_LOWER, NO_UPPER
        other_low, other_high = reciprocal(other_high), reciprocal(other_low)
    ends = [multiply(a, b) for a in (low, high) for b in (other_low, other_high)]
    return min(ends, key=lambda end: end.value), max(ends, key=lambda end: end.value)


def order(a, b):
    """-1, 0 or 1; an unbounded end is beyond every number."""
    if a.unbounded or b.unbounded:
        return -1 if a.value < b.value else 1
    error = a.error + b.error
    if a.value == b.value:
        if error > abs(a.value) * LAST_PLACES:
            raise TooNear
        return 0
    if error and abs(a.value - b.value) <= error + 8 * ROUNDING * max(abs(a.value), abs(b.value)):
        raise TooNear
    return -1 if a.value < b.value else 1


def compare(a, b, relation):
    (a_low, a_high), (b_low, b_high) = a, b
    # What is at least what has no upper bound?  No number, for certain.
    if relation == '>=':
        if not b_high.unbounded and not a_low.unbounded and order(a_low, b_high) >= 0:
            return TRUE
        return FALSE if not a_high.unbounded and not b_low.unbounded and order(a_high, b_low) < 0 else UNKNOWN
    if relation == '>':
        if not b_high.unbounded and not a_low.unbounded and order(a_low, b_high) > 0:
            return TRUE
        return FALSE if not a_high.unbounded and not b_low.unbounded and order(a_high, b_low) <= 0 else UNKNOWN
    if relation == '<':
        return 2 - compare(a, b, '>=')
    if relation == '<=':
        return 2 - compare(a, b, '>')
    if relation == '!=':
        return 2 - compare(a, b, '=')
    if not a_high.unbounded and not b_low.unbounded and order(a_high, b_low) < 0 \
            or not a_low.unbounded and not b_high.unbounded and order(a_low, b_high) > 0:
        return FALSE
    points = not any(end.unbounded for end in (a_low, a_high, b_low, b_high)) \
        and a_low.value == a_high.value and b_low.value == b_high.value
    return TRUE if points else UNKNOWN


def eccn_within(eccn, item):
    """A paragraph belongs to what it is a paragraph of; of the whole nobody knows which paragraph it is."""
    if eccn == item or eccn.startswith(item + '.'):
        return TRUE
    return UNKNOWN if item.startswith(eccn + '.') else FALSE


class World:
    """What the rulebook says of places on a day, as it was known on a day."""

    def __init__(self, book, as_of, as_known):
        def covers(period, day):
            return (period[0] is None or period[0] <= day) and (period[1] is None or day < period[1])
        self.groups = {
            group['name']: {member['country'] for member in group['members']
                            if covers(member.get('in_force') or (None, None), as_of)
                            and covers(member.get('known') or (None, None), as_known)}
            for group in book['groups']}
        self.governed = {row['country']: row['by'] for row in book['governed']}

    def contains(self, items, place):
        """A territory counts as itself, and as the state whose controls it follows."""
        names = {place, self.governed.get(place, place)}
        return any(names & self.groups[item] if item in self.groups else item in names for item in items)


# Of the names that the attack states, those that the built-in rulebook knows.
UNDERSTOOD = {'vendor': {'NVIDIA', 'AMD'}, 'end_use': {'military'}}


def truth(condition, facts, world):
    kind = condition[0]
    if kind == 'not':
        return 2 - truth(condition[1], facts, world)
    if kind == 'and':
        return min([truth(part, facts, world) for part in condition[1]])
    if kind == 'or':
        return max([truth(part, facts, world) for part in condition[1]])
    if kind == 'flag':
        return facts[condition[1]]
    if kind == 'constant':
        return TRUE if condition[1] else FALSE
    if kind == 'in':
        _, fact, negated, items = condition
        value = facts[fact]
        if value is None:
            # "None stated" is known of an end use and of a region; of everything else nothing is known.
            inside = FALSE if fact in ('end_use', 'region') else UNKNOWN
        elif fact == 'region' and facts['destination'] not in (None, value[:2]):
            inside = UNKNOWN
        elif fact in ('destination', 'headquarters', 'shipped_from'):
            inside = TRUE if world.contains(items, value) else FALSE
        elif fact in UNDERSTOOD and value not in UNDERSTOOD[fact]:
            inside = UNKNOWN
        elif fact == 'eccn':
            inside = max(eccn_within(value, item) for item in items)
        else:
            inside = TRUE if value in items else FALSE
        return 2 - inside if negated else inside
    _, operands, relations = condition
    numbers = [number(operand, facts) for operand in operands]
    return min([compare(numbers[i], numbers[i + 1], relation) for i, relation in enumerate(relations)])
