"""A lecture as one row of sounds without borders between words, and where in it a few sounds are nearly heard."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from player.search.sounds import CONSONANTS, NEAR, VOWELS, WIDE, sounds_of

# What is nearly heard in more places than this is heard everywhere.
_MOST_PLACES = 400
_FILLED = re.compile(rb"[^\x00]+")


class SoundText:
    """The sounds of all tokens, one after the other; `begins[t]` is where token t's begin, with the end at last.

    For each sound the places where it stands are the bits of one integer, so that Python compares a
    sound with all places at once.
    """

    def __init__(self, row: Sequence[int], vocabulary: Sequence[str]) -> None:
        spoken = sounds_of(vocabulary)
        said = list(map(spoken.__getitem__, row))
        self.begins = array("I", accumulate(map(len, said), initial=0))
        self.letters = _Joined(row, vocabulary)
        self.wide = _Joined(row, [sound.translate(WIDE) for sound in spoken])
        # The first place is the last digit of the number that `int` reads.
        text = "".join(said)[::-1]
        bits = {sound: int("0" + text.translate(_only(sound)), 2) for sound in VOWELS + CONSONANTS}
        self._same = bits
        self._near = {sound: _union(bits, NEAR.get(sound, "")) for sound in CONSONANTS}
        self._near |= {sound: _union(bits, VOWELS) for sound in VOWELS}
        self._vowels = _union(bits, VOWELS)
        self._all = (1 << len(text)) - 1
        self._borders = _bits_at(self.begins, len(text))

    def heard(self, query: str, most_cost: int, unfinished: bool) -> Iterator[tuple[int, list[int]]]:
        """For each cost from 0 to `most_cost` the tokens before which something ends that sounds like `query`.

        A vowel more, less or for another costs 1, so does a near consonant; any other consonant 2. An
        automaton of Wu and Manber, "Fast Text Searching Allowing Errors", 1992, with a bit for each
        place of the text where theirs has one for each letter of the query.
        """
        reached = self._reached(query, most_cost)
        known = 0
        for cost, places in enumerate(reached):
            new = (places if unfinished else places & self._borders) & ~known
            known |= new
            yield cost, [bisect_left(self.begins, place) for place in islice(_places(new), _MOST_PLACES)]

    def _reached(self, query: str, most_cost: int) -> list[int]:
        """For each cost the places up to which the whole of `query` may have been said."""
        # What is passed over before anything of the query was said would only be a later beginning.
        reached = [self._borders] * (most_cost + 1)
        vowels, consonants = self._vowels, self._all & ~self._vowels
        for sound in query:
            same, near = self._same[sound], self._near[sound]
            missing = 1 if sound in VOWELS else 2
            after: list[int] = []
            for cost, places in enumerate(reached):
                said = places & same
                if cost:
                    said |= reached[cost - 1] & near | after[cost - 1] & vowels
                if cost > 1:
                    said |= reached[cost - 2] | after[cost - 2] & consonants
                following = (said & self._all) << 1
                if cost >= missing:
                    following |= reached[cost - missing]
                after.append(following)
            reached = after
        return reached


class _Joined:
    """One string for each token of the row, joined, of which any stretch is quickly had."""

    def __init__(self, row: Sequence[int], strings: Sequence[str]) -> None:
        pieces = list(map(strings.__getitem__, row))
        self._text = "".join(pieces)
        self._begins = array("I", accumulate(map(len, pieces), initial=0))

    def stretch(self, start: int, stop: int) -> str:
        """The strings of the tokens `start` to `stop`."""
        return self._text[self._begins[start] : self._begins[stop]]


def _only(sound: str) -> dict[int, str]:
    return {ord(other): "1" if other == sound else "0" for other in VOWELS + CONSONANTS}


def _union(bits: dict[str, int], sounds: str) -> int:
    union = 0
    for sound in sounds:
        union |= bits[sound]
    return union


def _bits_at(places: Sequence[int], length: int) -> int:
    marks = bytearray((length >> 3) + 1)
    for place in places:
        marks[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(marks, "little")


def _places(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    for filled in _FILLED.finditer(bits.to_bytes((bits.bit_length() >> 3) + 1, "little")):
        for at, byte in enumerate(filled.group(), filled.start()):
            for k in range(8):
                if byte >> k & 1:
                    yield 8 * at + k
