"""Everything the player screen can do: one definition serves keys, help, palette and hints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from player.model import BOOKMARK_TAG, UNCLEAR_TAG
from player.ui.widgets.side_panel import SKIPPED

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

Action: TypeAlias = "Callable[[PlayerScreen], object]"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do: `id` names it in settings, `keys` are Textual's key names.

    Without keys it is done from the palette, until the settings give it some.
    """

    id: str
    keys: str
    text: str
    run: Action


def _seek(seconds: int) -> Action:
    return lambda player: player.session.seek_by(seconds * 1000)


def _tenth(tenth: int) -> Command:
    name = f"seek.{tenth * 10}_percent"
    return Command(
        name, str(tenth), f"go to {tenth * 10} %", lambda player: player.session.seek_share(tenth / 10)
    )


PLAYBACK = (
    Command("playback.toggle", "space,k", "play or pause", lambda player: player.session.toggle()),
    Command("seek.back_5", "left", "back 5 s", _seek(-5)),
    Command("seek.on_5", "right", "on 5 s", _seek(5)),
    Command("seek.back_10", "j", "back 10 s", _seek(-10)),
    Command("seek.on_10", "l", "on 10 s", _seek(10)),
    Command("seek.back_1", "shift+left", "back 1 s", _seek(-1)),
    Command("seek.on_1", "shift+right", "on 1 s", _seek(1)),
    Command(
        "seek.previous_segment", "comma", "previous segment", lambda player: player.session.seek_segments(-1)
    ),
    Command("seek.next_segment", "full_stop", "next segment", lambda player: player.session.seek_segments(1)),
    Command("seek.segment_again", "r", "the segment again", lambda player: player.session.seek_segments(0)),
    Command("seek.time", "t", "go to a time", lambda player: player.prompts.ask_time()),
    Command(
        "seek.jump_back", "ctrl+o", "back to before the last jump", lambda player: player.steering.jump_back()
    ),
    Command("seek.jump_on", "ctrl+n", "on again after ctrl+o", lambda player: player.steering.jump_on()),
    Command(
        "rate.slower",
        "left_square_bracket,less_than_sign",
        "slower",
        lambda player: player.steering.step_rate(-0.1),
    ),
    Command(
        "rate.faster",
        "right_square_bracket,greater_than_sign",
        "faster",
        lambda player: player.steering.step_rate(0.1),
    ),
    Command("rate.normal", "backspace", "normal speed", lambda player: player.steering.set_rate(1.0)),
    Command(
        "rate.flip", "backslash", "between 1× and the other speed", lambda player: player.steering.flip_rate()
    ),
    Command("volume.up", "plus,equals_sign", "louder", lambda player: player.steering.step_volume(5)),
    Command("volume.down", "minus", "quieter", lambda player: player.steering.step_volume(-5)),
    Command("volume.mute", "m", "mute", lambda player: player.steering.toggle_mute()),
    Command(
        "lecture.previous",
        "left_curly_bracket",
        "the folder's previous lecture",
        lambda player: player.steering.open_neighbour(-1),
    ),
    Command(
        "lecture.next",
        "right_curly_bracket",
        "the folder's next lecture",
        lambda player: player.steering.open_neighbour(1),
    ),
    Command("loop.mark", "L", "loop: start, end, off", lambda player: player.steering.mark_loop()),
    Command("loop.segment", "R", "repeat the segment", lambda player: player.steering.loop_segment()),
)

TRANSCRIPT = (
    Command("transcript.up", "up", "choose the segment above", lambda player: player.transcript.choose(-1)),
    Command(
        "transcript.down", "down", "choose the segment below", lambda player: player.transcript.choose(1)
    ),
    Command("transcript.page_up", "pageup", "a page up", lambda player: player.transcript.turn_page(-1)),
    Command("transcript.page_down", "pagedown", "a page down", lambda player: player.transcript.turn_page(1)),
    Command(
        "transcript.first",
        "home",
        "the first segment",
        lambda player: player.transcript.choose_end(last=False),
    ),
    Command(
        "transcript.last", "end", "the last segment", lambda player: player.transcript.choose_end(last=True)
    ),
    Command(
        "transcript.play",
        "enter",
        "play from the chosen segment",
        lambda player: player.transcript.play_chosen(),
    ),
    Command("transcript.follow", "f", "follow the voice again", lambda player: player.transcript.follow()),
    Command(
        "transcript.paragraphs",
        "p",
        "paragraphs, or a segment a line",
        lambda player: player.appearance.flip_view(),
    ),
    Command(
        "transcript.toggle", "c", "transcript on and off", lambda player: player.appearance.flip_transcript()
    ),
    Command(
        "transcript.confidence",
        "",
        "words of low confidence dim, or as the others",
        lambda player: player.appearance.flip_doubtful(),
    ),
    Command("transcript.edit", "E", "correct the segment", lambda player: player.editing.begin()),
    Command(
        "transcript.restore", "ctrl+e", "the segment as in its file", lambda player: player.editing.restore()
    ),
    Command(
        "transcript.earlier",
        "z",
        "transcript 100 ms earlier",
        lambda player: player.steering.shift_offset(-100),
    ),
    Command(
        "transcript.later", "x", "transcript 100 ms later", lambda player: player.steering.shift_offset(100)
    ),
    Command(
        "transcript.copy",
        "y",
        "copy the segment",
        lambda player: player.steering.copy_segment(with_time=False),
    ),
    Command(
        "transcript.copy_time",
        "Y",
        "copy it with its time",
        lambda player: player.steering.copy_segment(with_time=True),
    ),
)

TRACKS = (
    Command("track.next", "v", "the next transcript", lambda player: player.track_choice.next_main()),
    Command(
        "track.second",
        "V",
        "the next beside it, or none",
        lambda player: player.track_choice.next_second(),
    ),
    Command(
        "track.second_earlier",
        "Z",
        "the one beside it 100 ms earlier",
        lambda player: player.track_choice.shift_second(-100),
    ),
    Command(
        "track.second_later",
        "X",
        "the one beside it 100 ms later",
        lambda player: player.track_choice.shift_second(100),
    ),
)

SEARCH = (
    Command("search.open", "slash,ctrl+f", "search what was said", lambda player: player.searching.open()),
    Command("search.next", "n", "next match", lambda player: player.searching.walk(1)),
    Command("search.previous", "N", "previous match", lambda player: player.searching.walk(-1)),
)

NOTES = (
    Command("note.write", "i", "note at this moment", lambda player: player.note_taking.begin()),
    Command("note.bookmark", "b", "bookmark", lambda player: player.note_taking.stamp(BOOKMARK_TAG)),
    Command(
        "note.unclear", "u", "did not understand this", lambda player: player.note_taking.stamp(UNCLEAR_TAG)
    ),
    Command("note.panel", "B", "notes", lambda player: player.panels.flip("notes")),
    Command(
        "note.edit",
        "e",
        "lines not read; in notes: edit one",
        lambda player: player.panels.edit_note_or_flip_skipped(),
    ),
    Command("note.delete", "d", "delete the note", lambda player: player.note_taking.delete()),
    Command("note.undo", "U", "bring a deleted note back", lambda player: player.note_taking.undo()),
)

SCREEN = (
    Command("panel.skipped", "S", "lines not read", lambda player: player.panels.flip(SKIPPED)),
    Command("panel.next", "tab", "next list of the panel", lambda player: player.panels.next()),
    Command(
        "screen.go",
        "g",
        "lists: g then l, c, n, h or s",
        lambda player: player.panels.await_go(),
    ),
    Command("screen.escape", "escape", "close, dismiss, follow again", lambda player: player.escape()),
    Command("screen.theme", "T", "dark or light", lambda player: player.appearance.flip_theme()),
    Command("screen.help", "question_mark", "all keys", lambda player: player.show_help()),
    Command("screen.palette", "ctrl+p", "palette", lambda player: player.app.action_command_palette()),
    Command("screen.quit", "q,ctrl+q", "quit; the place is kept", lambda player: player.app.exit()),
)

TENTHS = tuple(_tenth(tenth) for tenth in range(10))
GROUPS: dict[str, tuple[Command, ...]] = {
    "Playing": PLAYBACK,
    "Transcript": TRANSCRIPT,
    "Two transcripts": TRACKS,
    "Search": SEARCH,
    "Notes": NOTES,
    "Screen": SCREEN,
}
COMMANDS: dict[str, Command] = {
    command.id: command for group in (*GROUPS.values(), TENTHS) for command in group
}
