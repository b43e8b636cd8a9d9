"""The commands of the shell, as scripts use them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from player.cli import run
from player.library.lectures import LectureShelf
from player.opening import Opened, Wanted, open_lecture
from player.shell import transcript_source
from tests.e2e.conftest import DEMO

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("lecture_home")]

DEMO_TITLE = "How Sound Becomes Numbers"
COMMANDS = ("play", "find", "transcript", "notes", "doctor", "config", "demo")
CAPTIONS = """WEBVTT

00:01.000 --> 00:03.500
A lighthouse keeper counts ships.

00:04.000 --> 00:06.000
Nobody counts the gulls.

00:06.500 -->
Read all the same.

00:07.000 --> 00:09.250
The keeper writes <i>everything</i> down.
"""

Said = Callable[..., tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command in this process and gives what it wrote on standard output and error."""

    def of(*arguments: str | Path, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert run([str(argument) for argument in arguments]) == status
        written = capsys.readouterr()
        return written.out, written.err

    return of


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    """A transcript with a line that is not as it should be."""
    file = tmp_path / "keeper.vtt"
    file.write_text(CAPTIONS)
    return file


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    for command in COMMANDS:
        assert re.search(rf"^ +{command}\s+\S", text, re.MULTILINE), f"{command} is not in\n{text}"
    with pytest.raises(SystemExit):
        run(["play", "--help"])
    text = capsys.readouterr().out
    for option in ("SOURCE", "--transcript", "--at TIME", "--find PHRASE", "--speed X", "--plain"):
        assert option in text


def test_find_prints_the_time_and_the_words(said: Said) -> None:
    out, _ = said("find", "antialiazing filtr", DEMO)
    assert re.match(r" +3:30  .*anti-aliasing filter", out), out


def test_find_as_json(said: Said) -> None:
    out, _ = said("find", "smple", DEMO, "--json", "--limit", "3")
    matches = json.loads(out)
    assert len(matches) == 3
    for match in matches:
        assert match.keys() == {"lecture", "title", "start", "end", "text", "score"}
        assert 0 <= match["start"] < match["end"] < 360
        assert round(match["start"], 3) == match["start"]
        assert 0 < match["score"] <= 1
        assert match["title"] == DEMO_TITLE
        assert "sampl" in match["text"].lower()
    assert [match["score"] for match in matches] == sorted((m["score"] for m in matches), reverse=True)


def test_find_for_nothing(said: Said) -> None:
    assert json.loads(said("find", "zzqqx wvvk", DEMO, "--json")[0]) == []
    out, err = said("find", "zzqqx wvvk", DEMO, status=1)
    assert out == ""
    assert re.fullmatch(r"lecture: Nothing like “zzqqx wvvk” is said there; [^\n]+\.\n", err)


def test_find_answers_a_query_a_line_and_opens_the_source_once(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Wanted] = []

    def counted(wanted: Wanted, shelf: LectureShelf) -> Opened:
        opened.append(wanted)
        return open_lecture(wanted, shelf)

    monkeypatch.setattr(transcript_source, "open_lecture", counted)
    monkeypatch.setattr("sys.stdin", io.StringIO("nyqist frequency\n\nzzqqx wvvk\ndithr\n"))
    out, _ = said("find", "-", DEMO, "--limit", "2")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["query"] for answer in answers] == ["nyqist frequency", "", "zzqqx wvvk", "dithr"]
    assert all(answer.keys() == {"query", "matches"} for answer in answers)
    assert "Nyquist frequency" in answers[0]["matches"][0]["text"]
    assert answers[1]["matches"] == answers[2]["matches"] == []
    assert 0 < len(answers[3]["matches"]) <= 2
    assert len(opened) == 1


def test_find_in_the_whole_library(said: Said) -> None:
    _, err = said("find", "anything", status=1)
    assert "library is empty" in err
    said("notes", "add", DEMO, "so that it is in the library", "--at", "0:10")
    out, _ = said("find", "ghost sits down at the table")
    assert re.match(r" +3:24  .*ghost", out), out


def test_find_in_a_transcript_alone(said: Said, captions: Path) -> None:
    (match,) = json.loads(said("find", "keper writes", captions, "--json", "--limit", "1")[0])
    assert (match["lecture"], match["title"], match["start"] >= 7) == (str(captions), "keeper", True)


def test_transcript_as_json(said: Said, captions: Path) -> None:
    out, err = said("transcript", captions, "--to", "json")
    shape = json.loads(out)
    assert shape.keys() == {"format", "language", "segments", "skipped"}
    assert [segment["text"] for segment in shape["segments"]] == [
        "A lighthouse keeper counts ships.",
        "Nobody counts the gulls.",
        "Read all the same.",
        "The keeper writes everything down.",
    ]
    first = shape["segments"][0]
    assert first.keys() == {"start", "end", "text", "speaker", "words"}
    assert (first["start"], first["end"]) == (1.0, 3.5)
    for word in first["words"]:
        assert word.keys() == {"start", "end", "text", "confidence", "estimated"}
    assert shape["skipped"]
    assert shape["skipped"][0].keys() == {"line", "reason"}
    assert f"line {shape['skipped'][0]['line']}: " in err


@pytest.mark.parametrize("form", ["vtt", "srt", "json", "text", "csv"])
def test_a_transcript_written_is_read_again(said: Said, tmp_path: Path, captions: Path, form: str) -> None:
    target = tmp_path / f"written.{'txt' if form == 'text' else form}"
    out, _ = said("transcript", captions, "--to", form, "-o", target)
    assert out == ""
    assert target.read_text() == said("transcript", captions, "--to", form)[0]
    assert "The keeper writes everything down." in target.read_text().replace("<i>", "").replace("</i>", "")
    again = json.loads(said("transcript", target, "--to", "json")[0])
    first = json.loads(said("transcript", captions, "--to", "json")[0])
    assert [(s["start"], s["end"], s["text"]) for s in again["segments"]] == [
        (s["start"], s["end"], s["text"]) for s in first["segments"]
    ]


def test_the_transcript_beside_a_lecture(said: Said) -> None:
    out, err = said("transcript", DEMO, "--to", "srt")
    assert out.startswith("1\n00:00:01,500 --> 00:00:04,705\nClap your hands once")
    assert "segments" in err


def test_notes_are_added_listed_and_exported(said: Said, tmp_path: Path) -> None:
    assert said("notes", "add", DEMO, "the border #exam", "--at", "1:42")[0] == "1 1:42\n"
    assert said("notes", "add", f"{DEMO}@4m20s", "dither")[0] == "2 4:20\n"
    _, err = said("notes", "add", DEMO, "no time", status=2)
    assert "--at" in err

    out, _ = said("notes", "list", DEMO)
    assert re.search(r"1 +1:42 +the border #exam\n +2 +4:20 +dither\n", out), out
    notes = json.loads(said("notes", "list", DEMO, "--json")[0])
    assert notes == json.loads(said("notes", "list", "--json")[0])
    assert notes == json.loads(said("notes", "export", DEMO, "--to", "json")[0])
    shape = {"id", "lecture", "time", "text", "quote", "tags", "created", "updated", "picture"}
    assert all(note.keys() == shape for note in notes)
    assert [(note["time"], note["tags"]) for note in notes] == [(102.0, ["exam"]), (260.0, [])]
    assert notes[0]["quote"].startswith("Turn that round")
    assert notes[0]["picture"] is None

    target = tmp_path / "notes.md"
    said("notes", "export", DEMO, "--to", "md", "-o", target)
    assert "the border" in target.read_text()
    assert "1:42" in target.read_text()
    assert target.read_text() == said("notes", "export", DEMO)[0]
    # A lecture of the library is named by its id or a part of its title, too.
    assert said("notes", "list", notes[0]["lecture"]) == said("notes", "list", "sound becomes")


def test_doctor(said: Said) -> None:
    out, _ = said("doctor")
    findings = json.loads(said("doctor", "--json")[0])
    assert [finding["name"] for finding in findings] == [
        "python", "libvlc", "mpv", "engine", "sound", "video", "settings", "library",
    ]  # fmt: skip
    for finding in findings:
        assert finding.keys() == {"name", "works", "detail"}
        assert re.search(rf"^{'✓' if finding['works'] else '✗'} {finding['name']} ", out, re.MULTILINE)


def test_doctor_says_what_is_wrong_and_goes_on(said: Said, lecture_home: Path) -> None:
    (lecture_home / "config").mkdir()
    (lecture_home / "config" / "config.toml").write_text("[screen]\nthem = 1\n")
    (lecture_home / "data").touch()
    findings = {finding["name"]: finding for finding in json.loads(said("doctor", "--json")[0])}
    assert not findings["settings"]["works"]
    assert "line 2" in findings["settings"]["detail"]
    assert not findings["library"]["works"]


def test_config_tells_where_each_setting_came_from(said: Said, lecture_home: Path) -> None:
    file = lecture_home / "config" / "config.toml"
    assert said("config", "--path")[0] == f"{file}\n"
    file.parent.mkdir()
    file.write_text("# mine\n[screen]\nfollow_height = 0.5\n")
    shape = json.loads(said("config", "--json")[0])
    assert shape["screen.follow_height"] == {"value": 0.5, "from": f"{file}, line 3"}
    assert shape["playback.engine"] == {"value": "auto", "from": "default"}
    out, _ = said("config")
    assert re.search(rf"^screen\.follow_height +0\.5 +{re.escape(str(file))}, line 3$", out, re.MULTILINE)
