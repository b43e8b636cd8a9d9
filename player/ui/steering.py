"""Wishes that need a word of answer: speed, volume, loops, offset, jumps, copying."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from player.loop import Loop
from player.model import Millis
from player.sources.local import neighbour_of
from player.times import clock_text
from player.ui.widgets.title_line import rate_text

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen


class Steering:
    """Steers the session and says in the message line what came of it."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._session = player.session

    def _say(self, text: str) -> None:
        self._player.messages.say(text)

    def play_from_word(self, segment: int, character: int) -> None:
        """Play from the word that a segment's character is in, from the segment's start at its first."""
        words = self._session.words_in(segment) if character else ()
        word = next((word for word in words if character < word.stop), None)
        self._player.play_from(word.start if word else self._session.segments[segment].start)

    def step_rate(self, step: float) -> None:
        """Faster or slower."""
        self._say(f"Speed {rate_text(self._session.step_rate(step))}")

    def set_rate(self, rate: float) -> None:
        """This speed."""
        self._say(f"Speed {rate_text(self._session.set_rate(rate))}")

    def flip_rate(self) -> None:
        """Normal speed or the other one."""
        self._say(f"Speed {rate_text(self._session.flip_rate())}")

    def step_volume(self, step: int) -> None:
        """Louder or softer."""
        self._say(f"Volume {self._session.step_volume(step)}")

    def toggle_mute(self) -> None:
        """Silence or restore."""
        self._say("Muted: m brings the sound back." if self._session.toggle_mute() else "Sound is on.")

    def mark_loop(self) -> None:
        """Start, end, off."""
        self._say(self._loop_text(self._session.mark_loop()))

    def loop_segment(self) -> None:
        """Repeat the segment, or stop repeating."""
        was_off = self._session.loop is None
        loop = self._session.loop_segment()
        self._say("Nothing is being said now." if was_off and loop is None else self._loop_text(loop))

    @staticmethod
    def _loop_text(loop: Loop | None) -> str:
        if loop is None:
            return "Loop off."
        if loop.end is None:
            return f"Loop from {clock_text(loop.start)}: L again where it should end."
        return f"Loop {clock_text(loop.start)} to {clock_text(loop.end)}: L or R ends it."

    def shift_offset(self, step: Millis) -> None:
        """Transcript earlier or later."""
        offset = self._session.shift_offset(step)
        self._player.transcript.show_offset(offset)
        self._player.track_choice.set_again_soon()
        self._player.note_taking.redraw()
        self._say(f"Transcript {offset / 1000:+.1f} s" if offset else "Transcript as in its file")

    def jump_back(self) -> None:
        """To before the last jump."""
        self._moved(self._session.jump_back(), "There is no jump to go back from.")

    def jump_on(self) -> None:
        """On again after going back."""
        self._moved(self._session.jump_forward(), "There is nothing to go on to.")

    def _moved(self, moved: bool, otherwise: str) -> None:
        if moved:
            self._player.transcript.follow()
        else:
            self._say(otherwise)

    def open_neighbour(self, step: int) -> None:
        """Leave this lecture for the next or the previous one of its folder."""
        self._player.run_reporting(self._open_neighbour(step))

    async def _open_neighbour(self, step: int) -> None:
        media = await asyncio.to_thread(neighbour_of, self._session.lecture.playable.path, step)
        if media is None:
            self._say(f"This is the {'last' if step > 0 else 'first'} lecture of its folder.")
        else:
            self._player.leave_for(str(media))

    def meant_segment(self) -> int | None:
        """The chosen segment, else the one being spoken."""
        chosen = self._player.transcript.chosen
        return self._session.snapshot().segment if chosen is None else chosen

    def copy_segment(self, *, with_time: bool) -> None:
        """Copy the chosen segment or the one being spoken."""
        number = self.meant_segment()
        if number is None:
            self._say("Nothing is being said now.")
            return
        segment = self._session.segments[number]
        time = clock_text(self._session.media_time(segment.start))
        text = f"[{time}] {segment.text} ({self._session.lecture.title})" if with_time else segment.text
        self._player.app.copy_to_clipboard(text)
        self._say("Copied with its time." if with_time else "Copied.")
