"""Which characters of a row are drawn in which tone; pure, so that it is tested without a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from player.model import Segment, SpokenWord
from player.ui.widgets.doubtful_words import Range
from player.ui.widgets.transcript_layout import Block, Row

HEARD, AHEAD, LIT = "transcript--heard", "transcript--ahead", "transcript--lit"
DOUBTFUL, DOUBTFUL_LIT = "transcript--doubtful", "transcript--doubtful-lit"
WORD, WORD_ESTIMATED = "transcript--word", "transcript--word-estimated"
MATCH, MATCH_CHOSEN = "transcript--match", "transcript--match-chosen"
NOTED, CHOSEN = "transcript--noted", "transcript--chosen"
GUTTER, GUTTER_LIT, MARK = "transcript--gutter", "transcript--gutter-lit", "transcript--mark"
SELECTED = "transcript--selected"
SECOND, SECOND_LIT = "transcript--second", "transcript--second-lit"
TONES = frozenset(
    (
        HEARD,
        AHEAD,
        LIT,
        DOUBTFUL,
        DOUBTFUL_LIT,
        WORD,
        WORD_ESTIMATED,
        MATCH,
        MATCH_CHOSEN,
        NOTED,
        CHOSEN,
        GUTTER,
        GUTTER_LIT,
        MARK,
        SELECTED,
        SECOND,
        SECOND_LIT,
    )
)


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit: a segment, and the characters of its word being spoken (empty range: none)."""

    segment: int | None = None
    begin: int = 0
    stop: int = 0
    estimated: bool = False

    @classmethod
    def on(cls, segment: int | None, word: SpokenWord | None) -> Lit:
        """A segment lit, and the word in it."""
        return cls(segment) if word is None else cls(segment, word.begin, word.stop, word.estimated)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `begin` to `stop` of a segment's text that are drawn in `tone`."""

    begin: int
    stop: int
    tone: str


Spans: TypeAlias = Mapping[int, Sequence[Span]]
Run: TypeAlias = tuple[int, int, str]
Doubts: TypeAlias = Callable[[int], Sequence[Range]]


def no_doubts(_: int) -> Sequence[Range]:
    """Every word looks as sure as the others."""
    return ()


def row_runs(
    block: Block,
    row: Row,
    segments: Sequence[Segment],
    lit: Lit,
    spans: Spans,
    chosen: int | None,
    doubts: Doubts = no_doubts,
) -> list[Run]:
    """The row as runs of (first character, stop, tone), in order and without holes.

    `spans` are marks by segment number, later ones above earlier ones; the word being spoken lies
    above all, a lit or chosen segment below all. `doubts` gives the ranges of doubtful words of a segment,
    which a chosen segment hides.
    """
    stop = row.begin + len(block.text[row.begin : row.stop].rstrip(" "))
    if stop <= row.begin:
        return []
    layers: list[Run] = []
    for number in range(block.segment_at(row.begin), block.segment_at(stop - 1) + 1):
        layers.extend(_segment_layers(block, number, segments, lit, spans, chosen, doubts))
    return _flatten(row.begin, stop, _resting_tone(block, row.begin, lit), layers)


def second_runs(block: Block, characters: Range, segments: Sequence[Segment], lit: int | None) -> list[Run]:
    """The second track's part of a row, as `row_runs`: one tone, and another for the segment `lit`."""
    begin = characters[0]
    stop = begin + len(block.text[slice(*characters)].rstrip(" "))
    if stop <= begin:
        return []
    is_here = lit is not None and block.first <= lit < block.stop
    layers = [(*block.span(lit, segments), SECOND_LIT)] if lit is not None and is_here else []
    return _flatten(begin, stop, SECOND, layers)


def _segment_layers(
    block: Block,
    number: int,
    segments: Sequence[Segment],
    lit: Lit,
    spans: Spans,
    chosen: int | None,
    doubts: Doubts,
) -> list[Run]:
    begin, stop = block.span(number, segments)
    base = _tone_of(number, lit)
    layers = [(begin, stop if base is LIT else stop + 1, base)]
    dim = DOUBTFUL_LIT if base is LIT else DOUBTFUL
    layers += [(begin + first, begin + last, dim) for first, last in doubts(number)]
    if number == chosen:
        layers.append((begin, stop, CHOSEN))
    layers += [(begin + span.begin, begin + span.stop, span.tone) for span in spans.get(number, ())]
    if number == lit.segment and lit.stop > lit.begin:
        layers.append((begin + lit.begin, begin + lit.stop, WORD_ESTIMATED if lit.estimated else WORD))
    return layers


def _tone_of(number: int, lit: Lit) -> str:
    if lit.segment is None or number > lit.segment:
        return AHEAD
    return LIT if number == lit.segment else HEARD


def _resting_tone(block: Block, character: int, lit: Lit) -> str:
    tone = _tone_of(block.segment_at(character), lit)
    return HEARD if tone is LIT else tone


def _flatten(begin: int, stop: int, resting: str, layers: Sequence[Run]) -> list[Run]:
    edges = {begin, stop}
    for first, last, _ in layers:
        edges.update(edge for edge in (first, last) if begin < edge < stop)
    cuts = sorted(edges)
    runs: list[Run] = []
    for left, right in pairwise(cuts):
        tone = next((tone for first, last, tone in reversed(layers) if first <= left < last), resting)
        if runs and runs[-1][2] == tone:
            runs[-1] = (runs[-1][0], right, tone)
        else:
            runs.append((left, right, tone))
    return runs
