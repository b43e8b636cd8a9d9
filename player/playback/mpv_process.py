"""Starts and ends mpv as a child that nobody else can steer and that dies with this program.

The two are joined by a pair of sockets and not by a socket in a folder: no other program can connect,
nothing is left on disk, and mpv quits by itself when our end closes, however this program ended.
"""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from player.errors import PlaybackError
from player.playback.install_advice import mpv_remedy
from player.playback.mpv_ipc import Message, command_line, read_message
from player.playback.sound_output import DUMMY

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())

START_SECONDS = 10.0
QUIT_SECONDS = 1.0

_ARGUMENTS = (
    # Nothing of the user's, no scripts, no terminal.
    "--no-config",
    "--no-terminal",
    "--load-scripts=no",
    "--load-auto-profiles=no",
    "--load-osd-console=no",
    "--load-stats-overlay=no",
    "--osc=no",
    "--ytdl=no",
    "--resume-playback=no",
    "--save-position-on-quit=no",
    # It waits for our commands, and stands at the end of a medium until we have judged that end.
    "--idle=yes",
    "--keep-open=yes",
    "--keep-open-pause=no",
    # A file is only itself: no list of others, no files beside it, no address in it. libavformat alone
    # reads it, because mpv's own readers are those of playlists, edit lists, archives and linked files.
    "--demuxer=lavf",
    "--access-references=no",
    "--demuxer-lavf-o=protocol_whitelist=file",
    "--load-unsafe-playlists=no",
    "--ordered-chapters=no",
    "--autoload-files=no",
    "--sub-auto=no",
    "--audio-file-auto=no",
    "--cover-art-auto=no",
    "--audio-display=no",
    "--sid=no",
    # Exact seeks, the voice's own pitch at every speed, and the clock goes on without a sound device.
    "--hr-seek=yes",
    "--audio-pitch-correction=yes",
    "--audio-fallback-to-null=yes",
    "--volume-max=1000",
    # Keys and clicks in mpv's own window would steer it behind our back.
    "--input-default-bindings=no",
    "--input-builtin-bindings=no",
    "--input-vo-keyboard=no",
    "--input-cursor=no",
    "--input-media-keys=no",
    "--osd-level=0",
)


@dataclass(frozen=True, slots=True)
class MpvProcess:
    """A running mpv that has answered once."""

    child: subprocess.Popen[bytes]
    socket: socket.socket
    version: str

    def stop(self) -> None:
        """Close the connection, which ends mpv, and leave no zombie; safe to call twice."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        _end(self.child)


def start_mpv(*, video: bool, sound_output: str | None) -> MpvProcess:
    """Start mpv and wait for its first answer; raises PlaybackError with the command that mends it.

    `sound_output` is one of mpv's outputs ("dummy" for none), tried before the others.
    """
    program = _find()
    ours, its = socket.socketpair()
    with its:
        command = [
            program,
            *_ARGUMENTS,
            *_choices(video, sound_output),
            f"--input-ipc-client=fd://{its.fileno()}",
        ]
        try:
            child = subprocess.Popen(  # noqa: S603
                command,
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Out of the terminal's reach: Ctrl-C is ours to answer.
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise PlaybackError(f"mpv cannot be started: {error.strerror}; {mpv_remedy()}.") from error
    try:
        return MpvProcess(child, ours, _first_answer(ours))
    except BaseException:
        ours.close()
        _end(child)
        raise


def probe() -> str:
    """The version of the mpv here, after starting it once; raises PlaybackError."""
    process = start_mpv(video=False, sound_output=DUMMY)
    process.stop()
    return process.version


def _find() -> str:
    if sys.platform == "win32":
        raise PlaybackError("mpv cannot be steered on Windows; install VLC 3 from https://www.videolan.org.")
    program = shutil.which("mpv")
    if program is None:
        raise PlaybackError(f"mpv is not installed; {mpv_remedy()}.")
    return program


def _choices(video: bool, sound_output: str | None) -> list[str]:
    choices = [] if video else ["--no-video"]
    if sound_output is not None:
        # With the comma at its end the list goes on with mpv's own choice.
        choices.append("--ao=null" if sound_output == DUMMY else f"--ao={sound_output},")
    return choices


def _first_answer(connection: socket.socket) -> str:
    deadline = monotonic() + START_SECONDS
    answer = None
    try:
        connection.settimeout(START_SECONDS)
        connection.sendall(command_line(("get_property", "mpv-version"), 0))
        answer = _answer_before(connection, deadline)
    except TimeoutError as error:
        raise PlaybackError(f"mpv does not answer; {mpv_remedy()}.") from error
    except OSError:
        _log.debug("mpv left before it answered", exc_info=True)
    if answer is None:
        raise PlaybackError(f"mpv does not start: version 0.33 or newer is needed; {mpv_remedy()}.")
    connection.settimeout(None)
    return str(answer.get("data")).removeprefix("mpv ")


def _answer_before(connection: socket.socket, deadline: float) -> Message | None:
    """The first reply; None when mpv went away. Events that come before it mean nothing yet."""
    received = b""
    while monotonic() < deadline:
        chunk = connection.recv(4096)
        if not chunk:
            return None
        received += chunk
        *lines, received = received.split(b"\n")
        for line in lines:
            message = read_message(line)
            if message is not None and "error" in message:
                return message
    raise TimeoutError


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(QUIT_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
