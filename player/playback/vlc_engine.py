"""Makes libVLC follow what was asked for, and tells what libVLC does.

Belongs to one thread, the `hear` methods excepted: those are for libVLC's own threads and only set the
clock or post a job. A job that comes from a medium no longer wanted is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from player.model import Millis
from player.playback.announcer import Announcer
from player.playback.clock import MediaClock
from player.playback.ending import (
    Ending,
    cut_sentence,
    error_sentence,
    how_it_ended,
    no_media_sentence,
    playlist_sentence,
)
from player.playback.install_advice import no_window_sentence
from player.playback.media_file import refusal
from player.playback.port import ChaptersKnown, Degraded, Ended, Failed, LengthKnown, PlayState, StateChanged
from player.playback.seek_pacing import SeekPacing
from player.playback.serial_thread import Job
from player.playback.sound_output import DUMMY, SERVER_BACK, SERVER_LOST, SoundOutput, silence_sentence
from player.playback.timed_output import TimedOutput
from player.playback.vlc_latency import behind_ms
from player.playback.vlc_player import Callbacks, VlcPlayer
from player.playback.vlc_rate import VlcRate
from player.playback.wishes import Opening, Wishes

OUTPUTS_READY_SECONDS = 2.5
"""By then any sound that is going to come has come, and a window has opened."""


class VlcEngine:
    """One libVLC player; `post` brings a job to the engine's thread."""

    def __init__(
        self,
        wishes: Wishes,
        clock: MediaClock,
        sound: SoundOutput,
        post: Callable[[Job], None],
        *,
        video: bool,
    ) -> None:
        self._wishes = wishes
        self._clock = clock
        self._sound = sound
        self._post = post
        self._video = video
        self._player: VlcPlayer | None = None
        self._output: TimedOutput | None = None
        self._is_output_lost = False
        self._on_air: Opening | None = None
        self._rate = VlcRate(wishes, clock)
        self._pacing = SeekPacing()
        self._sound_set: tuple[int, bool] | None = None  # None while libVLC has not taken it
        self._state = PlayState.PAUSED
        self._state_since = 0.0
        self._outputs_checked = False
        self.announcer = Announcer()

    # libVLC's threads

    def callbacks(self) -> Callbacks:
        """What libVLC is to call."""
        return Callbacks(
            sample=lambda media_ms: self._clock.sample(media_ms, monotonic()),
            buffering=self._hear_buffering,
            playing=self._hear_playing,
            sounding=lambda: self._post(self._adjust_sound),
            paused=self._hear_paused,
            length=lambda length: self._post_of_medium(partial(self._learn_length, length)),
            ended=lambda: self._post_of_medium(partial(self._end, monotonic())),
            error=lambda: self._post_of_medium(partial(self._fail_with, error_sentence)),
        )

    def _post_of_medium(self, job: Callable[[Opening], None]) -> None:
        on_air = self._on_air
        if on_air is not None:
            self._post(lambda: job(on_air) if on_air is self._wishes.opening else None)

    def _hear_buffering(self, percent: float) -> None:
        self._clock.buffering(percent, monotonic())
        self._pacing.buffering(percent)
        if percent >= 100:
            # Now the next seek may go; what state this is, `look` tells after every job.
            self._post(self.follow)

    def _hear_playing(self) -> None:
        self._clock.playing(monotonic())
        self._post_of_medium(self._plays)

    def _hear_paused(self) -> None:
        self._clock.paused(monotonic())
        self._post(self.follow)

    # the engine's thread

    def use(self, player: VlcPlayer, output: TimedOutput | None = None) -> None:
        """Play through `player` from now on, and let `output` play the sound where it is given."""
        self._player = player
        if output is not None:
            self._output = self._rate.output = output
            player.play_through(output)
            self._clock.follow_output(partial(behind_ms, output))
            output.listen(
                begins=lambda: self._post_of_medium(partial(self._sound_begins, self._rate.places)),
                turns=self._clock.rate_heard,
            )

    def release(self) -> None:
        """Stop and give libVLC back."""
        self._on_air = None
        player, self._player = self._player, None
        self._drop_sound()
        output, self._output = self._output, None
        if player is not None:
            player.release()
        if output is not None:
            output.close()

    def follow(self) -> None:
        """Bring libVLC to what is wanted now."""
        opening, player = self._wishes.opening, self._player
        if opening is None or player is None:
            return
        if opening is not self._on_air:
            self._start(opening, player)
        elif opening.phase is PlayState.PLAYING:
            self._steer(player)

    def _start(self, opening: Opening, player: VlcPlayer) -> None:
        self._on_air = None
        self._drop_sound()
        player.stop()
        if self._output is not None:
            self._output.expect()
        self.announcer.new_medium()
        if self._sound.missing is not None:
            self.announcer.announce(Degraded(self._sound.missing))
        self._on_air = opening
        self._outputs_checked = False
        path = opening.playable.path
        reason = refusal(path)
        if reason is not None:
            self._fail(opening, reason)
            return
        self._clock.seek_sent(monotonic())
        self._pacing.reset()
        player.expect(path)
        self._rate.begin_place(player)
        if not player.start(path, opening.at, paused=self._wishes.paused):
            self._fail_with(error_sentence, opening)
            return
        self._sound_set = None
        self._adjust_sound()

    def _drop_sound(self) -> None:
        if self._output is not None:
            self._output.abandon()

    def _steer(self, player: VlcPlayer) -> None:
        wishes = self._wishes
        if self._pacing.is_free:
            self._seek(player)
        if wishes.paused == self._clock.is_playing:
            player.set_pause(wishes.paused)
        self._adjust_sound()

    def _seek(self, player: VlcPlayer) -> None:
        now = monotonic()
        target = self._wishes.take_seek(now)
        if target is None:
            self._rate.follow(player)
            return
        self._rate.begin_place(player)
        self._pacing.sent(now)
        player.seek(target)

    def _sound_begins(self, place: int, opening: Opening) -> None:
        if self._player is not None and not opening.is_over:
            self._rate.sound_began(place, self._player)

    def _adjust_sound(self) -> None:
        wanted = (self._wishes.volume, self._wishes.muted)
        if self._player is None or self._on_air is None or wanted == self._sound_set:
            return
        if self._output is not None:
            self._output.set_sound(wanted[0], muted=wanted[1])
            self._sound_set = wanted
            return
        accepted = self._player.set_sound(wanted[0], muted=wanted[1])
        self._sound_set = wanted if accepted else None

    def _plays(self, opening: Opening) -> None:
        player = self._player
        if player is None or opening.is_over:
            return
        if opening.phase is PlayState.OPENING:
            opening.phase = PlayState.PLAYING
            chapters = player.chapters()
            if chapters:
                self.announcer.announce(ChaptersKnown(chapters))
        self._steer(player)

    def _learn_length(self, length: Millis, opening: Opening) -> None:
        if length > 0 and length != opening.length:
            opening.length = length
            self._clock.set_length(length)
            self.announcer.announce(LengthKnown(length))

    def _end(self, ended_at: float, opening: Opening) -> None:
        heard = self._clock.position(ended_at)
        ending = how_it_ended(
            heard=None if self._clock.last_sample is None else heard,
            sought=self._clock.unconfirmed_seek,
            length=opening.length,
            rate=self._wishes.rate,
        )
        if ending is Ending.CUT:
            self._fail(opening, cut_sentence(opening.playable.path, heard, opening.length))
        elif ending is Ending.NOTHING_PLAYED:
            is_list = self._player is not None and self._player.names_other_files()
            self._fail_with(playlist_sentence if is_list else no_media_sentence, opening)
        elif self._finish(opening, PlayState.ENDED, at=opening.length):
            self.announcer.announce(Ended())

    def _finish(self, opening: Opening, phase: PlayState, at: Millis | None = None) -> bool:
        finished = self._wishes.finish(opening, phase, at, monotonic())
        if finished:
            self._tell_state()
        else:
            self.follow()
        return finished

    def _fail_with(self, sentence: Callable[[Path], str], opening: Opening) -> None:
        self._fail(opening, sentence(opening.playable.path))

    def _fail(self, opening: Opening, reason: str) -> None:
        if self._finish(opening, PlayState.FAILED):
            self.announcer.announce(Failed(reason, self._clock.position(monotonic())))

    def fail_unexpectedly(self, error: Exception) -> None:
        """A job failed in a way nobody foresaw: what is wanted cannot be played."""
        opening = self._wishes.opening
        if opening is not None:
            kind = type(error).__name__
            self._fail(opening, f"Playing stopped: libVLC failed ({kind}); open the lecture again.")

    # from time to time

    def look(self) -> None:
        """Tell a change of state, and do what libVLC was not ready for before."""
        self._tell_state()
        if self._pacing.give_up(monotonic()):
            self.follow()
        self._adjust_sound()
        self._revive_output()
        if self._player is not None:
            self._rate.restore(self._player)
        ready = self._state is PlayState.PLAYING and monotonic() - self._state_since > OUTPUTS_READY_SECONDS
        if ready and not self._outputs_checked and self._player is not None:
            self._outputs_checked = True
            self._check_outputs(self._player)

    def _revive_output(self) -> None:
        if self._output is None:
            return
        was_lost, self._is_output_lost = self._is_output_lost, not self._output.revive(monotonic())
        if self._is_output_lost and not was_lost:
            self.announcer.announce(Degraded(SERVER_LOST))
        elif was_lost and not self._is_output_lost:
            self.announcer.mended(Degraded(SERVER_LOST), Degraded(SERVER_BACK))

    def _tell_state(self) -> None:
        now = monotonic()
        state = self._wishes.state(now)
        if state is not self._state:
            self._state, self._state_since = state, now
            self.announcer.announce(StateChanged(state))

    def _check_outputs(self, player: VlcPlayer) -> None:
        if self._video and player.lacks_window():
            self.announcer.announce(Degraded(no_window_sentence()))
        opening = self._wishes.opening
        if (
            self._output is None
            and self._sound.module != DUMMY
            and opening is not None
            and player.takes_no_sound()
        ):
            self._sound = SoundOutput(DUMMY, silence_sentence())
            self._on_air = None
            player.stop()
            player.use_output(DUMMY)
            now = monotonic()
            self._wishes.open(opening.again(self._clock.position(now)), now, paused=self._wishes.paused)
            self.follow()
