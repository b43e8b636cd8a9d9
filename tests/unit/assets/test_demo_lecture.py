"""The finished demo lecture: its transcript, its chapters, and what it weighs."""

from __future__ import annotations

import re
import runpy
from itertools import pairwise
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[3] / "assets"
DEMO = ASSETS / "demo"
LARGEST_BYTES = 4_000_000
STAMP = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d\d\d)")

Cue = tuple[int, int, list[tuple[int, str]]]


def millis(stamp: str) -> int:
    found = STAMP.fullmatch(stamp)
    assert found, stamp
    hours, minutes, seconds, rest = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def cues(name: str) -> list[Cue]:
    """Each cue's start, end, and words with their starts."""
    content = (DEMO / name).read_bytes().decode("utf-8")
    assert content.startswith("WEBVTT\n")
    assert "\r" not in content
    found = []
    for block in content.rstrip("\n").split("\n\n")[1:]:
        times, text = block.split("\n")
        start, end = map(millis, times.split(" --> "))
        words = re.findall(r"(?:<([^>]+)>)?([^<\s]+)", text)
        found.append((start, end, [(millis(stamp) if stamp else start, word) for stamp, word in words]))
    return found


def text(cue: Cue) -> str:
    return " ".join(word for _, word in cue[2])


@pytest.fixture(scope="module")
def speech() -> list[Cue]:
    return cues("demo.vtt")


@pytest.fixture(scope="module")
def chapters() -> list[Cue]:
    return cues("demo.chapters.vtt")


def test_words_are_in_order_and_inside_their_cue(speech: list[Cue]) -> None:
    for start, end, words in speech:
        times = [time for time, _ in words]
        assert times[0] == start
        assert times[-1] < end
        assert all(a < b for a, b in pairwise(times))


def test_every_word_but_the_first_of_a_cue_has_a_time(speech: list[Cue]) -> None:
    stamps = (DEMO / "demo.vtt").read_text(encoding="utf-8").count("<")
    assert stamps == sum(len(words) - 1 for _, _, words in speech)


def test_cues_follow_one_another_and_are_easy_to_read(speech: list[Cue]) -> None:
    assert all(before[1] <= after[0] for before, after in pairwise(speech))
    assert all(3_000 <= end - start <= 9_000 for start, end, _ in speech)
    assert all(len(text(cue)) <= 84 for cue in speech)


def test_the_transcript_says_what_the_script_says(speech: list[Cue]) -> None:
    script = runpy.run_path(str(ASSETS / "make_demo" / "script.py"))
    sentences = [step for step in script["read"]() if isinstance(step, script["Sentence"])]
    assert [word for _, _, words in speech for _, word in words] == [w for s in sentences for w in s.words]


def test_chapters_touch_and_hold_all_the_speech(chapters: list[Cue], speech: list[Cue]) -> None:
    assert 5 <= len(chapters) <= 7
    assert chapters[0][0] == 0
    assert all(before[0] < before[1] == after[0] for before, after in pairwise(chapters))
    assert speech[-1][1] <= chapters[-1][1] <= 6 * 60_000


def test_a_chapter_begins_between_two_cues(chapters: list[Cue], speech: list[Cue]) -> None:
    for start, _, _ in chapters:
        assert not any(begin < start < end for begin, end, _ in speech)


def test_the_film_carries_the_title_and_the_chapters(chapters: list[Cue]) -> None:
    film = (DEMO / "demo.mp4").read_bytes()
    assert b"How Sound Becomes Numbers" in film
    assert all(text(chapter).encode() in film for chapter in chapters)


def test_the_film_can_start_before_it_is_read_to_its_end() -> None:
    film = (DEMO / "demo.mp4").read_bytes()
    assert film.index(b"moov") < film.index(b"mdat")


def test_it_is_light_enough_for_the_wheel() -> None:
    files = sorted(file.name for file in DEMO.iterdir())
    assert files == ["demo.chapters.vtt", "demo.mp4", "demo.vtt"]
    assert sum((DEMO / name).stat().st_size for name in files) <= LARGEST_BYTES
