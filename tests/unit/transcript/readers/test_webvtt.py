"""WebVTT as the standard has it and as it is found."""

from __future__ import annotations

import html
import math
from pathlib import Path

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from player.model import Segment, Word
from player.transcript.characters import plain
from player.transcript.reading import parse_transcript, read_transcript

LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S"), exclude_characters="<>&{}\\\u200e"
)
NAMES = st.text(LETTERS, min_size=1, max_size=8).filter(
    lambda name: "--" not in name and name.isprintable() and not name.startswith(("NOTE", "STYLE", "REGION"))
)
WORDS = st.one_of(
    NAMES.map(lambda name: name.replace(":", "")),
    st.sampled_from(
        ["tide", "42", "NOTE", "WEBVTT", "漢字", "&amp;", "&lt;b&gt;", "a&nbsp;b", "&eacute;", "👩‍🔬"]
    ),
    st.sampled_from(
        ["<i>ebb</i>", "<c.loud>flow</c>", "<b><u>so</u></b>", "<lang en-GB>grey</lang>", "<i.x>half"]
    ),
)
BLOCKS = st.sampled_from(["NOTE", "NOTE one line", "NOTE\nof two\nlines"])
HEADS = st.sampled_from(["STYLE\n::cue { color: red }", "REGION\nid:fred\nwidth:40%"])
SETTINGS = st.sampled_from(["", " line:0", " position:20%,center align:start", " region:fred", "\tsize:50%"])


def clock(moment: int, *, hours: bool) -> str:
    seconds, fraction = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    whole, minutes = divmod(minutes, 60)
    return (f"{whole:02d}:" if hours or whole else "") + f"{minutes:02d}:{seconds:02d}.{fraction:03d}"


@st.composite
def conformant_files(draw: st.DrawFn) -> str:
    """A file that a validator passes, every line of its cues another one, so that nothing seems to roll."""
    blocks = [draw(st.sampled_from(["WEBVTT", "WEBVTT - a talk", "WEBVTT\nKind: captions\nLanguage: en"]))]
    blocks += draw(st.lists(BLOCKS | HEADS, max_size=2))
    start = 0
    for number in range(draw(st.integers(1, 6))):
        start += draw(st.integers(0, 10**6))
        end = start + draw(st.integers(1, 10**5))
        name = draw(st.just("") | NAMES.map(lambda name: f"{name}\n"))
        hours = draw(st.booleans())
        times = f"{clock(start, hours=hours)} --> {clock(end, hours=draw(st.booleans()))}{draw(SETTINGS)}"
        lines = draw(st.lists(st.lists(WORDS, max_size=5).map(" ".join), min_size=1, max_size=3))
        shown = [f"{number}.{row} {line}" for row, line in enumerate(lines)]
        if draw(st.booleans()):
            shown[0] = f"<v Ann Lee>{shown[0]}"
        if draw(st.booleans()):
            shown[-1] += f" <{clock((start + end) // 2, hours=hours)}>later"
        blocks.append(f"{name}{times}\n" + "\n".join(shown))
        blocks += draw(st.lists(BLOCKS, max_size=1))
    return draw(st.sampled_from(["\n\n", "\n\n\n"])).join(blocks) + draw(st.sampled_from(["", "\n", "\n\n"]))


def texts(transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


def test_a_conformant_file_is_read_word_for_word(read_fixture):
    transcript = read_fixture("conformant.vtt")
    assert transcript.segments == (
        Segment(1000, 4000, "A river is never the same twice, and neither is the bank."),
        Segment(5500, 7000, "Water & stone wear each other."),
        Segment(7000, 9250, "Does 1 < 2 hold for deltas?"),
        Segment(3_600_000, 3_602_000, "That is all."),
    )
    assert (transcript.format, transcript.language, transcript.skipped) == ("vtt", "en-GB", ())


@pytest.mark.parametrize("name", ["conformant.vtt", "chapters.vtt", "auto_captions.vtt", "zoom.vtt"])
def test_conformant_files_have_the_cues_that_webvtt_py_finds(fixtures: Path, name: str):
    from player.transcript.readers.webvtt import read_every_cue

    text = (fixtures / name).read_text()
    ours = [(cue.start, cue.end, cue.lines) for cue in read_every_cue(text).cues]
    theirs = [
        (
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            caption.raw_text.split("\n"),
        )
        for caption in webvtt.from_string(text)
    ]
    assert ours == theirs


@given(text=conformant_files())
@settings(deadline=None, max_examples=60)
def test_any_conformant_file_has_the_segments_that_webvtt_py_finds(text: str):
    transcript = parse_transcript(text, "x")
    ours = [(segment.start, segment.end, segment.speaker, segment.text) for segment in transcript.segments]
    theirs = [
        (
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            caption.voice,
            plain(html.unescape(caption.text)),
        )
        for caption in webvtt.from_string(text)
    ]
    assert ours == theirs
    assert transcript.skipped == ()


WILD_LINES = st.sampled_from(
    [
        "",
        "",
        "said",
        "said",
        "said so",
        "7",
        "00:01.000 --> 00:02.000",
        "00:00:03,000 --> 00:00:04,000 align:start",
        "1:2:3.4-->5:6",
        "00:05.000 -->",
        "00:xx.000 --> 00:06.000",
        "--> 00:07.000",
        "A --> B",
        "WEBVTT",
    ]
)


@given(lines=st.lists(WILD_LINES, max_size=14))
@settings(deadline=None, max_examples=300)
def test_in_no_disorder_is_a_word_lost_in_silence(lines: list[str]):
    numbered = [line.replace("said", f"word{row}x") for row, line in enumerate(lines)]
    text = "WEBVTT\n\n" + "\n".join([*numbered, "", "00:09.000 --> 00:10.000", "The end."])
    transcript = parse_transcript(text, "x")
    told = " ".join(texts(transcript) + [entry.reason for entry in transcript.skipped])
    for row, line in enumerate(numbered):
        below = numbered[row + 1] if row + 1 < len(numbered) else ""
        above = numbered[row - 1] if row else ""
        is_name = "-->" in below and (row == 0 or above in ("", "WEBVTT"))
        if line.startswith("word") and not is_name:
            assert line in told


@pytest.mark.parametrize("separator", [" ", "", "\n"])
def test_a_line_of_a_hundred_thousand_letters_is_read_whole(separator: str):
    payload = separator.join(f"word{number}" for number in range(math.ceil(100_000 / (8 + len(separator)))))
    transcript = parse_transcript(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{payload}\n", "x")
    assert len(payload) >= 100_000
    assert texts(transcript) == [payload.replace("\n", " ")]
    assert transcript.skipped == ()


@pytest.mark.parametrize(
    "piece",
    ["<", "<v ", "<c.a", "<b x=", "<b ", "<b\t\t.", "&", "{\\i", "\\N", "-->", "0", "0:", "a\t", "<00:01."],
)
def test_a_hostile_line_is_read_and_loses_nothing(piece: str):
    # Numbered, for what is said over and over is a loop of a machine.
    line = "".join(f"{piece}{number}" for number in range(30_000)) + "end"
    transcript = parse_transcript(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{line}\n", "x")
    said = "".join(texts(transcript))
    assert said.replace(" ", "") == "".join(line.replace("\\N", " ").split())


def test_the_real_lecture_has_the_cues_that_webvtt_py_finds(shared: Path, seed):
    text = next((shared / "seeds").glob("003_*.txt")).read_text()
    captions = webvtt.from_string(text[text.index("WEBVTT") :])
    assert [(segment.start, segment.text) for segment in seed.segments] == [
        (caption.start_time.in_milliseconds(), " ".join(caption.text.split())) for caption in captions
    ]


def test_the_real_lecture_is_whole(seed):
    assert len(seed.segments) == 1985
    assert (seed.segments[0].start, seed.segments[-1].end) == (122_640, 4_544_820)
    assert seed.language == "en-US"
    before = [entry for entry in seed.skipped if entry.reason.startswith("before the WEBVTT header")]
    assert [entry.line for entry in before] == [1, 2, 3, 4]


def test_a_page_text_loses_only_the_lines_before_its_header(read_fixture):
    transcript = read_fixture("page_text.vtt")
    assert texts(transcript) == [
        "Good evening, all.",
        "So.",
        "",
        "I left my map of the",
        "estuary on the train",
    ]
    assert transcript.language == "en-US"
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (1, "before the WEBVTT header: “delta-talks / rivers_lecture_3.vtt”"),
        (2, "before the WEBVTT header: “somebody's picture”"),
        (10, "a cue without words"),
    ]


def test_rolling_captions_give_each_word_once_with_its_own_time(read_fixture):
    transcript = read_fixture("auto_captions.vtt")
    assert texts(transcript) == ["rivers carry sand", "downhill and slowly", "slowly", "to the sea"]
    assert transcript.segments[0].words == (
        Word(160, 480, "rivers"),
        Word(480, 800, "carry"),
        Word(800, 2230, "sand"),
    )
    assert transcript.segments[2].words == (Word(4080, 5000, "slowly"),)
    assert transcript.skipped == ()


def test_a_repeated_line_that_does_not_roll_stays():
    cues = "".join(f"00:0{number}.000 --> 00:0{number}.900\nYes.\n\n" for number in range(4))
    assert texts(parse_transcript("WEBVTT\n\n" + cues, "x")) == ["Yes."] * 4


def test_damage_that_a_person_could_read_through_is_read_and_named(read_fixture):
    transcript = read_fixture("damaged.vtt")
    assert [(segment.start, segment.text) for segment in transcript.segments] == [
        (1500, "A comma instead of a point."),
        (4_504_000, "Minutes beyond the hour."),
        (4_560_500, "Short numbers."),
        (4_800_000, "The first half, and the half behind a blank line."),
        (4_860_000, "No end at all."),
        (4_890_000, "Too late in the file."),
        (4_925_000, "Backwards."),
        (5_040_000, "It flows A --> B and then B --> C."),
    ]
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (3, "read leniently: a comma before the milliseconds"),
        (6, "read leniently: times in another form (2 times)"),
        (15, "read leniently: a blank line inside a cue"),
        (17, "read leniently: no end time"),
        (20, "read leniently: ends before it starts"),
        (23, "its times cannot be read: “01:23:xx.000 --> 01:23:04.000”"),
        (24, "its cue has no readable times: “Never.”"),
        (26, "read leniently: starts before the cue above it"),
        (30, "read leniently: an arrow in the text (2 times)"),
    ]


def test_ends_that_are_missing_are_no_longer_than_speaking_takes(read_fixture):
    ends = {segment.text: segment.end - segment.start for segment in read_fixture("damaged.vtt").segments}
    assert ends["No end at all."] == 1400
    assert ends["Backwards."] == 1000


def test_a_missing_header_is_named(read_fixture):
    transcript = read_fixture("headless.vtt")
    assert texts(transcript) == ["Nobody wrote a header.", "It is read all the same."]
    assert [entry.reason for entry in transcript.skipped] == ["read leniently: no WEBVTT header"]


def test_voices_become_speakers_and_share_their_cue(read_fixture):
    assert read_fixture("voices.vtt").segments == (
        Segment(1000, 3000, "Shall we begin?", "Mary O'Neil"),
        Segment(3000, 4777, "Yes.", "Ben"),
        Segment(4777, 7000, "Then.", "Mary O'Neil"),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_line_end_in_any_encoding(tmp_path: Path, end: str, encoding: str):
    file = tmp_path / "talk.txt"
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nÜber the “café”\n\n00:02.000 --> 00:03.000\nAgain.\n"
    file.write_bytes(text.replace("\n", end).encode(encoding))
    assert texts(read_transcript(file)) == ["Über the “café”", "Again."]


def test_a_header_in_the_middle_is_no_speech():
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\nWEBVTT\nKind: captions\n\n00:03.000 --> 00:04.000\nTwo.\n"
    )
    transcript = parse_transcript(text, "x")
    assert texts(transcript) == ["One.", "Two."]
    assert [(entry.line, entry.reason, entry.is_lost) for entry in transcript.skipped] == [
        (6, "read leniently: another WEBVTT header in the middle", False)
    ]


def test_arrows_that_a_page_escaped_are_arrows():
    transcript = parse_transcript("WEBVTT\n\n00:01.000 --&gt; 00:02.000\nOne.\n", "x")
    assert texts(transcript) == ["One."]
    assert transcript.skipped[0].reason == "read leniently: arrows written as --&gt;"


def test_text_that_speaks_of_an_escaped_arrow_is_left_alone():
    text = '<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1s" end="2s">a &lt;b --&gt; c&gt;</p></body></tt>'
    assert texts(parse_transcript(text, "x")) == ["a <b --> c>"]
    text = '{"segments": [{"start": 1, "end": 2, "text": "00:01 --&gt; 00:02 &amp;"}]}'
    assert texts(parse_transcript(text, "x")) == ["00:01 --&gt; 00:02 &amp;"]


def test_a_name_of_a_cue_is_not_spoken_and_a_stray_line_is_named():
    text = "WEBVTT\n\nstray\n\nintro\n00:01.000 --> 00:02.000\nOne.\n\nnext\n00:03.000 --> 00:04.000\nTwo.\n"
    transcript = parse_transcript(text, "x")
    assert texts(transcript) == ["One.", "Two."]
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (3, "before the first cue: “stray”")
    ]


def test_text_without_tags_that_are_tags_stays():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nif x <y and y> z & AT&T; {sic} <unk>\n"
    assert texts(parse_transcript(text, "x")) == ["if x <y and y> z & AT&T; {sic} <unk>"]


def test_a_syllable_with_a_time_stays_in_its_word_and_a_blank_is_silence():
    text = "WEBVTT\n\n00:01.000 --> 00:05.000\nhap<00:01.200>py <00:02.000> <00:03.000>tide\n"
    (segment,) = parse_transcript(text, "x").segments
    assert segment.text == "happy tide"
    assert segment.words == (Word(1000, 2000, "happy"), Word(3000, 5000, "tide"))


@pytest.mark.parametrize(
    "text",
    [
        "a<00:04.000> b<00:02.000> c<00:09.000> d",
        "a<00:04.000> b<00:07.000> c<00:09.000> d",
        "<00:00.000>a<00:04.000> b",
    ],
)
def test_inline_times_that_run_backwards_or_out_of_their_cue_are_set_in_order(text: str):
    (segment,) = parse_transcript(f"WEBVTT\n\n00:01.000 --> 00:05.000\n{text}\n", "x").segments
    moments = [moment for word in segment.words for moment in (word.start, word.end)]
    assert moments == sorted(moments)
    assert (moments[0], moments[-1]) == (1000, 5000)
