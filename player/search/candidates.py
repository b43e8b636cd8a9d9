"""Where in a lecture a query may stand: the words near every position are counted at once, bit by bit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from player.search.index import PhraseIndex, position_bits
from player.search.readings import QueryReadings

# A query found whole counts this much, and this much more when its words also stand side by side.
_STEPS = 64
_ADJACENT_STEPS = 16
_MOST_REGIONS = 100
# So many tokens are looked at closely, and fewer for a long query, of which more is seen in each.
_MOST_TOKENS = 2500
_MOST_TOKENS_AND_PARTS = 9000
# From these likenesses up, a word counts in these shares; ranking looks closer.
_TIERS = ((0.95, 1.0), (0.75, 0.8), (0.0, 0.5))
_RUN = re.compile("1+")


@dataclass(slots=True)
class _Tally:
    """A counter for each position, kept in columns: bit p of `planes[k]` is bit k of the p-th counter.

    Bit-sliced arithmetic, as in O'Neil and Quass, "Improved Query Performance with Variant Indexes", 1997.
    """

    planes: list[int] = field(default_factory=list)

    def add(self, positions: int, amount: int) -> None:
        """Adds `amount` to the counters at `positions`."""
        for bit in range(amount.bit_length()):
            carry, k = (positions if amount >> bit & 1 else 0), bit
            while carry:
                self.planes.extend([0] * (k + 1 - len(self.planes)))
                self.planes[k], carry = self.planes[k] ^ carry, self.planes[k] & carry
                k += 1

    def peak(self) -> int:
        """The largest count; 0 when nothing was added."""
        count, level = 0, -1
        for k in reversed(range(len(self.planes))):
            if level & self.planes[k]:
                level &= self.planes[k]
                count |= 1 << k
        return count

    def at_least(self, threshold: int) -> int:
        """The positions that count `threshold`, which is not above the peak, or more."""
        above, level = 0, -1
        for k in reversed(range(len(self.planes))):
            if threshold >> k & 1:
                level &= self.planes[k]
            else:
                above |= level & self.planes[k]
        return above | level


def find_regions(index: PhraseIndex, query: QueryReadings, least: float) -> list[tuple[int, int]]:
    """Ranges of tokens (half-open, in time order, apart) that may hold matches of about `least` or better.

    When there are very many only those that promise most are given, and among equals the first.
    """
    count = len(query.weights)
    width = 1 if count == 1 else 3 * count + 8
    most = max(min(_MOST_TOKENS, _MOST_TOKENS_AND_PARTS // count), 6 * width)
    tally = _count(index, query, width)
    low, high = max(int(least * _STEPS), 1), tally.peak()
    if low > high:
        return []
    while low < high:
        middle = (low + high) // 2
        found = tally.at_least(middle)
        runs = (found & ~(found << 1)).bit_count()
        if runs <= _MOST_REGIONS and found.bit_count() + runs * (width - 1) <= most:
            high = middle
        else:
            low = middle + 1
    return list(_regions(tally.at_least(low), width, len(index.row), most))


def _count(index: PhraseIndex, query: QueryReadings, width: int) -> _Tally:
    """For each position, how much of the query stands in the `width` tokens up to it."""
    tally = _Tally()
    total = sum(query.weights)
    stands = []
    for i, weight in enumerate(query.weights):
        standing = covered = 0
        for (_, share), positions in zip(_TIERS, _tiers(index, query, i), strict=True):
            standing |= positions
            near = _smear(positions, width)
            tally.add(near & ~covered, round(_STEPS * weight * share / total))
            covered |= near
        stands.append(standing)
    for before, after in pairwise(stands):
        tally.add(_smear(before << 1 & after, width), round(_ADJACENT_STEPS / (len(stands) - 1)))
    return tally


def _tiers(index: PhraseIndex, query: QueryReadings, part: int) -> Iterator[int]:
    """Where `part` of the query stands, for each tier of likeness."""
    covering = [reading for reading in query.readings if reading.first <= part < reading.last]
    below = 2.0
    for floor, _ in _TIERS:
        alike = [n for r in covering for n, likeness in r.alike.items() if floor <= likeness < below]
        pairs = [p for r in covering for p, likeness in r.pairs.items() if floor <= likeness < below]
        positions = index.bits(alike)
        if pairs:
            halves = position_bits(pairs, len(index.row))
            positions |= halves | halves << 1
        yield positions
        below = floor


def _smear(positions: int, width: int) -> int:
    """Every position that has one of `positions` among itself and the `width` - 1 before it."""
    reach = 1
    while reach * 2 <= width:
        positions |= positions << reach
        reach *= 2
    return positions | positions << (width - reach)


def _regions(found: int, width: int, length: int, most: int) -> Iterator[tuple[int, int]]:
    """The ranges of tokens that were counted at the positions `found`, those that overlap as one."""
    start = stop = tokens = 0
    for run in islice(_RUN.finditer(bin(found)[:1:-1]), _MOST_REGIONS):
        if tokens > most:
            break
        first = max(run.start() - width + 1, 0)
        last = min(run.end(), first + most, length)
        tokens += last - max(first, stop)
        if first > stop and stop:
            yield start, stop
            start = first
        elif not stop:
            start = first
        stop = last
    if stop:
        yield start, stop
