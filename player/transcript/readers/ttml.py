"""TTML with its kin (DFXP, SMPTE-TT, EBU-TT, IMSC), timed as W3C TTML2 sections 8 and 12 tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from player.model import Millis, SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies, Reading, TimedWords
from player.transcript.lines import add_part
from player.transcript.readers.ttml_times import TimeBase
from player.transcript.readers.xml_events import root_of, walk
from player.transcript.strays import Strays

NAME = "ttml"

_SILENT = frozenset({"head", "metadata", "desc", "title", "copyright", "agent", "name", "actor"})
_TIMED = frozenset({"body", "div", "p", "span"})
_CHANGES = frozenset({"begin", "end", "dur", "timeContainer", "agent", "region"})
_RUBY = frozenset({"text", "textContainer", "delimiter"})
"""Readings written above characters that the text has already."""


def recognises(text: str) -> bool:
    """Whether the first element of `text` is `tt`, under any prefix."""
    return root_of(text) == "tt"


def read(text: str) -> Reading:
    """The paragraphs of `text`; their times count from the element around them, unless that makes no sense."""
    document = _Document()
    broken = walk(text, document)
    if document.outside > document.inside:
        document = _Document(nests=False)
        walk(text, document)
        document.lenient.add("times that do not count from the element around them", 1)
    return Reading(
        NAME,
        document.cues,
        next(iter(document.languages), None),
        document.strays.lines() + _several(document.languages) + document.lenient.lines() + broken,
        markup=False,
    )


def _several(languages: dict[str, int]) -> list[SkippedLine]:
    """What is to be said where paragraphs are in more than one language; the values are their first lines."""
    if len(languages) < 2:
        return []
    listed = ", ".join([excerpt(language, 12) for language in islice(languages, 8)])
    line = list(islice(languages.values(), 2))[1]
    return [SkippedLine(line, f"paragraphs in several languages ({listed}), all of them read", is_lost=False)]


@dataclass(slots=True, eq=False)
class _Place:
    """An element: when it is shown, who speaks in it; `latest` is the end of what in it ended last.

    `is_timed`: it or an element around it says when; `own`: it does, or a span around it.
    """

    begin: Millis = 0
    end: Millis | None = None
    is_timed: bool = False
    own: bool = False
    is_sequence: bool = False
    latest: Millis = 0
    speaker: str | None = None
    region: str | None = None
    unreadable: str | None = None


@dataclass(slots=True, eq=False)
class _Run:
    """Text of a paragraph that has one place; `is_timed`: the text is timed apart from its paragraph."""

    place: _Place
    is_timed: bool
    parts: list[str]
    text: str = ""


@dataclass(slots=True)
class _Paragraph:
    line: int
    place: _Place
    runs: list[_Run] = field(default_factory=list)

    def add(self, place: _Place, text: str) -> None:
        """Text goes on; a blank belongs to what stands before it."""
        if self.runs and (self.runs[-1].place is place or not text.strip()):
            add_part(self.runs[-1].parts, text)
        elif text.strip():
            self.runs.append(_Run(place, place is not self.place and place.own, [text]))

    def close(self) -> str:
        """Nothing more comes; returns the whole text."""
        for run in self.runs:
            run.text = "".join(run.parts)
        return "".join([run.text for run in self.runs])

    def cues(self, begin: Millis, end: Millis | None) -> list[Cue]:
        """A cue for each who speaks, with a share of the time by its letters where it has none of its own."""
        turns = [list(runs) for _, runs in groupby(self.runs, lambda run: run.place.speaker)]
        total = sum(len(run.text) for run in self.runs)
        cues: list[Cue] = []
        said = 0
        for runs in turns:
            start = begin + ((end or begin) - begin) * said // total
            said += sum(len(run.text) for run in runs)
            stop = end if end is None or said == total else begin + (end - begin) * said // total
            if len(turns) > 1 and any(run.is_timed for run in runs):
                start, stop = _extent(runs)
            cues += _spoken(self.line, start, stop, runs)
        return cues


def _extent(runs: list[_Run]) -> tuple[Millis, Millis | None]:
    """From when to when those of `runs` last that have times of their own, at least one."""
    places = [run.place for run in runs if run.is_timed]
    ends = [place.end for place in places if place.end is not None]
    return min(place.begin for place in places), max(ends, default=None)


def _spoken(line: int, start: Millis, end: Millis | None, runs: list[_Run]) -> list[Cue]:
    """What one speaker says: a cue a run where each is timed and has several words, else one with timed words."""
    speaker = runs[0].place.speaker
    if len(runs) > 1 and all(run.is_timed and len(run.text.split(None, 1)) > 1 for run in runs):
        return [Cue(line, run.place.begin, run.place.end, [run.text], speaker) for run in runs]
    words = TimedWords()
    for run in runs:
        if run.is_timed:
            words.texts.append(run.text.strip())
            words.starts.append(run.place.begin)
            words.ends.append(run.place.end)
    text = "".join([run.text for run in runs])
    timed = words if len(runs) > 1 or len(text.split(None, 1)) == 1 else None
    return [Cue(line, start, end, [text], speaker, words=timed if words.texts else None)]


class _Document:
    """Makes cues of a document's paragraphs as they come by.

    `outside` counts elements that begin when the element around them is over, if their times count from it, and
    begin in it if they do not; `inside` those of which the opposite is true.
    """

    def __init__(self, *, nests: bool = True) -> None:
        self.cues: list[Cue] = []
        self.strays = Strays()
        self.lenient = Leniencies()
        self.languages: dict[str, int] = {}
        self.outside = self.inside = 0
        self._nests = nests
        self._time_base = TimeBase()
        self._places = [_Place()]
        self._silent: list[str] = []
        self._heard: list[str] = []
        self._agent: str | None = None
        self._agents: dict[str, dict[str, str]] = {}
        self._name_kind = ""
        self._regions: dict[str, _Place] = {}
        self._paragraph: _Paragraph | None = None

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """An element opens."""
        if self._silent or name in _SILENT:
            self._start_silent(name, attributes)
        elif name in _TIMED:
            self._start_timed(name, attributes, line)
        else:
            self._places.append(self._places[-1])
            if name == "br":
                self.text("\n", line)
            elif name == "tt":
                self._time_base = TimeBase.of(attributes)
                if language := attributes.get("lang"):
                    self.languages.setdefault(language, line)

    def text(self, text: str, line: int) -> None:
        """Text of a paragraph, of metadata, or astray."""
        if self._silent:
            add_part(self._heard, text)
        elif self._paragraph:
            self._paragraph.add(self._places[-1], text)
        elif text.strip():
            self._skip(line, f"text outside any paragraph: “{excerpt(text)}”")

    def end(self, _name: str) -> None:
        """An element closes."""
        if self._silent:
            self._end_silent()
            return
        place = self._places.pop()
        around = self._places[-1]
        if place is around:
            return
        around.latest = max(around.latest, place.latest if place.end is None else place.end)
        if self._paragraph and self._paragraph.place is place:
            paragraph, self._paragraph = self._paragraph, None
            self._take(paragraph)

    def _take(self, paragraph: _Paragraph) -> None:
        place, text = paragraph.place, paragraph.close()
        timed = place if place.is_timed or place.unreadable else self._regions.get(place.region or "", place)
        begin, end = timed.begin, timed.end
        if not text:
            self._skip(paragraph.line, "a paragraph without words", is_lost=False)
            return
        if not place.own and any(run.is_timed for run in paragraph.runs):
            begin, end = _extent(paragraph.runs)
        elif not timed.is_timed:
            times = (
                f"with times that cannot be read ({excerpt(place.unreadable)})" if place.unreadable else ""
            )
            self._skip(paragraph.line, f"a paragraph {times or 'without times'}: “{excerpt(text)}”")
            return
        self.cues += paragraph.cues(begin, end)

    def _skip(self, line: int, reason: str, *, is_lost: bool = True) -> None:
        self.strays.add(line, reason, is_lost=is_lost)

    def _start_silent(self, name: str, attributes: dict[str, str]) -> None:
        self._silent.append(name)
        self._heard.clear()
        if name == "agent":
            self._agent = attributes.get("id", "")
        elif name == "name":
            self._name_kind = attributes.get("type", "")
        elif name == "region":
            self._regions[attributes.get("id", "")] = self._timed(_Place(), attributes)

    def _end_silent(self) -> None:
        name = self._silent.pop()
        heard = "".join(self._heard).strip()
        self._heard.clear()
        if name == "agent":
            self._agent = None
        elif name == "name" and self._agent and heard:
            self._agents.setdefault(self._agent, {})[self._name_kind] = heard

    def _start_timed(self, name: str, attributes: dict[str, str], line: int) -> None:
        around = self._places[-1]
        if attributes.get("ruby") in _RUBY:
            self._silent.append("ruby")
            self._skip(line, "a reading above the characters", is_lost=False)
            return
        if "backgroundImage" in attributes:
            self._skip(line, "a caption that is a picture, without text")
        opens = name == "p" and not self._paragraph
        if opens or not _CHANGES.isdisjoint(attributes) or around.is_sequence:
            place = self._timed(around, attributes)
            if agents := attributes.get("agent"):
                place.speaker = ", ".join([self._speaker(agent) for agent in agents.split()]) or None
            place.region = attributes.get("region") or place.region
            if place.unreadable and (name != "p" or place.is_timed):
                reason = f"a time of a {name} that cannot be read: “{excerpt(place.unreadable)}”"
                self._skip(line, reason, is_lost=False)
        else:
            place = around
        self._places.append(place)
        if opens:
            self._paragraph = _Paragraph(line, place)
        if language := attributes.get("lang"):
            self.languages.setdefault(language, line)

    def _speaker(self, agent: str) -> str:
        names = self._agents.get(agent.lstrip("#"), {})
        both = " ".join(filter(None, (names.get("given"), names.get("family"))))
        return names.get("full") or both or next(iter(names.values()), agent.lstrip("#"))

    def _timed(self, around: _Place, attributes: dict[str, str]) -> _Place:
        """The place of an element in `around`: between `begin` and the earlier of `end` and `begin` + `dur`."""
        in_span = self._paragraph is not None and self._paragraph.place is not around
        place = replace(around, own=around.own and in_span, latest=around.begin, unreadable=None)
        place.is_sequence = attributes.get("timeContainer") == "seq"
        times: dict[str, Millis] = {}
        for name in ("begin", "end", "dur"):
            if written := attributes.get(name):
                moment = self._time_base.millis(written)
                if moment is None:
                    place.unreadable = written
                else:
                    times[name] = moment
        if place.unreadable and "begin" in attributes and "begin" not in times:
            place.is_timed = False
        elif times or around.is_sequence:
            self._set_times(place, around, times)
        return place

    def _set_times(self, place: _Place, around: _Place, times: dict[str, Millis]) -> None:
        begin, end, duration = times.get("begin"), times.get("end"), times.get("dur")
        reference = around.latest if around.is_sequence else around.begin if self._nests else 0
        if begin is not None and around.begin and not around.is_sequence:
            self._weigh(around, begin)
        place.begin = reference + begin if begin is not None else max(reference, around.begin)
        place.latest = place.begin
        ends = [reference + end] if end is not None else []
        if duration is not None:
            ends.append(place.begin + duration)
        if around.end is not None and place.begin < around.end and not (around.is_sequence and not ends):
            ends.append(around.end)
        place.end = min(ends, default=None)
        place.is_timed = place.own = True

    def _weigh(self, around: _Place, begin: Millis) -> None:
        """Counts an element whose `begin` makes sense in only one of the two ways."""
        from_around = around.begin + begin
        if around.end is not None and around.begin <= begin < around.end <= from_around:
            self.outside += 1
        elif begin < around.begin and (around.end is None or from_around < around.end):
            self.inside += 1
