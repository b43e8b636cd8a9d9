"""Nothing is lost: every word of every transcript in the tests comes out, once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from tests import kept
from tests.kept import Kept, compared, expected_words, read_by, read_by_us, words

FIXTURES = kept.fixtures()


@pytest.mark.parametrize("path", FIXTURES, ids=[path.name for path in FIXTURES])
def test_this_project_keeps_every_word_once(path: Path):
    expected = expected_words(path)
    assert compared(expected, words(read_by_us(path))) == Kept(kept=expected.total())


def test_most_transcripts_have_words():
    assert sum(bool(expected_words(path)) for path in FIXTURES) > len(FIXTURES) * 0.8


def test_words_are_kept_lost_doubled_or_added():
    expected = words(["The tide the tide", "turns slowly"])
    assert compared(expected, expected) == Kept(kept=6)
    assert compared(expected, words(["THE tide  turns"])) == Kept(kept=3, lost=3)
    assert compared(expected, words(["the the the tide tide turns slowly slowly"])) == Kept(kept=6, doubled=2)
    assert compared(expected, words(["the tide the turns slowly<c>", "42"])) == Kept(kept=4, lost=2, added=2)
    assert compared(expected, Counter()) == Kept(lost=6)


def test_words_of_scripts_without_spaces_are_their_characters():
    assert words(["潮の 満ち", "tide潮"]) == Counter({"潮": 2, "の": 1, "満": 1, "ち": 1, "tide": 1})


def test_outcomes_add_up():
    assert str(Kept(1, 2, 3, 4) + Kept(10, 20, 30, 40)) == "11 / 22 / 33 / 44"


def test_the_words_of_a_fixture_are_its_segments_and_speakers(tmp_path: Path):
    (tmp_path / "expected").mkdir()
    outcome = (
        "vtt, en\n1.000 - 2.000  Ada | One 2.000\n    1.000 - 1.500  One\n"
        "2.000 - 3.000\n4.000 - 5.000  Bo |\n9.000 - 9.500  - more\nline 3 (lost): “never”\n"
    )
    (tmp_path / "expected" / "talk.vtt.txt").write_text(outcome)
    assert expected_words(tmp_path / "talk.vtt") == words(["Ada: One 2.000", "Bo", "- more"])


def test_the_reader_of_a_library_that_loses_the_least_counts(monkeypatch: pytest.MonkeyPatch):
    def broken(path: Path) -> list[str]:
        raise KeyError("end")

    def endless(path: Path) -> list[str]:
        while True:
            time.sleep(0.01)

    def blind(path: Path) -> list[str]:
        return ["one"]

    def clumsy(path: Path) -> list[str]:
        return ["one two", "<c>"]

    monkeypatch.setattr(kept, "LONGEST_SECONDS", 0.05)
    here, expected = Path("talk.vtt"), words(["one two"])
    assert read_by([broken, endless], here, expected) is None
    assert read_by([broken, blind, clumsy], here, expected) == Kept(kept=2, added=1)


def test_the_table_has_a_row_a_fixture_and_two_sums(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "talks" / "expected").mkdir(parents=True)
    for name, said in [("a.vtt", "One two."), ("b.vtt", "Three.")]:
        (tmp_path / "talks" / name).write_text(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{said}\n")
        (tmp_path / "talks" / "expected" / f"{name}.txt").write_text(
            f"vtt, no language\n1.000 - 2.000  {said}\n"
        )

    def forgetful(path: Path) -> list[str]:
        if path.name == "b.vtt":
            raise ValueError
        return ["one one"]

    monkeypatch.setattr(kept, "FIXTURES", tmp_path)
    monkeypatch.setattr(kept, "LIBRARIES", {"other": (forgetful,)})
    assert list(kept.rows()) == [
        ("a.vtt", "2", "2 / 0 / 0 / 0", "1 / 1 / 1 / 0"),
        ("b.vtt", "1", "1 / 0 / 0 / 0", "-"),
        ("all", "3", "3 / 0 / 0 / 0", "1 / 2 / 1 / 0"),
        ("what each reads", "", "3 / 0 / 0 / 0", "1 / 1 / 1 / 0"),
    ]
