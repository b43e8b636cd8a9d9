"""Ends told from breaks; the figures are what libVLC reported with media of five minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.playback.ending import Ending, cut_sentence, error_sentence, how_it_ended, no_media_sentence

LENGTH = 300_000


@pytest.mark.parametrize(
    ("heard", "sought", "length", "rate", "ending"),
    [
        (299_802, None, LENGTH, 1.0, Ending.COMPLETE),
        (298_400, None, LENGTH, 1.0, Ending.COMPLETE),
        (297_500, None, LENGTH, 1.0, Ending.CUT),
        (297_500, None, LENGTH, 2.0, Ending.COMPLETE),
        (297_500, None, LENGTH, 0.5, Ending.CUT),
        (60_000, None, LENGTH, 4.0, Ending.CUT),
        (60_000, None, None, 1.0, Ending.COMPLETE),
        (None, None, LENGTH, 1.0, Ending.NOTHING_PLAYED),
        (None, 0, None, 1.0, Ending.NOTHING_PLAYED),
        (None, 0, LENGTH, 1.0, Ending.NOTHING_PLAYED),
        (None, 0, 300, 1.0, Ending.COMPLETE),
        (None, 299_000, LENGTH, 1.0, Ending.COMPLETE),
        (None, 400_000, LENGTH, 1.0, Ending.COMPLETE),
        (None, 100_000, LENGTH, 1.0, Ending.CUT),
        (10_000, 100_000, LENGTH, 1.0, Ending.CUT),
        (10_000, 297_000, LENGTH, 2.0, Ending.COMPLETE),
        (10_000, 0, LENGTH, 1.0, Ending.CUT),
        (10_000, 100_000, None, 1.0, Ending.NOTHING_PLAYED),
    ],
)
def test_ends(heard: int | None, sought: int | None, length: int | None, rate: float, ending: Ending) -> None:
    assert how_it_ended(heard=heard, sought=sought, length=length, rate=rate) is ending


def test_sentences_name_the_place_and_show_names_harmlessly() -> None:
    path = Path("/lectures/\x1b]0;x\x07.mp4")
    assert cut_sentence(path, 60_000, LENGTH).startswith("\\x1b]0;x\\x07.mp4 breaks off at 1:00 of 5:00")
    for sentence in (cut_sentence(path, 1, None), no_media_sentence(path), error_sentence(path)):
        assert sentence.isprintable()
        assert "/lectures" not in sentence
