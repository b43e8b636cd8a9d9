"""What is played in the conditions: beeps made here, the same over http, and beeps on a real transcript."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from player.model import Millis
from player.transcript.reading import read_transcript
from tests.benchmarks.listening.beep_lecture import write_beep_lecture
from tests.benchmarks.listening.beeps import Beep, code_of
from tests.benchmarks.listening.conditions import Condition
from tests.benchmarks.listening.engines import Start
from tests.benchmarks.listening.terminal_light import words_of

SHARED = Path(__file__).resolve().parents[4] / "shared"
LECTURE_SECONDS = 300
SEED_UNTIL_SECONDS, SEED_AT_SECONDS = 200, 122
MAKE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Source:
    """What is played; `starts` of the segments in ms, `numbers` gives a segment by its words.

    Where `counted`, the beeps are all alike and known by their order.
    """

    start: Start
    starts: Sequence[Millis]
    numbers: Mapping[str, int]
    counted: bool = False

    @property
    def first_beep_seconds(self) -> float:
        """From where playing begins to the first beep, at the rate it is played at."""
        at = self.start.at_seconds
        first = next(start for start in self.starts if start >= at * 1000)
        return (first / 1000 - at) / self.start.rate

    def identified(self, beeps: Sequence[Beep]) -> list[Beep]:
        """The beeps with their codes; without those of segments whose words are not theirs alone."""
        if not self.counted:
            return list(beeps)
        known = frozenset(self.numbers.values())
        numbers = numbers_by_order(beeps, self.starts, self.start)
        return [
            replace(beep, code=code_of(number))
            for beep, number in zip(beeps, numbers, strict=True)
            if number in known
        ]


class Sources:
    """Makes each source once, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[float, Source] = {}
        self._seed: Source | None = None

    def of(self, condition: Condition) -> Source | None:
        """What `condition` plays; None where the seeds are not at hand."""
        if condition.source == "seed":
            self._seed = self._seed or seed_source(self._folder)
            return self._seed
        if condition.pace not in self._made:
            self._made[condition.pace] = _beeps(self._folder, condition.pace)
        source = self._made[condition.pace]
        return replace(source, start=replace(source.start, rate=condition.rate))


def _beeps(folder: Path, pace: float) -> Source:
    lecture = write_beep_lecture(folder, seconds=LECTURE_SECONDS, pace=pace)
    numbers = {text: number for number, text in enumerate(lecture.texts)}
    return Source(Start(str(lecture.media), lecture.transcript), lecture.starts, numbers)


def seed_source(folder: Path) -> Source | None:
    """Some minutes of seed 003's transcript with a beep at each segment."""
    seed = next((SHARED / "seeds").glob("003_*"), None)
    if seed is None:
        return None
    media = folder / "seed.m4a"
    tool = SHARED / "tools" / "make_lecture.py"
    subprocess.run(
        [sys.executable, tool, seed, media, "--beeps", "--until", str(SEED_UNTIL_SECONDS)],
        check=True,
        capture_output=True,
        timeout=MAKE_SECONDS,
    )
    transcript = media.with_suffix(".vtt")
    segments = read_transcript(transcript).segments
    texts = [" ".join(words_of(segment.text)) for segment in segments]
    often = Counter(texts)
    numbers = {text: number for number, text in enumerate(texts) if often[text] == 1}
    start = Start(str(media), transcript, at_seconds=SEED_AT_SECONDS)
    return Source(start, [segment.start for segment in segments], numbers, counted=True)


def numbers_by_order(beeps: Sequence[Beep], starts: Sequence[Millis], start: Start) -> list[int]:
    """The segments of beeps that are all alike: those whose starts they are nearest to.

    The first beep is that of the first start from where playing began.
    """
    rest = [(ms, number) for number, ms in enumerate(starts) if ms >= start.at_seconds * 1000]
    first = rest[0][0]
    found = []
    for beep in beeps:
        media_ms = first + (beep.heard - beeps[0].heard) * 1000 * start.rate
        found.append(min(rest, key=lambda place: abs(place[0] - media_ms))[1])
    return found


@contextmanager
def over_http(source: Source) -> Iterator[Source]:
    """The same from a server on this machine."""
    media = Path(source.start.source)
    module = "tests.benchmarks.listening.range_server"
    command = (sys.executable, "-m", module, str(media.parent))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        if not port:
            raise RuntimeError("the http server does not start")
        address = f"http://127.0.0.1:{port}/{media.name}"
        yield replace(source, start=replace(source.start, source=address))
    finally:
        process.kill()
        process.communicate()
