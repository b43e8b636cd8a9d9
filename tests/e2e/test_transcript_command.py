"""`lecture transcript` as people type it: tables, other formats, files that drift."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from player.cli import TRANSCRIPT_FORMS, run
from player.shell.progress import ProgressLine
from player.transcript.writers import FORMS

TABLE = Path(__file__).resolve().parents[1] / "fixtures" / "tables" / "interleaved.csv"
DRIFTING = """1
00:01:00,000 --> 00:01:02,000
The tide turns.

2
00:55:00,000 --> 00:55:02,000
The tide has turned.
"""

Said = Callable[..., tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs `lecture transcript` in this process and gives what it wrote on standard output and error."""

    def of(*arguments: str | Path, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert run(["transcript", *map(str, arguments)]) == status
        written = capsys.readouterr()
        return written.out, written.err

    return of


@pytest.fixture
def drifting(tmp_path: Path) -> Path:
    """A transcript that was made for another recording."""
    file = tmp_path / "tide.srt"
    file.write_text(DRIFTING)
    return file


def test_the_formats_of_the_command_line_are_those_that_can_be_written() -> None:
    assert TRANSCRIPT_FORMS == FORMS


def test_a_table_names_its_lectures(said: Said) -> None:
    out, _ = said(TABLE, "--list")
    owl, bat = sorted(out.splitlines(), reverse=True)
    assert owl.split() == ["owl", "2", "segments", "0:02", "to", "0:14", "Owls,", "by", "night"]
    assert bat.split()[:2] == ["bat", "2"]
    listed = json.loads(said(TABLE, "--list", "--to", "json")[0])
    assert {"id": "owl", "title": "Owls, by night", "segments": 2, "start": 2.0, "end": 14.0} in listed


@pytest.mark.parametrize("wanted", ["owl", "OWLS"])
def test_a_tables_lecture_is_picked_by_id_or_title(said: Said, wanted: str) -> None:
    out, err = said(TABLE, "--title", wanted)
    assert out == (
        "[0:00:02.000 --> 0:00:09.000]  Its face is a dish for sound.\n"
        "[0:00:10.000 --> 0:00:14.000]  An owl turns its head and not its eyes.\n"
    )
    assert err.startswith(
        "csv, language unknown: 2 segments, 0 words with times, 11.000 s of speech from 0:02.000 to 0:14.000\n"
    )


def test_which_lecture_of_a_table_is_asked_for(said: Said) -> None:
    assert "holds 2 lectures" in said(TABLE, status=1)[1]
    assert "“newt”" in said(TABLE, "--title", "newt", status=1)[1]


def test_what_is_no_table_is_told(said: Said, drifting: Path, tmp_path: Path) -> None:
    assert "tide.srt is no table of lectures" in said(drifting, "--list", status=2)[1]
    assert "leave out --title" in said(drifting, "--title", "x", status=2)[1]
    assert "There is no file" in said(tmp_path / "none.csv", "--list", status=2)[1]


def test_the_files_name_asks_for_the_format(said: Said, drifting: Path, tmp_path: Path) -> None:
    for ending, begins in (("vtt", "WEBVTT"), ("csv", "start,end,speaker,text"), ("log", "[0:01:00.000")):
        target = tmp_path / f"out.{ending}"
        assert said(drifting, "-o", target)[0] == ""
        assert target.read_text().startswith(begins)


def test_an_offset_and_a_stretch_mend_a_file_that_drifts(said: Said, drifting: Path) -> None:
    out, _ = said(drifting, "--stretch", "1:00=1:02,55:00=56:08", "--offset", "-1.5", "--to", "csv")
    starts = [line.partition(",")[0] for line in out.splitlines()[1:]]
    assert starts == ["60.500", "3366.500"]
    out, err = said(drifting, "--offset", "-1:30", "--to", "csv")
    assert out.splitlines()[1].startswith("0.000,0.000,")
    assert "1 segment begins before the recording" in err


@pytest.mark.parametrize("stretch", ["1=2,1=3", "1=3,2=2"])
def test_a_stretch_that_makes_no_sense_is_told(said: Said, drifting: Path, stretch: str) -> None:
    assert "two points of a stretch" in said(drifting, "--stretch", stretch, status=2)[1]


@pytest.mark.parametrize("stretch", ["1=2", "1=2,x=3", "1=2,3=4,5=6"])
def test_a_stretch_that_is_none_is_told(
    drifting: Path, stretch: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["transcript", str(drifting), "--stretch", stretch])
    assert left.value.code == 2
    assert "--stretch" in capsys.readouterr().err


def test_the_report_names_at_most_a_screenful(said: Said, tmp_path: Path) -> None:
    broken = tmp_path / "broken.vtt"
    cues = "".join(f"00:{n:02}.000 --> 00:{n:02}.500\nword\n\nx --> 0:00:01\nlost {n}\n\n" for n in range(40))
    broken.write_text(f"WEBVTT\n\n{cues}")
    _, err = said(broken)
    assert len(err.splitlines()) == 22
    assert err.splitlines()[-1].endswith("more; --to json names them all")


def test_progress_is_drawn_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        with ProgressLine("Reading x") as progress:
            for step in range(101):
                progress.show(step / 100)
        written = stream.getvalue()
        assert ("\x1b[KReading x  ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  50 %" in written) == stream.isatty()
        assert written.endswith("\r\x1b[K") == stream.isatty()
