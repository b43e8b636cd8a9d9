"""What `tests.fuzz` holds by the million over every reader, held here by a few thousand inputs from a fixed seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from player.transcript.reading import read_transcript
from player.transcript.word_times import words_of
from tests.fuzz import MEGABYTE, BrokenPromiseError, Tally, most_memory, read, samples, weigh_in
from tests.mutations import mutated, swollen

SMALL, LARGE, PARTS = 2_500, 16, 4


@pytest.mark.parametrize("seed", range(PARTS))
def test_no_mutated_transcript_breaks_a_reader(tmp_path: Path, seed: int):
    chance, known = random.Random(f"small {seed}"), samples()
    formats = {read(mutated(chance, known), tmp_path / "transcript") for _ in range(SMALL // PARTS)}
    assert len(formats) > 10


@pytest.mark.parametrize("seed", range(LARGE))
def test_a_megabyte_of_anything_is_read_in_bounded_memory(tmp_path: Path, seed: int):
    path, tally = tmp_path / "transcript", Tally()
    raw = swollen(random.Random(f"large {seed}"), samples(), MEGABYTE // 2)
    weigh_in(most_memory(raw, path), raw, path, tally)
    assert tally.weighed == 1


# Each of these once took from twenty to a hundred times its size.
@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "\u6c49\n"),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne\n\n00:00: --> 00:00:04,000\n", "00:00:\n"),
        ("[00:01.00]Over <00:02.00>and under\n", "a\n"),
        ("[00:01.00]Over <00:02.00>and under ", "a "),
        ("(1:30) Stones\n(1:40) are carried\n", "\ud7ff\n"),
        ("0:00:01.000,0:00:04.000\nPush\n", "0:00:12.000,1x\n"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "WEBVTT\n"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v Ada>"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "><\u20ac"),
        ("start\tend\ttext\n0\t900\tNobody knows\n", "5000h.\n"),
        ('<tt><body><p begin="1s">One', "\x1b]0;x\x07"),
        ('<timedtext format="3"><body><p t="1">One', "&amp;"),
        ('<timedtext format="3"><body><p t="1">One', "&#x1b;"),
        ('start,end,text\n0,1,First\n1,2,"Second', "\n"),
        ("NOWEBVTT\n", "\n\nNOWEBVTT"),
    ],
)
def test_what_is_dense_is_read_in_bounded_memory(tmp_path: Path, head: str, piece: str):
    raw = (head + piece * (MEGABYTE // 2 // len(piece.encode()))).encode()
    tally = Tally()
    path = tmp_path / "transcript"
    weigh_in(most_memory(raw, path), raw, path, tally)
    assert tally.dense == 0


def test_a_number_behind_a_control_that_counts_as_a_blank_is_a_number(tmp_path: Path):
    first, second = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
    raw = f"\x1c1\n{first}\nOne\n\x1c2\n{second}\nTwo\n".encode()
    assert read(raw, tmp_path / "transcript") == "srt"


@pytest.mark.parametrize("broken", [b"\x80", b"\xff", b"\xbc\xea", b"\xed\xa0\x80", b"\xc2"])
def test_broken_bytes_in_a_table_are_read_as_windows_1252_and_letters_behind_them_as_letters(
    tmp_path: Path, broken: bytes
):
    path = tmp_path / "talk.csv"
    words = broken * 100_000 + "café 水 🎓 ".encode() * 2 + broken
    path.write_bytes(b"start,end,text\n0,1,First\n1,2," + words + b"\n")
    text = read_transcript(path).segments[1].text
    assert text.count("café 水 🎓") == 2


def test_of_countless_lines_that_cannot_be_read_a_thousand_are_named(tmp_path: Path):
    path = tmp_path / "lines.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nOne\n\n00:00: --> 00:00:04,000\n" + "lost\n" * 3000)
    skipped = read_transcript(path).skipped
    assert [entry.is_lost for entry in skipped] == [True] * 1001
    assert skipped[-1].reason == "2001 more lines could not be read"


def test_a_long_text_with_few_times_keeps_every_word_and_those_times(tmp_path: Path):
    path = tmp_path / "long.lrc"
    path.write_text("[00:01.00]Over <00:02.00>and under " + "the rope " * 5000 + "\n[09:00.00]End\n")
    transcript = read_transcript(path)
    long = transcript.segments[0]
    assert long.text == "Over and under " + " ".join(["the rope"] * 5000)
    assert [word.start for word in long.words] == [1000, 2000]
    words = words_of(long, 0)
    assert [long.text[word.begin : word.stop] for word in words] == long.text.split(" ")
    assert [word.start for word in words[:2]] == [1000, 2000]
    assert not words[0].estimated
    assert words[9].estimated


def test_the_scales_tell_what_is_too_heavy(tmp_path: Path):
    path = tmp_path / "transcript"
    path.write_text("[00:01.00]One\n[00:02.00]Two\n")
    with pytest.raises(BrokenPromiseError, match="in 2 pieces"):
        weigh_in(30 * MEGABYTE, b"x" * MEGABYTE, path, Tally())
