"""Makes mpv follow what was asked for, and tells what mpv does; belongs to one thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from player.errors import PlaybackError
from player.model import Millis
from player.playback.announcer import Announcer
from player.playback.clock import MediaClock
from player.playback.ending import Ending, cut_sentence, how_it_ended, no_media_sentence
from player.playback.media_file import refusal
from player.playback.mpv_ipc import Message, Reply
from player.playback.mpv_latency import filter_latency_ms
from player.playback.mpv_player import MpvPlayer
from player.playback.mpv_process import MpvProcess
from player.playback.mpv_reports import Snapshot, read_chapters, read_snapshot
from player.playback.mpv_sentences import HUNG, LOST, NO_SOUND, error_sentence, refused_sentence, unforeseen
from player.playback.port import ChaptersKnown, Degraded, Ended, Failed, LengthKnown, PlayState, StateChanged
from player.playback.serial_thread import Job
from player.playback.sound_output import DUMMY, SoundOutput
from player.playback.wishes import Opening, Wishes

ANSWER_SECONDS = 10.0
"""mpv answers within milliseconds; after this long it hangs."""

SEEK_SECONDS = 1.0
"""A seek that takes longer may be overtaken by the next one."""

LOOK_SECONDS = 0.05
IDLE_LOOK_SECONDS = 1.0
"""How often mpv is asked where it is; one that plays nothing, whether it still answers."""

PROMPT_SECONDS = 0.02
STALE_SECONDS = 0.5
"""An answer this slow may be wrong by half of that: it counts only when no prompt one came for so long."""


class MpvEngine:
    """One mpv after another, should one die; `post` brings a job to the engine's thread."""

    def __init__(
        self,
        wishes: Wishes,
        clock: MediaClock,
        sound: SoundOutput,
        post: Callable[[Job], None],
        launch: Callable[[], MpvProcess],
    ) -> None:
        self._wishes = wishes
        self._clock = clock
        self._sound = sound
        self._post = post
        self._launch = launch
        self._player: MpvPlayer | None = None
        self._state = PlayState.PAUSED
        self._forget_medium()
        self.announcer = Announcer()

    def _forget_medium(self) -> None:
        self._on_air: Opening | None = None
        self._restarting_since: float | None = None
        self._sampled_at = 0.0
        self._waits = True
        self._has_asked_chapters = False

    def use(self, process: MpvProcess) -> None:
        """Play through `process` from now on."""
        self._player = self._join(process)

    def _join(self, process: MpvProcess) -> MpvPlayer:
        return MpvPlayer(process, self._post, self._hear, lambda gone: self._lose(gone, LOST))

    def release(self) -> None:
        """End mpv."""
        self._forget_medium()
        player, self._player = self._player, None
        if player is not None:
            player.close()

    # what is wanted

    def follow(self) -> None:
        """Bring mpv to what is wanted now."""
        opening = self._wishes.opening
        if opening is None:
            return
        if opening is not self._on_air:
            self._start(opening)
        elif opening.phase is PlayState.PLAYING and self._player is not None:
            self._steer(self._player)

    def _start(self, opening: Opening) -> None:
        self._forget_medium()
        self._on_air = opening
        self.announcer.new_medium()
        if self._sound.missing is not None:
            self.announcer.announce(Degraded(self._sound.missing))
        path = opening.playable.path
        reason = refusal(path)
        if reason is not None:
            self._fail(opening, reason)
            return
        try:
            player = self._player = self._player or self._join(self._launch())
        except PlaybackError as error:
            self._fail(opening, str(error))
            return
        now = monotonic()
        self._clock.seek_sent(now)
        self._restarting_since = now
        player.set_property("speed", self._wishes.rate)
        self._set_pause_and_sound(player)
        player.load(path, opening.at, failed=partial(self._fail, opening, error_sentence(path)))

    def _steer(self, player: MpvPlayer) -> None:
        self._set_pause_and_sound(player)
        now = monotonic()
        since = self._restarting_since
        if since is not None and now - since < SEEK_SECONDS:
            return
        target = self._wishes.take_seek(now)
        if player.set_property("speed", self._wishes.rate) and target is None:
            # The output still holds sound of the old speed: a seek to this very place empties it, and
            # mpv's pitch filter, whose error grows with every change up to version 0.36, starts anew.
            target = self._clock.position(now)
        if target is not None:
            self._restarting_since = now
            player.seek(target, then=self._seeks)

    def _set_pause_and_sound(self, player: MpvPlayer) -> None:
        player.set_property("pause", self._wishes.paused)
        player.set_property("volume", self._wishes.volume)
        player.set_property("mute", self._wishes.muted)

    # what mpv says

    def _hear(self, event: str, message: Message, at: float) -> None:
        opening, player = self._on_air, self._player
        if player is None or opening is None or opening is not self._wishes.opening:
            return
        if event == "playback-restart":
            self._restarted(opening, player, at)
        elif event == "property-change":
            self._look(player)
        elif event == "end-file":
            reason = refused_sentence(opening.playable.path, message)
            if reason is not None:
                self._fail(opening, reason)

    def _seeks(self, reply: Reply) -> None:
        if reply.error is not None:
            self._restarting_since = None

    def _restarted(self, opening: Opening, player: MpvPlayer, at: float) -> None:
        """The sound is ready behind the last start or seek."""
        self._restarting_since = None
        if opening.phase is PlayState.OPENING:
            opening.phase = PlayState.PLAYING
        if opening.phase is PlayState.PLAYING:
            self._sounds(at)
            self._steer(player)
            self._look(player)

    def _look(self, player: MpvPlayer) -> None:
        player.look(then=partial(self._see, player, self._on_air))

    def _see(self, player: MpvPlayer, opening: Opening | None, reply: Reply) -> None:
        snapshot = read_snapshot(reply.value)
        is_current = opening is not None and opening is self._on_air and opening is self._wishes.opening
        if opening is None or snapshot is None or not is_current or opening.phase is not PlayState.PLAYING:
            return
        self._learn(opening, player, snapshot)
        restarting = self._is_restarting(snapshot, reply.taken_at)
        if snapshot.paused and not restarting:
            self._clock.paused(reply.taken_at)
        elif snapshot.at_end and not restarting:
            self._stands_at_end(opening, player, reply.taken_at)
        elif snapshot.is_idle and not snapshot.paused:
            self._waits = True
            self._clock.buffering(0, reply.taken_at)
        elif not restarting:
            self._runs(player, snapshot, reply)

    def _is_restarting(self, snapshot: Snapshot, at: float) -> bool:
        since = self._restarting_since
        if since is not None and not snapshot.is_idle and at - since > SEEK_SECONDS:
            # The sound runs, so the seek is over, whatever became of the word of it.
            self._restarting_since = None
        return self._restarting_since is not None

    def _learn(self, opening: Opening, player: MpvPlayer, snapshot: Snapshot) -> None:
        if snapshot.length is not None and snapshot.length != opening.length:
            opening.length = snapshot.length
            self._clock.set_length(snapshot.length)
            self.announcer.announce(LengthKnown(snapshot.length))
        if snapshot.chapters and not self._has_asked_chapters:
            self._has_asked_chapters = True
            player.ask_chapters(then=partial(self._learn_chapters, opening))
        if snapshot.output == "null" and self._sound.module != DUMMY:
            self._sound = SoundOutput(DUMMY, NO_SOUND)
            self.announcer.announce(Degraded(NO_SOUND))

    def _learn_chapters(self, opening: Opening, reply: Reply) -> None:
        if opening is self._wishes.opening:
            self.announcer.announce(ChaptersKnown(read_chapters(reply.value)))

    def _runs(self, player: MpvPlayer, snapshot: Snapshot, reply: Reply) -> None:
        at = reply.taken_at
        self._clock.playing(at)
        if self._waits:
            self._sounds(at)
        is_stale = reply.received_at - self._sampled_at > STALE_SECONDS
        if snapshot.heard_ms is not None and (reply.round_trip <= PROMPT_SECONDS or is_stale):
            self._sampled_at = reply.received_at
            heard_ms = snapshot.heard_ms - filter_latency_ms(player.version, self._wishes.rate)
            self._clock.sample(round(heard_ms), at)

    def _sounds(self, at: float) -> None:
        self._waits = False
        self._clock.buffering(100, at)

    # the end

    def _stands_at_end(self, opening: Opening, player: MpvPlayer, at: float) -> None:
        self._steer(player)
        if self._restarting_since is not None:
            return
        self._clock.playing(at)
        self._sounds(at)
        sought = self._clock.lost_seek
        if sought is not None:
            # It was carried out, and led to the end.
            self._clock.sample(sought, at)
        self._end(opening, at)

    def _end(self, opening: Opening, at: float) -> None:
        heard = self._clock.position(at)
        known, sought = self._clock.last_sample is not None, self._clock.unconfirmed_seek
        ending = how_it_ended(
            heard=heard if known else None, sought=sought, length=opening.length, rate=self._wishes.rate
        )
        if ending is Ending.CUT:
            self._fail(opening, cut_sentence(opening.playable.path, heard, opening.length))
        elif ending is Ending.NOTHING_PLAYED:
            self._fail(opening, no_media_sentence(opening.playable.path))
        elif self._finish(opening, PlayState.ENDED, at=opening.length):
            self.announcer.announce(Ended())

    def _finish(self, opening: Opening, phase: PlayState, at: Millis | None = None) -> bool:
        finished = self._wishes.finish(opening, phase, at, monotonic())
        if finished:
            if self._player is not None:
                self._player.unload()
            self._tell_state()
        else:
            self.follow()
        return finished

    def _fail(self, opening: Opening, reason: str) -> None:
        if self._finish(opening, PlayState.FAILED):
            self.announcer.announce(Failed(reason, self._clock.position(monotonic())))

    def fail_unexpectedly(self, error: Exception) -> None:
        """A job failed in a way nobody foresaw: what is wanted cannot be played."""
        opening = self._wishes.opening
        if opening is not None:
            self._fail(opening, unforeseen(error))

    def _lose(self, player: MpvPlayer, sentence: str) -> None:
        """mpv is gone, or is given up."""
        opening = self._on_air
        if player is self._player:
            self.release()
            if opening is not None and opening is self._wishes.opening:
                self._fail(opening, sentence)

    # from time to time

    def look(self) -> None:
        """Tell a change of state, ask mpv where it is, and give it up when it does not answer."""
        self._tell_state()
        player, now = self._player, monotonic()
        if player is None:
            return
        waits_since = player.waits_since()
        if waits_since is not None and now - waits_since > ANSWER_SECONDS:
            self._lose(player, HUNG)
            return
        rests = self._state in (PlayState.PAUSED, PlayState.ENDED, PlayState.FAILED)
        if not player.is_looking and now - player.looked_at >= (IDLE_LOOK_SECONDS if rests else LOOK_SECONDS):
            self._look(player)

    def _tell_state(self) -> None:
        state = self._wishes.state(monotonic())
        if state is not self._state:
            self._state = state
            self.announcer.announce(StateChanged(state))
