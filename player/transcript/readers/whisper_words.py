"""Words with times inside the segments of Whisper's JSON: lists of words, whisper.cpp's tokens, speakers."""

from __future__ import annotations

import re
from typing import Any

from player.model import Millis
from player.transcript.characters import is_wide
from player.transcript.cues import Cue, TimedWords
from player.transcript.markup import time_at
from player.transcript.readers.json_values import items, member, millis_of, name_of, number_of, share_of

_SPECIAL = re.compile(
    r"<\|[^|<>\s]{0,24}\|>|\[_(?:BEG|EOT|SOT|TT|LANG|PREV|NOSP|NOT|SOLM|TRANSLATE|TRANSCRIBE|extra_token)_[^\]\s]{0,24}\]"
)
_CLOCK = re.compile(r"[0-9]{1,4}:[0-9]{2}:[0-9]{2}[.,][0-9]{3}")
_LONGEST_WORD = 60
_FARTHEST_WORD = 48
"""Letters from one word to the next beyond which a find is another word that looks the same."""


def without_specials(text: str) -> str:
    """`text` without the tokens that steer the model, such as `<|en|>` and `[_TT_150]`."""
    return _SPECIAL.sub(" ", text) if "<|" in text or "[_" in text else text


def span_of(entry: Any) -> tuple[Millis | None, Millis | None]:
    """The start and end of a segment or token, in whichever way it names them."""
    if not isinstance(entry, dict):
        return None, None
    start, end = millis_of(entry.get("start")), millis_of(entry.get("end"))
    if start is not None:
        if end is None and (duration := millis_of(entry.get("duration"))):
            end = start + duration
        return start, end
    if isinstance(offsets := entry.get("offsets"), dict):
        start, end = _scaled(offsets.get("from")), _scaled(offsets.get("to"))
        if start is not None:
            return start, end
    if isinstance(clocks := entry.get("timestamps"), dict):
        return _clock(clocks.get("from")), _clock(clocks.get("to"))
    if isinstance(pair := entry.get("timestamp"), list) and pair:
        return millis_of(pair[0]), millis_of(pair[1]) if len(pair) > 1 else None
    return None, end


def _scaled(millis: Any) -> Millis | None:
    number = number_of(millis)
    return None if number is None else millis_of(number / 1000)


def _clock(text: Any) -> Millis | None:
    return time_at(text) if isinstance(text, str) and _CLOCK.fullmatch(text) else None


def words_of(segment: Any) -> TimedWords:
    """The words of a segment, from its list of words or of tokens."""
    if listed := items(member(segment, "words")):
        return listed_words(listed)
    tokens = items(member(segment, "tokens"))
    return token_words(tokens) if tokens and isinstance(tokens[0], dict) else TimedWords()


def word_text(entry: Any) -> str:
    """The word that a list's entry holds, "" when it holds none."""
    text = member(entry, "word") or member(entry, "text")
    return without_specials(text) if isinstance(text, str) else ""


def listed_words(entries: list[Any]) -> TimedWords:
    """Those of `entries` with times: WhisperX leaves out the times of some, which are worked out later."""
    words = TimedWords()
    for entry in entries:
        text = word_text(entry)
        if not text or text.isspace():
            continue
        start, end = span_of(entry)
        if start is None:
            continue
        get = entry.get
        share = get("probability", get("score", get("confidence")))
        words.add(text, start, end, None if share is None else share_of(share))
    return words


def token_words(tokens: list[Any]) -> TimedWords:
    """The words that whisper.cpp's tokens make up, each as probable as its tokens on average."""
    words = TimedWords()
    shares: list[float] = []
    timed, last = False, ""
    for token in tokens:
        text = word_text(token)
        if not text.strip():
            continue
        (start, end), share = span_of(token), share_of(member(token, "p"))
        if shares and _goes_on(text, last):
            shares += [] if share is None else [share]
            if timed:
                words.texts[-1] += text
                words.ends[-1] = end
                words.confidences[-1] = _mean(shares)
        else:
            shares, timed = [share or 0.0], start is not None
            if start is not None:
                words.add(text, start, end, share)
        last = text if not timed else words.texts[-1]
    return words


def _goes_on(text: str, last: str) -> bool:
    """Whether the token `text` is a part of the word that `last` ends."""
    if text[0] == " " or len(last) + len(text) > _LONGEST_WORD:
        return False
    return not is_wide(text[0]) and not is_wide(last[-1])


def _mean(shares: list[float]) -> float:
    return round(sum(shares) / len(shares), 4)


def split_by_speaker(cue: Cue, entries: list[Any]) -> list[Cue]:
    """A cue for each speaker in turn among the words `entries` of `cue`; a word without one goes on."""
    if not any(isinstance(entry, dict) and "speaker" in entry for entry in entries):
        return [cue]
    turns = _turns(entries)
    if len(turns) < 2:
        cue.speaker = cue.speaker or turns[0][0]
        return [cue]
    texts = _parts(cue.lines[0], [group for _, group in turns])
    parts: list[Cue] = []
    start = cue.start
    last: list[Any] = []
    for (speaker, group), text in zip(turns, texts, strict=True):
        words = listed_words(group)
        if parts:
            start = words.starts[0] if words.starts else (parts[-1].end or start)
            if not listed_words(last).starts:
                # A word without times stands between the speakers: it is said until the next begins.
                parts[-1].end = max(start, parts[-1].end or start)
        last = group[-1:]
        end = next((stop for stop in reversed(words.ends) if stop is not None), None)
        parts.append(Cue(cue.line, start, end, [text], speaker or cue.speaker, words))
    parts[-1].end = cue.end
    return [part for part in parts if part.lines[0].strip()]


def _turns(entries: list[Any]) -> list[tuple[str | None, list[Any]]]:
    turns: list[tuple[str | None, list[Any]]] = []
    for entry in entries:
        speaker = name_of(member(entry, "speaker"))
        if not turns:
            turns.append((speaker, []))
        elif speaker is not None and turns[-1][0] is None:
            turns[-1] = (speaker, turns[-1][1])
        elif speaker is not None and speaker != turns[-1][0]:
            turns.append((speaker, []))
        turns[-1][1].append(entry)
    return turns


def _parts(text: str, groups: list[list[Any]]) -> list[str]:
    """`text` cut where the first word of each group but the first stands."""
    begins: list[int] = []
    stop = 0
    for group in groups:
        begin: int | None = None
        for word in map(str.strip, map(word_text, group)):
            place = text.find(word, stop, stop + len(word) + _FARTHEST_WORD) if word else -1
            if place >= 0:
                begin = place if begin is None else begin
                stop = place + len(word)
        begins.append(stop if begin is None else begin)
    begins[0] = 0
    return [text[begin:end] for begin, end in zip(begins, [*begins[1:], len(text)], strict=True)]
