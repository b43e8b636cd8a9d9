"""YouTube's automatic captions in WebVTT, in the strict form in which they are nearly always found, read in one go.

A line is first spoken below the one before it, then stands alone for 10 ms, then stands above the next: the general
way takes up each line three times to learn that. A lecture of three hours has ten thousand such cues, and this way
takes half the time. It reads a whole file or leaves it to the general one: at the first line that is in any way
unusual it gives up. What it reads is what the general way (`CueBlocks`, then the cleaning with `carried_lines`)
makes of it; a test holds the two together.
"""

from __future__ import annotations

import re

from player.model import Millis
from player.transcript.characters import plain
from player.transcript.cues import Cue, TimedWords
from player.transcript.markup import cut_at_times, has_voices, is_marked, time_at, timed_line, timed_words
from player.transcript.rolling import is_enough_to_roll

_CLOCK = r"[0-9]{2}:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
_SPOKEN = re.compile(rf"({_CLOCK}) --> ({_CLOCK})(?: .*)?\n(.*)\n(.*)(?:\n\n|\n?\Z)")
_STANDING = re.compile(rf"{_CLOCK} --> {_CLOCK}(?: .*)?\n(.*)\n (?:\n\n|\n*\Z)")
_LINES_A_PAIR = 8
_BLANK = " "


def rolling_cues(text: str, begin: int) -> list[Cue] | None:
    """A cue for each line that is spoken, with its plain text and words, or None where the form is not kept.

    `begin` is where the first line of times begins, behind a blank line.
    """
    cues: list[Cue] = []
    line = text.count("\n", 0, begin) + 1
    place, size, above = begin, len(text.rstrip("\n")), _BLANK
    carried = filled = 0
    while place < size:
        spoken = _SPOKEN.match(text, place)
        if spoken is None:
            return None
        began, ended, carried_over, below = spoken.groups()
        if carried_over == above != _BLANK:
            carried += 1
        elif carried_over != _BLANK:
            return None
        standing = _STANDING.match(text, spoken.end())
        if standing is None and spoken.end() < size:
            return None
        start = time_at(began)
        above = standing[1] if standing else ""
        whole, words = above, _usual_words(below, above, start)
        if words is None:
            whole, words = _unusual_words(below, standing and above, start)
            if not whole:
                return None
        cues.append(Cue(line, start, time_at(ended), [whole], None, words))
        place, filled = (standing or spoken).end(), filled + (2 if standing else 1)
        line += _LINES_A_PAIR
    is_timed = any(cue.words and len(cue.words.texts) > 1 for cue in cues)
    return cues if is_timed and is_enough_to_roll(carried, filled) else None


def _usual_words(below: str, standing: str, start: Millis) -> TimedWords | None:
    """The words of `below` when they are just those of the plain line `standing`, each behind its time."""
    try:
        texts, times = cut_at_times(below.replace("</c>", "").replace("><c> ", ">"))
    except KeyError:
        return None
    if " ".join(texts) != standing or is_marked(standing) or ">" in standing or plain(standing) != standing:
        return None
    return TimedWords(texts, [start, *times]) if times and "" not in texts else None


def _unusual_words(below: str, standing: str | None, start: Millis) -> tuple[str, TimedWords | None]:
    """The plain line being spoken and its words, None where only its start is known.

    No text where it is not what `standing` says, or what it means is for the general way to judge.
    """
    if any("-->" in line or has_voices(line) for line in (below, standing or "")):
        return "", None
    whole, cut = timed_line(below)
    if standing is not None and timed_line(standing) != (whole, None):
        return "", None
    if cut:
        return whole, timed_words((whole,), {0: cut}, 0, start)
    return whole, None if " " in whole else TimedWords([whole], [start])
