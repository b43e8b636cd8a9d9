"""Rolling captions read in one go come out as the general way reads them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.model import Transcript
from player.transcript.cleaning import cleaned
from player.transcript.readers.rolling_blocks import rolling_cues
from player.transcript.readers.webvtt import read, read_every_cue

HEAD = "WEBVTT\nKind: captions\nLanguage: en\n\n"
SAID = [("low", "tide"), ("the", "bank", "is", "dry"), ("gulls",), ("they", "wait"), ("low", "tide")]
TIMES = ["<00:00:02.000>", "<00:00:02.000", "00:00:03.000 --> 00:00:04.000\n", "00:01 --> 00:02\n", "-->"]
MARKS = ["</c>", "<c>", "<c> ", "><c> ", "<i>", "<v Ada>", "{\\an8}", "\\N", "&gt;&gt; ", "&amp;", "&amp;lt;"]
ODD = ["", " ", "  ", "\t", "\xa0", "\u200b", "\x1b[2J", "潮"]
PIECES = st.sampled_from(
    [*"<>&{}\\.:,- \n\t0cx", "\n\n", " \n", "low", "NOTE", "WEBVTT\n", *TIMES, *MARKS, *ODD]
)
WORDS = st.sampled_from(
    ["a", "low", "b.", "[Music]", " low", "low ", "a  b", "a b", "a<b", ">", *TIMES, *MARKS, *ODD]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["insert", "replace", "delete", "line", "twice"]), PIECES),
    max_size=3,
)


def clock(ms: int) -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def rolling(said: Sequence[Sequence[str]], begin: int = 58_160) -> str:
    """A file as YouTube writes it: each line is spoken, stands for 10 ms, and stands above the next."""
    cues, above, at = [], " ", begin
    for first, *others in said:
        times = [at + 450 * number for number in range(1, len(others) + 1)]
        end = at + 450 * (len(others) + 2)
        below = first + "".join(
            f"<{clock(time)}><c> {word}</c>" for time, word in zip(times, others, strict=True)
        )
        cues.append(f"{clock(at)} --> {clock(end)} align:start position:0%\n{above}\n{below}\n\n")
        above = " ".join((first, *others))
        cues.append(f"{clock(end)} --> {clock(end + 10)} align:start position:0%\n{above}\n \n\n")
        at = end + 10
    return HEAD + "".join(cues)


def edited(text: str, where: float, how: str, piece: str) -> str:
    place = round(where * len(text))
    if how == "insert":
        return text[:place] + piece + text[place:]
    if how == "replace":
        return text[:place] + piece + text[place + len(piece) :]
    if how == "delete":
        return text[:place] + text[place + len(piece) :]
    lines = text.split("\n")
    number = min(round(where * len(lines)), len(lines) - 1)
    lines[number : number + 1] = [] if how == "line" else [lines[number]] * 2
    return "\n".join(lines)


def read_both_ways(text: str) -> tuple[Transcript, Transcript]:
    return cleaned(read(text)), cleaned(read_every_cue(text))


def is_read_in_one_go(text: str) -> bool:
    return rolling_cues(text, len(HEAD)) is not None


def test_youtubes_form_is_read_in_one_go():
    text = rolling(SAID)
    assert is_read_in_one_go(text)
    quick, general = read_both_ways(text)
    assert quick == general
    assert [segment.text for segment in quick.segments] == [" ".join(line) for line in SAID]
    assert [word.text for segment in quick.segments for word in segment.words] == [
        word for line in SAID for word in line
    ]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("they", "&gt;&gt; they"),
        ("gulls", "[Music] and gulls"),
        ("gulls", "[&nbsp;__&nbsp;]"),
        ("dry", "dry &amp; warm"),
        ("is", "潮汐"),
    ],
)
def test_what_youtube_writes_now_and_then_is_read_in_one_go_as_well(written: str, instead: str):
    text = rolling(SAID).replace(written, instead)
    assert is_read_in_one_go(text)
    quick, general = read_both_ways(text)
    assert quick == general


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n\n\n"])
@pytest.mark.parametrize("is_cut", [False, True])
def test_the_end_of_a_file_may_be_cut(end: str, is_cut: bool):
    text = rolling(SAID).rstrip("\n")
    text = text[: text.rindex("\n\n")] + end if is_cut else text + end
    assert is_read_in_one_go(text)
    quick, general = read_both_ways(text)
    assert quick == general


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("> dry", "> dr"),
        (" align", "x align"),
        ("00:00:58.160 -->", "00:00:58,160 -->"),
        ("low<", "low --> <"),
        ("low<", "<v Ada>low<"),
        (" \nlow<", "high tide\nlow<"),
        ("gulls\n", "\n"),
    ],
)
def test_an_unusual_line_leaves_the_file_to_the_general_way(written: str, instead: str):
    text = rolling(SAID)
    assert written in text
    assert not is_read_in_one_go(text.replace(written, instead, 1))


def test_an_arrowhead_that_closes_no_time_is_no_mark_between_words():
    text = rolling([("low >x", "tide"), *SAID])
    assert is_read_in_one_go(text)
    assert not is_read_in_one_go(text.replace("low >x<", "low ><c> x<"))


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5),
    EDITS,
)
def test_both_ways_agree_on_odd_and_damaged_files(said: list[list[str]], edits: list[tuple[float, str, str]]):
    text = rolling(said)
    for edit in edits:
        text = edited(text, *edit)
    quick, general = read_both_ways(text)
    assert quick == general
