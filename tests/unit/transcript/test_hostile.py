"""A megabyte of what a reader could stumble over again and again is read in one go.

Nothing here measures: what takes more than a few steps a letter does not come to an end within the tests' patience.
"""

from __future__ import annotations

import pytest

from player.errors import TranscriptError
from player.model import Transcript
from player.transcript.reading import parse_transcript

LETTERS = 1_000_000
TIMES = "00:00:01.000 --> 00:00:05.000"
PIECES = [
    *(
        "-->",
        "-->\n",
        "0 -->\n",
        "<",
        "&",
        "&amp;",
        "&#1",
        "{\\",
        "{\\b",
        "\\N",
        "<v ",
        "<c.",
        "<br ",
        "\x1b]",
        "\x1b[",
    ),
    *(
        "<00:00:00.000>",
        "a<00:00:00.000> ",
        "漢<00:00:02.000>",
        "0:",
        "0\n",
        " ",
        "\t",
        "\n",
        " \n",
        "x\n\n",
        "1\n\n",
    ),
    *("a", "a b ", "漢", "NOTE\n\n", "0000000a-", "Ada: x\n", "Language: ", f"{TIMES} ", f"{TIMES}\n"),
]


def filled(piece: str) -> str:
    return piece * (LETTERS // len(piece))


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def read(text: str) -> Transcript | None:
    try:
        return parse_transcript(text, "x")
    except TranscriptError:
        return None


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        f"WEBVTT\n\n{TIMES}\n{{}}",
        f"WEBVTT\n\n{{}}\n\n{TIMES}\nlow tide\n",
        f"WEBVTT\n\n{TIMES} {{}}\ntide\n",
    ],
    ids=["alone", "as text", "before", "as settings"],
)
def test_one_piece_over_and_over(piece: str, form: str):
    transcript = read(form.replace("{}", filled(piece)))
    if "low tide" in form:
        assert transcript is not None
        assert "low tide" in transcript.segments[-1].text


def test_lines_that_almost_roll():
    cues = (
        f"{clock(at)} --> {clock(at + 1)}\nline {at - at % 2}\nline {at + 1 - at % 2}x\n\n"
        for at in range(15_000)
    )
    transcript = read("WEBVTT\n\n" + "".join(cues))
    assert transcript is not None
    assert len(transcript.segments) == 15_000


def test_a_cue_of_many_lines_carried_over():
    lines = "".join(f"line {number}\n" for number in range(40_000))
    transcript = read(f"WEBVTT\n\n{TIMES}\n{lines}\n{TIMES}\n{lines}low tide\n")
    assert transcript is not None
    assert transcript.segments[-1].text.endswith("low tide")


def test_a_cue_of_many_words_with_times():
    line = "".join(f"tide<{clock(at)}> low " for at in range(40_000))
    transcript = read(f"WEBVTT\n\n00:00:00.000 --> {clock(40_000)}\n{line}\n")
    assert transcript is not None
    assert len(transcript.segments[0].words) == 80_000
