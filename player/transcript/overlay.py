"""A reader's corrections laid over a transcript, which itself stays as its file has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from player.model import Millis, Segment, SegmentEdit, Transcript, Word
from player.transcript.cues import TimedWords
from player.transcript.word_estimates import estimated_words
from player.transcript.word_spans import Span, token_spans
from player.transcript.word_times import fitted_words

_MOST_PAIRS_COMPARED = 250_000
"""Beyond this many pairs of words between the first and the last change, none is looked for that stayed:
comparing takes time with the square of their number."""


@dataclass(frozen=True, slots=True)
class EditedTranscript:
    """A transcript as it was read, and as the reader corrected it.

    `origins[n]` is the number in `original` of segment n of `transcript`, `numbers` the way back;
    `edited` are the numbers in `transcript` of segments that differ. `carried` are edits whose segment has other
    times now, as they were and as they are for it; `unused` those of segments that `original` does not have.
    """

    original: Transcript
    transcript: Transcript
    origins: Sequence[int]
    numbers: Sequence[int]
    edited: tuple[int, ...]
    carried: tuple[tuple[SegmentEdit, SegmentEdit], ...]
    unused: tuple[SegmentEdit, ...]

    def edit_of(self, number: int) -> SegmentEdit:
        """How segment `number` of `transcript` stands to its original."""
        segments = self.original.segments
        origin, now = self.origins[number], self.transcript.segments[number]
        was = segments[origin]
        first = origin
        while first and segments[first - 1].start == was.start:
            first -= 1
        occurrence = sum(_looks(segment) == _looks(was) for segment in segments[first:origin])
        return SegmentEdit(
            was.start, was.end, was.text, was.speaker, occurrence, now.start, now.end, now.text
        )


def with_edits(transcript: Transcript, edits: Iterable[SegmentEdit]) -> EditedTranscript:
    """`transcript` with those of `edits` that have their original in it, again in order of start."""
    edits = tuple(edits)
    segments = list(transcript.segments)
    placed = dict(_placed(transcript.segments, edits))
    used = {edit.original for edit in placed.values()}
    left = [edit for edit in edits if edit.original not in used]
    carried, unused = _carried(transcript.segments, left, placed)
    if not placed:
        everything = range(len(segments))
        return EditedTranscript(transcript, transcript, everything, everything, (), (), unused)
    for origin, edit in placed.items():
        segments[origin] = edited_segment(segments[origin], edit)
    origins = sorted(range(len(segments)), key=lambda origin: segments[origin].start)
    numbers = [0] * len(origins)
    for number, origin in enumerate(origins):
        numbers[origin] = number
    edited = replace(transcript, segments=tuple(segments[origin] for origin in origins))
    changed = tuple(sorted(numbers[origin] for origin in placed))
    return EditedTranscript(transcript, edited, origins, numbers, changed, carried, unused)


def _looks(segment: Segment) -> tuple[Millis, Millis, str, str | None]:
    return segment.start, segment.end, segment.text, segment.speaker


def _placed(segments: Sequence[Segment], edits: Sequence[SegmentEdit]) -> Iterator[tuple[int, SegmentEdit]]:
    """The edits that have their original among `segments`, each with its number."""
    wanted = {edit.original: edit for edit in edits}
    looked_for = {edit.original[:4] for edit in edits}
    starts = {edit.original_start for edit in edits}
    seen: Counter[tuple[object, ...]] = Counter()
    for number, segment in enumerate(segments):
        if segment.start not in starts or (looks := _looks(segment)) not in looked_for:
            continue
        edit = wanted.get((*looks, seen[looks]))
        seen[looks] += 1
        if edit is not None:
            yield number, edit


def _carried(
    segments: Sequence[Segment], left: Sequence[SegmentEdit], placed: dict[int, SegmentEdit]
) -> tuple[tuple[tuple[SegmentEdit, SegmentEdit], ...], tuple[SegmentEdit, ...]]:
    """Places those of `left` whose text one segment alone has, for its file was retimed; the others are unused.

    What a file has by now as it was edited, and what was edited anew since, is neither.
    """
    wanted = {edit.original_text for edit in left} | {edit.text for edit in left}
    standing: dict[str, list[int]] = {}
    for number, segment in enumerate(segments):
        if segment.text in wanted:
            standing.setdefault(segment.text, []).append(number)
    carried: list[tuple[SegmentEdit, SegmentEdit]] = []
    unused: list[SegmentEdit] = []
    for edit in left:
        numbers = standing.get(edit.original_text, [])
        if len(numbers) == 1 and _is_one_of_its_kind(edit) and numbers[0] not in placed:
            placed[numbers[0]] = _retimed(edit, segments[numbers[0]])
            carried.append((edit, placed[numbers[0]]))
        elif (len(numbers) != 1 or not _is_one_of_its_kind(edit)) and not any(
            _is_done(edit, segments[n]) for n in standing.get(edit.text, ())
        ):
            unused.append(edit)
    return tuple(carried), tuple(unused)


def _is_one_of_its_kind(edit: SegmentEdit) -> bool:
    return edit.occurrence == 0 and bool(edit.original_text)


def _retimed(edit: SegmentEdit, segment: Segment) -> SegmentEdit:
    start = max(0, segment.start + edit.start - edit.original_start)
    end = max(start, segment.end + edit.end - edit.original_end)
    return SegmentEdit(segment.start, segment.end, segment.text, segment.speaker, 0, start, end, edit.text)


def _is_done(edit: SegmentEdit, segment: Segment) -> bool:
    return (edit.start, edit.end, edit.text) == (segment.start, segment.end, segment.text)


def edited_segment(segment: Segment, edit: SegmentEdit) -> Segment:
    """The segment with the times and text of `edit`; words that stayed keep their times."""
    words = _moved(segment.words, segment, edit)
    if edit.text != segment.text:
        words = _rewritten(edit, words)
    elif words:
        words = _within(edit, words)
    return Segment(edit.start, edit.end, edit.text, segment.speaker, words)


def _moved(words: Sequence[Word], segment: Segment, edit: SegmentEdit) -> tuple[Word, ...]:
    """The words where the segment is now: as they were where its new times hold them, else in proportion."""
    if not words:
        return ()
    was, now = segment.end - segment.start, edit.end - edit.start
    is_held = edit.start <= words[0].start and words[-1].end <= edit.end
    if was <= 0 or (is_held and was != now) or (segment.start, segment.end) == (edit.start, edit.end):
        return tuple(words)

    def moved(moment: Millis) -> Millis:
        return edit.start + (moment - segment.start) * now // was

    return tuple(
        Word(moved(word.start), moved(word.end), word.text, word.confidence, word.estimated) for word in words
    )


def _within(edit: SegmentEdit, words: Sequence[Word]) -> tuple[Word, ...]:
    timed = TimedWords()
    for word in words:
        timed.add(word.text, word.start, word.end, word.confidence, estimated=word.estimated)
    return fitted_words(edit.text, edit.start, edit.end, timed)


def _rewritten(edit: SegmentEdit, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the new text: the old one's time for a word that stayed, for others one in between."""
    spans = token_spans(edit.text)
    tokens = [edit.text[begin:stop] for begin, stop in spans]
    stayed = dict(_stayed(tokens, [word.text for word in words]))
    if not stayed:
        return ()
    found: list[Word] = []
    while len(found) < len(tokens):
        at = len(found)
        if at in stayed:
            found.append(words[stayed[at]])
            continue
        stop = next((number for number in range(at, len(tokens)) if number in stayed), len(tokens))
        from_ms = found[-1].end if found else edit.start
        until_ms = words[stayed[stop]].start if stop in stayed else edit.end
        run = _between(edit.text, spans[at:stop], from_ms, until_ms)
        if len(run) != stop - at:
            return ()
        found += run
    return _within(edit, found)


def _between(text: str, spans: Sequence[Span], start: Millis, end: Millis) -> list[Word]:
    begin, stop = spans[0][0], spans[-1][1]
    run = Segment(start, max(start, end), text[begin:stop])
    return [
        Word(word.start, word.end, run.text[word.begin : word.stop], estimated=True)
        for word in estimated_words(run, 0)
    ]


def _stayed(new: Sequence[str], old: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, in order, of words of `new` that are words of `old`."""
    shorter = min(len(new), len(old))
    head = next((n for n in range(shorter) if new[n] != old[n]), shorter)
    tail = next((n for n in range(shorter - head) if new[-1 - n] != old[-1 - n]), shorter - head)
    for number in range(head):
        yield number, number
    between_new, between_old = new[head : len(new) - tail], old[head : len(old) - tail]
    if len(between_new) * len(between_old) <= _MOST_PAIRS_COMPARED:
        matcher = SequenceMatcher(None, between_old, between_new, autojunk=False)
        for old_at, new_at, size in matcher.get_matching_blocks():
            for number in range(size):
                yield head + new_at + number, head + old_at + number
    for number in range(tail, 0, -1):
        yield len(new) - number, len(old) - number
