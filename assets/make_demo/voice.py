"""The voice: espeak-ng through its library, which reports the sample at which each word begins."""

from __future__ import annotations

import ctypes as c
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

# Of the voices tried this one has the long-term spectrum nearest to human speech (Byrne et al. 1994).
VOICE = b"en-us+m7"
WORDS_PER_MINUTE = 160
PITCH = 48
PITCH_RANGE = 56

_SYNCHRONOUS, _PHONEME_EVENTS = 2, 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_UTF8, _END_PAUSE = 1, 0x1000
_WORD, _PHONEME = 1, 7
# espeak-ng speaks some pairs of words as one ("of the", "had been") and reports the first only: the second
# then begins at the last phoneme of the pair that starts with this.
_SECOND_OF_PAIR = {"the": "D", "a": "@", "been": "b", "have": "h", "not": "n", "to": "t", "many": "m"}
_PAUSES = ("_", "_:", ";", "")
_TAIL_SECONDS = 0.06


class _Id(c.Union):
    _fields_ = (("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8))


class _Event(c.Structure):
    _fields_ = (
        ("type", c.c_int),
        ("unique_identifier", c.c_uint),
        ("text_position", c.c_int),
        ("length", c.c_int),
        ("audio_position", c.c_int),
        ("sample", c.c_int),
        ("user_data", c.c_void_p),
        ("id", _Id),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `kind` as espeak-ng numbers it, `place` a text offset from 0, `sample` where it sounds."""

    kind: int
    place: int
    sample: int
    phoneme: str

    @property
    def sounds(self) -> bool:
        return self.kind == _PHONEME and self.phoneme not in _PAUSES


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken sentence: its samples, and for each of its words the half-open range of samples."""

    samples: array[int]
    words: tuple[tuple[int, int], ...]


class Voice:
    """espeak-ng's library; `rate` is in samples a second."""

    def __init__(self) -> None:
        self._samples: array[int] = array("h")
        self._events: list[Event] = []
        self._library = c.CDLL("libespeak-ng.so.1")
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 200, None, _PHONEME_EVENTS))
        signature = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))
        # The library keeps the bare pointer, so the callback must live as long as this object.
        self._callback = signature(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)
        if self._library.espeak_SetVoiceByName(VOICE) != 0:
            raise RuntimeError(f"espeak-ng has no voice {VOICE.decode()}")
        for parameter, value in ((_RATE, WORDS_PER_MINUTE), (_PITCH, PITCH), (_RANGE, PITCH_RANGE)):
            self._library.espeak_SetParameter(parameter, value, 0)

    def say(self, words: Sequence[str]) -> Spoken:
        """Speak a sentence and cut the silence off both its ends.

        Raises ValueError when the reported words cannot be matched one to one with the written ones.
        """
        self._samples, self._events = array("h"), []
        text = " ".join(words).encode()
        self._library.espeak_Synth(text, len(text) + 1, 0, 1, 0, _UTF8 | _END_PAUSE, None, None)
        self._library.espeak_Synchronize()
        phonemes = _phonemes_by_word(words, self._events)
        starts = [group[0].sample for group in phonemes]
        stops = [self._stop(group[-1]) for group in phonemes]
        first, tail = starts[0], int(_TAIL_SECONDS * self.rate)
        ranges = tuple((start - first, stop - first) for start, stop in zip(starts, stops, strict=True))
        return Spoken(self._samples[first : stops[-1] + tail], ranges)

    def _stop(self, last: Event) -> int:
        """Where a phoneme ends: at the next phoneme or pause."""
        following = self._events[self._events.index(last) + 1 :]
        return next(
            (e.sample for e in following if e.kind == _PHONEME and e.phoneme != ";"), len(self._samples)
        )

    def _receive(self, wave: c._Pointer[c.c_short], count: int, events: c._Pointer[_Event]) -> int:
        if wave and count > 0:
            self._samples.extend(wave[:count])
        index = 0
        while events[index].type != 0:
            event = events[index]
            phoneme = event.id.string.decode() if event.type == _PHONEME else ""
            self._events.append(Event(event.type, event.text_position - 1, event.sample, phoneme))
            index += 1
        return 0


def _phonemes_by_word(words: Sequence[str], events: Sequence[Event]) -> list[list[Event]]:
    """The phonemes of each word, in order.

    The word events themselves are not the starts: before a plosive they mark the silence of its closure,
    and after a nasal or an L they come too early, by as much as that sound lasts.
    """
    places = _places(words)
    groups: list[list[Event]] = [[] for _ in words]
    index = -1
    for event in events:
        if event.kind == _WORD:
            index = max((i for i, place in enumerate(places) if place <= event.place), default=-1)
            if index >= 0 and event.place > places[index] and groups[index] and _is_pair(words, index):
                index += 1
        elif event.sounds:
            if index < 0:
                raise ValueError(f"sound before the first word of {' '.join(words)!r}")
            groups[index].append(event)
    _part_pairs(words, groups)
    samples = [event.sample for group in groups for event in group]
    if samples != sorted(samples):
        raise ValueError(f"words and events are out of order in {' '.join(words)!r}")
    return groups


def _places(words: Sequence[str]) -> list[int]:
    places, place = [], 0
    for word in words:
        places.append(place)
        place += len(word) + 1
    return places


def _is_pair(words: Sequence[str], index: int) -> bool:
    """Whether a second event in a word belongs to the next word, as in "so many"; numbers have several."""
    return not words[index][0].isdigit() and index + 1 < len(words)


def _part_pairs(words: Sequence[str], groups: list[list[Event]]) -> None:
    for index, group in enumerate(groups):
        if group:
            continue
        letter = _SECOND_OF_PAIR.get(words[index])
        pair = groups[index - 1] if index else []
        cut = max((i for i, e in enumerate(pair) if letter and e.phoneme.startswith(letter)), default=0)
        if not cut:
            raise ValueError(f"espeak-ng reports no event for {words[index]!r} in {' '.join(words)!r}")
        groups[index - 1], groups[index] = pair[:cut], pair[cut:]
