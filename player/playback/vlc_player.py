"""libVLC's media player with typed calls; belongs to one thread, and imports no vlc itself.

The module is handed in because `import vlc` fails in many ways where libVLC is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from player.model import Chapter, Millis
from player.playback.container import Container, container_of
from player.playback.pulse_stream import CHANNELS, FRAMES_A_SECOND
from player.playback.timed_output import TimedOutput
from player.transcript.characters import plain


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What libVLC's own threads call; none may call libVLC, raise, or wait."""

    sample: Callable[[Millis], None]
    buffering: Callable[[float], None]
    playing: Callable[[], None]
    sounding: Callable[[], None]
    paused: Callable[[], None]
    length: Callable[[Millis], None]
    ended: Callable[[], None]
    error: Callable[[], None]


class VlcPlayer:
    """One player for many media."""

    def __init__(self, vlc: Any, instance: Any, callbacks: Callbacks) -> None:
        self._vlc = vlc
        self._instance = instance
        self._media: Any = None
        self._container = Container()
        self._sound_callbacks: tuple[Any, ...] = ()
        self._player = instance.media_player_new()
        # Keys and clicks in VLC's own window would steer it behind our back.
        self._player.video_set_key_input(False)
        self._player.video_set_mouse_input(False)
        self._events = self._player.event_manager()
        self._attached = self._callbacks_by_kind(callbacks)
        for kind, callback in self._attached.items():
            self._events.event_attach(kind, callback)

    def _callbacks_by_kind(self, to: Callbacks) -> dict[Any, Callable[[Any], None]]:
        kinds = self._vlc.EventType
        return {
            kinds.MediaPlayerTimeChanged: lambda event: self._tell_time(to, event.u.new_time),
            kinds.MediaPlayerBuffering: lambda event: to.buffering(event.u.new_cache),
            kinds.MediaPlayerLengthChanged: lambda event: to.length(event.u.new_length),
            kinds.MediaPlayerPlaying: lambda _: to.playing(),
            kinds.MediaPlayerAudioVolume: lambda _: to.sounding(),
            kinds.MediaPlayerPaused: lambda _: to.paused(),
            kinds.MediaPlayerEndReached: lambda _: to.ended(),
            kinds.MediaPlayerEncounteredError: lambda _: to.error(),
        }

    def _tell_time(self, to: Callbacks, told_ms: Millis) -> None:
        # Near the end of an Ogg file libVLC tells 0 now and then, with the sound going on.
        if told_ms > 0:
            to.sample(told_ms - self._container.label_ms)

    def expect(self, path: Path) -> None:
        """The next `start` will be of this file."""
        self._container = container_of(path)

    def start(self, path: Path, at: Millis, *, paused: bool) -> bool:
        """Play the file from `at`, or stand there; whether libVLC tries to. Call `stop` before."""
        # media_new would take `/a:b` for an address; bytes, because names need not be text.
        media = self._instance.media_new_path(os.fsencode(path.absolute()))
        if media is None:
            return False
        if at:
            media.add_option(f":start-time={max(at + self._container.landing_ms, 0) / 1000:.3f}")
        if self._sound_callbacks:
            media.add_option(f":file-caching={self._container.read_ahead_ms}")
        if paused:
            media.add_option(":start-paused")
        self._replace_media(media)
        self._player.set_media(media)
        return bool(self._player.play() == 0)

    def stop(self) -> None:
        """Stop; no callback of the medium comes after this."""
        self._player.stop()

    def set_pause(self, paused: bool) -> None:
        """Pause or go on; libVLC ignores it before it plays."""
        self._player.set_pause(1 if paused else 0)

    def seek(self, position: Millis) -> None:
        """Go to `position`; libVLC ignores it before it plays and after the end."""
        self._player.set_time(max(position + self._container.landing_ms, 0))

    @property
    def settling_seconds(self) -> float:
        """How long after the first sound of a seek the rate is to be left alone."""
        return self._container.settling_seconds

    def seeks_at_any_rate(self) -> bool:
        """Whether a seek is right at other rates than 1; in some containers of sound alone it is not."""
        return self._container.seeks_at_any_rate or self._player.video_get_track_count() > 0

    def set_rate(self, rate: float) -> None:
        """Set the rate, which outlives the medium."""
        self._player.set_rate(rate)

    def set_sound(self, volume: int, *, muted: bool) -> bool:
        """Set both; False while no sound comes out yet, which is when libVLC forgets them."""
        accepted: int = self._player.audio_set_volume(volume)
        self._player.audio_set_mute(muted)
        return accepted == 0

    def play_through(self, output: TimedOutput) -> None:
        """Hand the sound of all later media to `output`, instead of to a module of libVLC's."""
        kinds = self._vlc.CallbackDecorators
        # Kept, because libVLC calls them for as long as the player lives.
        self._sound_callbacks = (
            kinds.AudioPlayCb(lambda _, samples, frames, due_us: output.play(samples, frames, due_us)),
            kinds.AudioPauseCb(lambda _, at_us: output.pause(at_us)),
            kinds.AudioResumeCb(lambda _, at_us: output.resume(at_us)),
            kinds.AudioFlushCb(lambda _, at_us: output.flush(at_us)),
            kinds.AudioDrainCb(lambda _: output.drain()),
        )
        self._player.audio_set_format("S16N", FRAMES_A_SECOND, CHANNELS)
        self._player.audio_set_callbacks(*self._sound_callbacks, None)

    def use_output(self, module: str) -> None:
        """Send the sound of later media to another output module."""
        self._player.audio_output_set(module)

    def takes_no_sound(self) -> bool:
        """Whether sound was decoded and the output has played none of it."""
        statistics = self._vlc.MediaStats()
        if self._media is None or not self._media.get_stats(statistics):
            return False
        decoded: int = statistics.decoded_audio
        played: int = statistics.played_abuffers
        return decoded > 0 and played == 0

    def lacks_window(self) -> bool:
        """Whether the medium has pictures and no window shows them; if so they are no longer decoded."""
        lacking = self._player.video_get_track_count() > 0 and not self._player.has_vout()
        if lacking:
            self._player.video_set_track(-1)
        return bool(lacking)

    def names_other_files(self) -> bool:
        """Whether the medium turned out to be a list of others."""
        entries = self._media.subitems() if self._media is not None else None
        if entries is None:
            return False
        count: int = entries.count()
        entries.release()
        return count > 0

    def chapters(self) -> tuple[Chapter, ...]:
        """The playing medium's own chapters."""
        if self._player.get_chapter_count() < 1:
            return ()
        return tuple(
            Chapter(int(described.time_offset), _title(described.name, number))
            for number, described in enumerate(self._player.get_full_chapter_descriptions(-1) or (), start=1)
        )

    def release(self) -> None:
        """Give everything back, the instance included."""
        for kind in self._attached:
            self._events.event_detach(kind)
        self._player.stop()
        self._replace_media(None)
        self._player.release()
        self._instance.release()

    def _replace_media(self, media: Any) -> None:
        if self._media is not None:
            self._media.release()
        self._media = media


def _title(name: bytes | None, number: int) -> str:
    return plain((name or b"").decode("utf-8", "replace")).strip() or f"Chapter {number}"
