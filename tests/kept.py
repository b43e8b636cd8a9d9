"""What is kept of each transcript in the tests, by this project and by three libraries: `python -m tests.kept`.

The words of a fixture are those that its file in `expected/` shows, which a person has read: the texts of the
segments and the names of speakers. Each library is called as its manual has it and given its best chance: every
reader it has that could take the file, of which the one counts that loses the least.
"""

from __future__ import annotations

import io
import json
import re
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from unicodedata import normalize

from player.errors import TranscriptError
from player.transcript.characters import WIDE, plain
from player.transcript.reading import read_transcript

FIXTURES = Path(__file__).resolve().parent / "fixtures"
LONGEST_SECONDS = 20.0

_SEGMENT = re.compile(r"[0-9]+\.[0-9]{3} - [0-9]+\.[0-9]{3}  (.*)")
_TOKEN = re.compile(rf"[{WIDE}]|[^\s{WIDE}]+")

Reader = Callable[[Path], Iterable[str]]
"""What reads a file: the texts of its segments; any exception means that it cannot."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many words came out, were lost, came out too often, or came out although nobody says them."""

    kept: int = 0
    lost: int = 0
    doubled: int = 0
    added: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            self.kept + other.kept,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.added + other.added,
        )

    def __str__(self) -> str:
        return f"{self.kept} / {self.lost} / {self.doubled} / {self.added}"


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of `texts`, in one case and one Unicode form; a character each in scripts without spaces.

    The colon or bar behind a speaker's name is none of its letters.
    """
    tokens = (
        token.rstrip(":|")
        for text in texts
        for token in _TOKEN.findall(normalize("NFC", plain(text)).casefold())
    )
    return Counter(filter(None, tokens))


def compared(expected: Counter[str], found: Counter[str]) -> Kept:
    """What of the words `expected` is in `found`."""
    known = Counter({word: count for word, count in found.items() if word in expected})
    return Kept(
        kept=(expected & found).total(),
        lost=(expected - found).total(),
        doubled=(known - expected).total(),
        added=found.total() - known.total(),
    )


def fixtures() -> list[Path]:
    """Every file in the fixtures' folders that has an expected outcome beside it."""
    return sorted(
        path.parent.parent / path.name.removesuffix(".txt") for path in FIXTURES.glob("*/expected/*.txt")
    )


def expected_words(path: Path) -> Counter[str]:
    """The words that a person reads in the fixture `path`, none where the expected outcome is an error."""
    outcome = (path.parent / "expected" / f"{path.name}.txt").read_text(encoding="utf-8")
    return words(match[1] for line in outcome.splitlines() if (match := _SEGMENT.fullmatch(line)))


def read_by_us(path: Path) -> Iterator[str]:
    """The texts that this project reads in `path`, none where it says that there are none."""
    try:
        transcript = read_transcript(path)
    except TranscriptError:
        return
    for segment in transcript.segments:
        yield f"{segment.speaker or ''} {segment.text}"


def read_by(readers: Iterable[Reader], path: Path, expected: Counter[str]) -> Kept | None:
    """The best outcome that any of `readers` has with `path`, None where none reads a word."""
    outcomes: list[Kept] = []
    for reader in readers:
        try:
            with _limited():
                found = words(reader(path))
        except ImportError:
            raise
        except Exception:
            continue
        if found:
            outcomes.append(compared(expected, found))
    return min(outcomes, key=lambda outcome: (outcome.lost, outcome.doubled + outcome.added), default=None)


@contextmanager
def _limited() -> Iterator[None]:
    """Ends what takes too long with a TimeoutError."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _webvtt_file(form: str, path: Path) -> Iterator[str]:
    import webvtt

    for caption in webvtt.from_buffer(io.BytesIO(path.read_bytes()), format=form):
        yield f"{caption.voice or ''} {caption.text}"


def _pysubs2_file(form: str | None, path: Path) -> Iterator[str]:
    import pysubs2

    return _spoken(pysubs2.load(str(path), encoding="utf-8-sig", format_=form))


def _pysubs2_whisper(path: Path) -> Iterator[str]:
    import pysubs2

    return _spoken(pysubs2.load_from_whisper(json.loads(_text(path))))


def _spoken(events: Iterable[object]) -> Iterator[str]:
    for event in events:
        if not event.is_comment:  # type: ignore[attr-defined]
            yield f"{event.name} {event.plaintext}"  # type: ignore[attr-defined]


def _pycaption_file(reader: str, path: Path) -> Iterator[str]:
    import pycaption

    found = getattr(pycaption, reader)().read(_text(path))
    for language in found.get_languages():
        for caption in found.get_captions(language):
            yield caption.get_text()


LIBRARIES: dict[str, tuple[Reader, ...]] = {
    "webvtt-py": tuple(partial(_webvtt_file, form) for form in ("vtt", "srt", "sbv")),
    "pysubs2": (
        *(
            partial(_pysubs2_file, form)
            for form in (None, "vtt", "srt", "ass", "ssa", "ttml", "microdvd", "sami")
        ),
        _pysubs2_whisper,
    ),
    "pycaption": tuple(
        partial(_pycaption_file, reader)
        for reader in ("WebVTTReader", "SRTReader", "DFXPReader", "SAMIReader", "MicroDVDReader")
    ),
}


def rows() -> Iterator[tuple[str, ...]]:
    """The table's rows: fixture, words, then an outcome for us and each library; two sums at the end.

    The first is over all fixtures, the second over those alone that each reads at all.
    """
    total = 0
    all_sums = dict.fromkeys(["this project", *LIBRARIES], Kept())
    read_sums = all_sums.copy()
    for path in fixtures():
        expected = expected_words(path)
        total += expected.total()
        outcomes: dict[str, Kept | None] = {"this project": compared(expected, words(read_by_us(path)))}
        outcomes |= {name: read_by(readers, path, expected) for name, readers in LIBRARIES.items()}
        for name, outcome in outcomes.items():
            all_sums[name] += outcome or Kept(lost=expected.total())
            read_sums[name] += outcome or Kept()
        yield (path.name, str(expected.total()), *(str(outcome or "-") for outcome in outcomes.values()))
    yield ("all", str(total), *map(str, all_sums.values()))
    yield ("what each reads", "", *map(str, read_sums.values()))


def main() -> None:
    """Prints the table."""
    warnings.simplefilter("ignore")
    print("Words kept / lost / doubled / added; - where a library reads nothing, which loses every word.\n")
    header = ("fixture", "words", "this project", *LIBRARIES)
    table = [header, *rows()]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    for row in table:
        name, *figures = row
        shown = [
            name.ljust(widths[0]),
            *(figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True)),
        ]
        print("  ".join(shown).rstrip())


if __name__ == "__main__":
    sys.exit(main())
