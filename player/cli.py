"""The command line: argv to commands; what commands need is imported when they run."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from player.errors import LectureError, UsageError
from player.times import parse_time

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
TRANSCRIPT_FORMS = ("vtt", "srt", "json", "text", "csv")
SOURCE_HELP = "a media file, a folder with one, or a lecture of the library; SOURCE@12:34 starts there"


def run(argv: Sequence[str]) -> int:
    """Run one command; gives its exit status, and says on stderr in a sentence why it is not 0."""
    parser = _parser()
    try:
        options = parser.parse_args(_with_negative_times(argv))
        if options.command is None:
            parser.print_help()
            return DONE
        # Imported here so that --help and a slip of the fingers are answered at once.
        command = import_module(f"player.shell.{options.module}")
        return int(command.run(options))
    except UsageError as error:
        return _say(str(error), WRONG_USAGE)
    except LectureError as error:
        return _say(str(error), FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has left, as `head` does; what is still buffered must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _with_negative_times(argv: Sequence[str]) -> list[str]:
    """`argv` with `--offset -1:30` as one word: argparse takes a time with a minus for an option."""
    words: list[str] = []
    for word in argv:
        if words and words[-1] == "--offset" and re.match(r"-[0-9]", word):
            words[-1] = f"--offset={word}"
        else:
            words.append(word)
    return words


def _say(sentence: str, status: int) -> int:
    print(f"lecture: {sentence}", file=sys.stderr)  # noqa: T201
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"lecture: {message}\n")


def _time(text: str) -> int:
    try:
        return parse_time(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _offset(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    return sign * _time(text.lstrip("+-"))


def _stretch(text: str) -> tuple[int, int, int, int]:
    """`A=B,C=D` as four times."""
    times = re.fullmatch(r"([^=,]+)=([^=,]+),([^=,]+)=([^=,]+)", text)
    if times is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no stretch: write two points as A=B,C=D, such as 1:00=1:02,55:00=56:10"
        )
    first, first_said, last, last_said = map(_time, times.groups())
    return first, first_said, last, last_said


def _speed(text: str) -> float:
    try:
        rate = float(text.removesuffix("x").removesuffix("×"))
    except ValueError:
        rate = 0.0
    if not 0.25 <= rate <= 4:
        raise argparse.ArgumentTypeError(f"{text!r} is no speed: write a number from 0.25 to 4, such as 1.5")
    return rate


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no count from 1 to 10000")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="lecture", description="Play long lectures in the terminal, in step with their words."
    )
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=_Parser
    )
    _add_play(commands)
    _add_find(commands)
    _add_transcript(commands)
    _add_sync(commands)
    _add_notes(commands)
    doctor = _command(commands, "doctor", "what is installed, what is missing, and the command that mends it")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    config = _command(commands, "config", "the settings in force and where each came from")
    config.add_argument("--path", action="store_true", help="only the path of the settings file")
    config.add_argument("--json", action="store_true", help="as JSON")
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, help_text: str, module: str | None = None
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
    parser.set_defaults(module=module or name)
    return parser


def _add_play(commands: argparse._SubParsersAction[_Parser]) -> None:
    play = _command(commands, "play", "play a lecture")
    play.add_argument("source", metavar="SOURCE", help=SOURCE_HELP)
    play.add_argument(
        "--transcript",
        metavar="FILE",
        type=Path,
        action="append",
        help="the transcript, if it is not beside the media; a second one stands beside the first",
    )
    demo = _command(commands, "demo", "play the demo lecture", module="play")
    demo.set_defaults(source=None, transcript=None)
    for parser in (play, demo):
        parser.add_argument(
            "--at", metavar="TIME", type=_time, help="start there: SS, MM:SS, H:MM:SS or 1h2m3s"
        )
        parser.add_argument("--find", metavar="PHRASE", help="start where this is said")
        parser.add_argument("--speed", metavar="X", type=_speed, help="1 is normal")
        parser.add_argument("--engine", choices=("auto", "vlc", "mpv", "silent"), help="what plays it")
        parser.add_argument("--no-video", action="store_true", help="sound only")
        parser.add_argument(
            "--plain", action="store_true", help="no screen: a line a segment, as it is spoken"
        )


def _add_find(commands: argparse._SubParsersAction[_Parser]) -> None:
    find = _command(commands, "find", "find a phrase in a lecture")
    find.add_argument(
        "query", metavar="QUERY", help="a few words; - reads one query a line and answers in JSON lines"
    )
    find.add_argument(
        "source", metavar="SOURCE", nargs="?", help="a lecture or a transcript file; else the whole library"
    )
    find.add_argument("--json", action="store_true", help="as JSON")
    find.add_argument("--limit", metavar="N", type=_count, default=10, help="how many at the most (10)")


def _add_transcript(commands: argparse._SubParsersAction[_Parser]) -> None:
    transcript = _command(commands, "transcript", "read a transcript and write it in another format")
    transcript.add_argument(
        "source", metavar="SOURCE", help="a transcript file, a table of lectures, or a lecture"
    )
    transcript.add_argument(
        "--to", choices=TRANSCRIPT_FORMS, help="the format (that of the ending of -o FILE, else text)"
    )
    transcript.add_argument(
        "-o", metavar="FILE", dest="output", type=Path, help="write here, not to standard output"
    )
    transcript.add_argument("--list", action="store_true", help="name the lectures that a table holds")
    transcript.add_argument(
        "--title", metavar="TITLE", help="a table's lecture: its id, or any part of its title that is unique"
    )
    transcript.add_argument(
        "--offset", metavar="SECONDS", type=_offset, default=0, help="move all later (-1.5: earlier)"
    )
    transcript.add_argument(
        "--stretch",
        metavar="A=B,C=D",
        type=_stretch,
        help="what the file has at A is said at B, and at C at D: all else lies on their line",
    )


def _add_sync(commands: argparse._SubParsersAction[_Parser]) -> None:
    sync = _command(commands, "sync", "find by ear where a transcript belongs on its sound, and keep that")
    sync.add_argument("source", metavar="SOURCE", help="a lecture")
    sync.add_argument(
        "--transcript", metavar="FILE", type=Path, help="the transcript, if it is not beside the media"
    )
    sync.add_argument("--json", action="store_true", help="as JSON")
    choice = sync.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="only say it")
    choice.add_argument("--forget", action="store_true", help="have the transcript as its file has it again")


def _add_notes(commands: argparse._SubParsersAction[_Parser]) -> None:
    notes = _command(commands, "notes", "list, add and export notes")
    actions = notes.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Parser)
    listing = actions.add_parser("list", help="the notes of a lecture, or all")
    adding = actions.add_parser("add", help="add a note")
    exporting = actions.add_parser("export", help="write notes to a file or standard output")
    for parser in (listing, exporting):
        parser.add_argument("source", metavar="SOURCE", nargs="?", help="a lecture; else all of them")
    listing.add_argument("--json", action="store_true", help="as JSON")
    adding.add_argument("source", metavar="SOURCE", help=SOURCE_HELP)
    adding.add_argument("text", metavar="TEXT", help="what to note")
    adding.add_argument(
        "--at", metavar="TIME", type=_time, help="the moment; else the one in SOURCE@TIME, or where you left"
    )
    exporting.add_argument("--to", choices=("md", "json"), default="md", help="the format (md)")
    exporting.add_argument(
        "-o", metavar="FILE", dest="output", type=Path, help="write here, not to standard output"
    )
