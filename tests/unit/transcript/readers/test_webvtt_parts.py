"""Several WebVTT files in one: on one clock, each cue once."""

from __future__ import annotations

import pytest

from player.transcript.reading import parse_transcript

TIMES = "00:01.000 --> 00:02.000"


def said(text: str) -> list[tuple[int, int, str]]:
    return [(segment.start, segment.end, segment.text) for segment in parse_transcript(text, "x").segments]


def reasons(text: str) -> list[str]:
    return [entry.reason for entry in parse_transcript(text, "x").skipped]


def part(*cues: str, ticks: int | None = None, local: str = "00:00:00.000", end: str = "\n\n") -> str:
    mapped = f"\nX-TIMESTAMP-MAP=MPEGTS:{ticks},LOCAL:{local}" if ticks is not None else ""
    return f"WEBVTT{mapped}\n\n" + "\n\n".join(cues) + end


ONE, TWO = f"{TIMES}\nOne.", f"{TIMES}\nTwo."


@pytest.mark.parametrize("ticks", [0, 900_000, 8_589_934_591])
def test_the_map_of_a_lone_segment_moves_nothing(ticks: int):
    assert said(part(ONE, ticks=ticks)) == [(1000, 2000, "One.")]
    assert reasons(part(ONE, ticks=ticks)) == []


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        ((900_000, "00:00:00.000"), (900_000, "00:00:00.000"), 1000),
        ((900_000, "00:00:00.000"), (1_440_000, "00:00:00.000"), 7000),
        ((900_000, "00:00:00.000"), (1_440_000, "00:00:06.000"), 1000),
        ((900_000, "00:00:10.000"), (900_000, "00:05.000"), 6000),
        ((8_589_934_592 - 90_000, "00:00:00.000"), (90_000, "00:00:00.000"), 3000),
        ((900_000, "00:00:00.000"), (180_000, "00:00:00.000"), 0),
        ((900_000, "00:00:00.000"), (None, ""), 1000),
    ],
)
def test_the_difference_between_two_maps_moves_the_later_part(first, second, start: int):
    text = part(ONE, ticks=first[0], local=first[1]) + part(TWO, ticks=second[0], local=second[1])
    assert {words: begin for begin, _, words in said(text)} == {"One.": 1000, "Two.": start}


def test_the_differences_of_many_maps_add_up():
    ticks = range(0, 3 * 2**33, 2**31)
    text = "".join(part(f"{TIMES}\nCue {number}.", ticks=at % 2**33) for number, at in enumerate(ticks))
    assert [start for start, _, _ in said(text)] == [1000 + at // 90 for at in ticks]
    assert "read leniently: times set right by X-TIMESTAMP-MAP (11 times)" in reasons(text)


def test_a_first_part_without_cues_still_sets_the_clock():
    text = part(ticks=900_000) + part(ONE, ticks=990_000)
    assert said(text) == [(2000, 3000, "One.")]
    assert [reason for reason in reasons(text) if "leniently" not in reason] == []


@pytest.mark.parametrize(
    ("cues", "outcome"),
    [
        (("00:05.000 --> 00:06.000\nYes.", "00:05.000 --> 00:06.000\nYes."), [(5000, 6000)]),
        (("00:05.000 --> 00:06.000\nYes.", "00:06.000 --> 00:07.000\nYes."), [(5000, 7000)]),
        (("00:05.000 --> 00:08.000\nYes.", "00:06.000 --> 00:07.000\nYes."), [(5000, 8000)]),
        (("00:05.000 --> 00:06.000\nYes.", "00:06.001 --> 00:07.000\nYes."), [(5000, 6000), (6001, 7000)]),
        (("00:05.000 --> 00:06.000\nYes.", "00:05.000 --> 00:06.000\nNo."), [(5000, 6000), (5000, 6000)]),
    ],
)
def test_a_cue_on_both_sides_of_a_border_is_read_once(cues: tuple[str, str], outcome: list[tuple[int, int]]):
    joined = part(cues[0]) + part(cues[1])
    assert [(start, end) for start, end, _ in said(joined)] == outcome
    assert sum("repeated" in reason for reason in reasons(joined)) == 2 - len(outcome)


def test_a_cue_that_reaches_through_three_parts_is_read_once():
    pieces = (f"00:0{number}.000 --> 00:0{number + 1}.000\nLong." for number in range(3))
    assert said("".join(map(part, pieces))) == [(0, 3000, "Long.")]


def test_a_cue_repeated_within_a_part_stays():
    assert len(said(part(ONE, ONE) + part(TWO))) == 3


@pytest.mark.parametrize(
    "header",
    [
        "\n\nWEBVTT",
        "\n\nWEBVTT - part two",
        "\n\nWEBVTT Kind: captions",
        "\nWEBVTT",
        "\nWEBVTT\nKind: captions\nLanguage: en",
        "\n\ufeffWEBVTT - part two",
        "\n\n\ufeffWEBVTT\nKind: captions",
    ],
)
def test_a_header_in_the_middle_is_told_and_not_spoken(header: str):
    text = f"WEBVTT\n\n{ONE}{header}\n\n2\n00:03.000 --> 00:04.000\nTwo.\n"
    assert said(text) == [(1000, 2000, "One."), (3000, 4000, "Two.")]
    assert reasons(text) == ["read leniently: another WEBVTT header in the middle"]


def test_what_is_no_metadata_in_a_header_in_the_middle_is_told():
    text = f"WEBVTT\n\n{ONE}\n\nWEBVTT\nKind: captions\nby hand\n\n00:03.000 --> 00:04.000\nTwo.\n"
    assert [(entry.line, entry.reason) for entry in parse_transcript(text, "x").skipped if entry.is_lost] == [
        (8, "in a header in the middle: “by hand”")
    ]


def test_a_line_between_a_header_in_the_middle_and_its_times_names_the_cue():
    text = f"WEBVTT\n\n{ONE}\n\nWEBVTT\nKind: captions\nname\n00:03.000 --> 00:04.000\nTwo.\n"
    assert said(text) == [(1000, 2000, "One."), (3000, 4000, "Two.")]
    assert len(reasons(text)) == 1


@pytest.mark.parametrize("header", ["WEBVTT\nWEBVTT", "WEBVTT\n\nWEBVTT", "<WEBVTT\n<WEBVTT"])
def test_a_header_that_stands_twice_loses_no_cue(header: str):
    assert said(f"{header}\n\n{ONE}\n") == [(1000, 2000, "One.")]


@pytest.mark.parametrize("line", ["WEBVTT is a format.", "WEBVTT", "WEBVTT files", "A WEBVTT"])
def test_a_speaker_may_say_the_name_of_the_format(line: str):
    text = f"WEBVTT\n\n{TIMES}\n{line}\nand text.\n\n00:03.000 --> 00:04.000\nTwo.\n"
    assert said(text) == [(1000, 2000, f"{line} and text."), (3000, 4000, "Two.")]


def test_times_within_a_moved_cue_move_with_it():
    text = part(ONE, ticks=0) + part(f"{TIMES}\ntwo <00:01.500>words", ticks=900_000)
    words = parse_transcript(text, "x").segments[1].words
    assert [(word.start, word.end, word.text) for word in words] == [
        (11000, 11500, "two"),
        (11500, 12000, "words"),
    ]


@pytest.mark.parametrize(
    "piece", ["\ufeffWEBVTT\n", "WEBVTT\n\n", "X-TIMESTAMP-MAP=", f"WEBVTT\n\n{ONE}\n\n"]
)
def test_a_hostile_file_takes_no_longer_than_its_length(piece: str):
    text = f"WEBVTT\n{piece * 30_000}\n\n{TWO}\n\nWEBVTT\n\n"
    assert [words for _, _, words in said(text) if words != "One."] == ["Two."]
