"""libVLC's sound on its way to a sound server that only writes down what it gets."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest

from player.playback import timed_output
from player.playback.pulse_stream import FRAME_BYTES, FRAMES_A_SECOND
from player.playback.timed_output import TimedOutput

RATE = FRAMES_A_SECOND
BLOCK = RATE // 50
BLOCK_SECONDS = 0.02
MARGIN = timed_output._MARGIN_SECONDS
START = 100.0
ADDRESS = 4711


class Clock:
    """The time, which the test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class FakeStream:
    """Plays what it was given `late` seconds later than it could, and tells so where `tells`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.writes: list[tuple[bytes | int, int, bool]] = []
        self.calls: list[tuple[object, ...]] = []
        self.late = 0.0
        self.tells = True
        self.is_ready = True
        self.answers = True
        self.is_refused = False
        self._heard_until = 0.0

    def write(self, samples: bytes | int, frames: int, *, at_once: bool = False) -> None:
        self.writes.append((samples, frames, at_once))
        self._heard_until = max(self._heard_until, self._clock.now) + frames / RATE

    def latency_seconds(self) -> float | None:
        return self._heard_until + self.late - self._clock.now if self.tells else None

    def ask_latency(self) -> None:
        self.calls.append(("ask",))

    def flush(self) -> None:
        self._heard_until = 0.0
        self.calls.append(("flush",))

    def hold(self, held: bool) -> None:
        self.calls.append(("hold", held))

    def set_sound(self, volume: int, *, muted: bool) -> None:
        self.calls.append(("sound", volume, muted))

    def wait_until_ready(self, timeout_seconds: float) -> bool:
        self.calls.append(("wait", timeout_seconds))
        return self.answers

    def close(self) -> None:
        self.calls.append(("close",))

    def told(self, call: str) -> list[tuple[object, ...]]:
        return [told[1:] for told in self.calls if told[0] == call]


class Rig:
    """An output, its stream, and what it told."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.streams: list[FakeStream] = []
        self.answers = True
        self.output = TimedOutput(self._connect)  # type: ignore[arg-type]
        self.begun = 0
        self.turns: list[float] = []
        self.output.listen(begins=self._begin, turns=self.turns.append)

    def _connect(self) -> FakeStream:
        self.streams.append(FakeStream(self.clock))
        self.stream.answers = self.answers
        return self.stream

    def _begin(self) -> None:
        self.begun += 1

    @property
    def stream(self) -> FakeStream:
        return self.streams[-1]

    def play(self, due: float, frames: int = BLOCK) -> None:
        self.output.play(ADDRESS, frames, round(due * 1_000_000))

    def play_blocks(self, due: float, count: int) -> float:
        """Blocks that follow upon each other; returns when the next one would be due."""
        for number in range(count):
            self.play(due + number * BLOCK_SECONDS)
        return due + count * BLOCK_SECONDS

    def lag(self, at: float | None = None) -> float:
        return self.output.lag_seconds(self.clock.now if at is None else at)


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Rig:
    clock = Clock()
    monkeypatch.setattr(timed_output, "monotonic", clock)
    return Rig(clock)


def about(seconds: float) -> Any:
    """Within a few frames, which are whole."""
    return pytest.approx(seconds, abs=0.0001)


def is_silence(write: tuple[bytes | int, int, bool], seconds: float) -> bool:
    samples, frames, at_once = write
    assert frames == pytest.approx(seconds * RATE, abs=1)
    return at_once and samples == bytes(frames * FRAME_BYTES)


# what is written


def test_the_first_block_waits_behind_silence_until_it_is_due(rig: Rig) -> None:
    rig.play(START + 0.5)
    padding, block = rig.stream.writes
    assert is_silence(padding, 0.5)
    assert block == (ADDRESS, BLOCK, False)


def test_a_first_block_that_is_late_is_heard_at_once_and_its_lag_is_told(rig: Rig) -> None:
    rig.play(START - 0.03)
    assert rig.stream.writes == [(ADDRESS, BLOCK, True)]
    assert rig.lag() == about(0.03)


def test_blocks_that_follow_are_appended_and_nothing_between_them(rig: Rig) -> None:
    rig.play_blocks(START + 0.1, 4)
    assert rig.stream.writes[1:] == [(ADDRESS, BLOCK, False)] * 4


def test_a_beginning_is_told_once_until_something_else_comes(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.1, 3)
    assert rig.begun == 1
    rig.output.flush(0)
    rig.play(due)
    assert rig.begun == 2


def test_a_stream_that_ran_dry_gets_a_margin_of_silence(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.1, 2)
    rig.clock.now = due + 0.2
    rig.play(due)
    assert is_silence(rig.stream.writes[-2], MARGIN)
    assert rig.stream.writes[-1] == (ADDRESS, BLOCK, False)


def test_a_block_of_nothing_is_not_written(rig: Rig) -> None:
    rig.play(START + 0.1, frames=0)
    assert len(rig.stream.writes) == 1


# how late it is


def test_the_lag_is_when_it_is_heard_minus_when_it_was_to_be(rig: Rig) -> None:
    rig.stream.late = 0.035
    rig.play_blocks(START + 0.1, 8)
    assert rig.lag() == about(0.035)


def test_one_wrong_answer_of_the_server_does_not_show(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.1, 8)
    rig.stream.late = 3.0
    rig.play(due)
    assert rig.lag() == about(0)


@pytest.mark.parametrize(("after", "lag"), [(0.01, 0.0), (0.03, 0.05)])
def test_a_server_that_changes_its_mind_after_a_start_is_asked_again(
    rig: Rig, after: float, lag: float
) -> None:
    rig.play(START + 0.5)
    rig.stream.late = 0.1
    rig.clock.now = START + after
    # Half of it: the median of the two answers.
    assert rig.lag() == about(lag)


def test_later_it_is_measured_with_the_blocks_alone(rig: Rig) -> None:
    rig.play(START + 5.0)
    rig.clock.now = START + timed_output._SETTLING_SECONDS + 0.1
    rig.stream.late = 0.1
    assert rig.lag() == about(0)
    asked = len(rig.stream.told("ask"))
    rig.play(START + 5.0 + BLOCK_SECONDS)
    assert len(rig.stream.told("ask")) == asked


def test_of_times_that_jitter_the_latest_is_the_line(rig: Rig) -> None:
    for number, early in enumerate([0.0, 0.03, 0.012, 0.0, 0.025, 0.018]):
        rig.play(START + 0.1 + number * BLOCK_SECONDS - early)
    assert rig.lag() == about(0)
    assert rig.turns == []


def test_the_line_is_that_of_the_last_blocks(rig: Rig) -> None:
    due = rig.play_blocks(START + 1.0, 5)
    blocks = timed_output._JITTERING_BLOCKS
    early = rig.play_blocks(due - 0.03, blocks - 1)
    assert rig.lag() == about(0)
    rig.play_blocks(early, 4)
    assert rig.lag() == about(0.03)


def test_until_the_server_tells_it_is_taken_to_play_as_it_was_asked(rig: Rig) -> None:
    rig.stream.tells = False
    rig.play(START + 0.1)
    assert rig.lag() == about(0)
    rig.play(START + 0.1 + BLOCK_SECONDS)
    # What it plays by then is not taken for a stream that ran dry.
    rig.clock.now = START + 0.1 + 1.5 * BLOCK_SECONDS
    rig.play(START + 0.1 + 2 * BLOCK_SECONDS)
    assert [at_once for _, _, at_once in rig.stream.writes] == [True, False, False, False]
    assert rig.lag() == about(0)


# a plan that jumps


@pytest.mark.parametrize("jump", [0.3, -0.3])
def test_a_plan_that_jumps_counts_from_where_it_is_heard(rig: Rig, jump: float) -> None:
    rig.stream.late = 0.02
    due = rig.play_blocks(START + 0.5, 6)
    rig.play_blocks(due + jump, 6)
    heard_at = due + 0.02
    assert rig.lag(heard_at - 0.001) == about(0.02)
    assert rig.lag(heard_at + 0.001) == about(0.02 - jump)


def test_a_jump_that_nobody_expects_is_no_turn(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 3)
    rig.play(due + 0.3)
    assert rig.turns == []


@pytest.mark.parametrize(("old_rate", "jump"), [(1.0, 0.009), (1.0, -0.009), (2.0, 0.05), (2.0, -0.05)])
def test_a_turn_is_told_with_when_it_is_heard(rig: Rig, old_rate: float, jump: float) -> None:
    due = rig.play_blocks(START + 0.5, 3)
    assert rig.output.expect_turn(old_rate) == about(due)
    due = rig.play_blocks(due, 3)
    assert rig.turns == []
    rig.play(due + jump)
    assert rig.turns == [about(due)]
    rig.play(due + jump + BLOCK_SECONDS + 0.3)
    assert len(rig.turns) == 1


@pytest.mark.parametrize(("old_rate", "jitter"), [(1.0, 0.007), (2.0, -0.03)])
def test_what_jitters_before_a_turn_is_none(rig: Rig, old_rate: float, jitter: float) -> None:
    due = rig.play_blocks(START + 0.5, 3)
    rig.output.expect_turn(old_rate)
    rig.play(due + jitter)
    assert rig.turns == []


def test_before_a_turn_the_line_is_that_of_the_latest_as_well(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 3)
    rig.output.expect_turn(2.0)
    rig.play(due - 0.03)
    rig.play(due + BLOCK_SECONDS + 0.02)
    assert rig.turns == []


def test_a_turn_where_the_server_does_not_tell_is_where_the_last_block_ends(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 3)
    rig.stream.tells = False
    rig.output.expect_turn(1.0)
    rig.play(due + 0.2)
    assert rig.turns == [about(due)]


def test_with_nothing_waiting_a_turn_is_now(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.1, 1)
    rig.clock.now = due + 1.0
    assert rig.output.expect_turn(1.0) == due + 1.0


# a stream that runs dry


def test_while_it_is_dry_the_lag_grows_with_the_silence(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 6)
    assert rig.lag(due) == about(0)
    # Of the server's own answer as well, which is not of the past.
    rig.clock.now = START + 2.0
    rig.stream.late = 0.0
    assert rig.lag(due + 0.3) == about(0.3)
    assert rig.lag(due + 0.7) == about(0.7)


def test_what_comes_after_it_was_dry_is_late_by_the_silence_and_the_margin_at_once(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 6)
    rig.clock.now = due + 0.4
    rig.play(due)
    assert rig.lag() == about(0.4 + MARGIN)


def test_it_is_late_after_it_was_dry_although_the_server_does_not_tell(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 6)
    rig.clock.now = due + 0.4
    rig.stream.tells = False
    rig.play(due)
    assert rig.lag() == about(0.4 + MARGIN)


def test_while_it_is_held_nothing_grows(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 6)
    rig.output.pause(round((START + 0.55) * 1_000_000))
    assert rig.lag(due + 10.0) == about(0)


def test_while_it_is_held_the_server_is_not_asked(rig: Rig) -> None:
    rig.play_blocks(START + 0.5, 6)
    rig.output.pause(round(START * 1_000_000))
    asked = len(rig.stream.told("ask"))
    rig.clock.now = START + 1.0
    rig.lag()
    assert len(rig.stream.told("ask")) == asked


# pause, flush, drain


def test_what_waits_is_due_as_much_later_as_it_stood(rig: Rig) -> None:
    due = rig.play_blocks(START + 0.5, 6)
    rig.clock.now = START + 0.55
    rig.output.pause(round(rig.clock.now * 1_000_000))
    rig.clock.now += 3.0
    # What waited then waits still.
    rig.stream._heard_until += 3.0
    rig.output.resume(round(rig.clock.now * 1_000_000))
    rig.play_blocks(due + 3.0, 6)
    assert rig.stream.told("hold") == [(True,), (False,)]
    assert rig.lag(due + 1.0) == about(0)
    assert [frames for _, frames, _ in rig.stream.writes][1:] == [BLOCK] * 12


def test_a_flush_forgets_what_waits_and_the_turn(rig: Rig) -> None:
    rig.play_blocks(START + 0.5, 6)
    rig.output.expect_turn(1.0)
    rig.output.flush(0)
    assert rig.stream.told("flush") == [()]
    assert rig.lag(START + 9.0) == about(0)
    rig.clock.now = START + 0.1
    due = rig.play_blocks(START + 0.3, 2)
    assert is_silence(rig.stream.writes[-3], 0.2)
    rig.play(due + 0.05)
    assert rig.turns == []


def test_a_medium_that_begins_while_another_is_paused_is_heard(rig: Rig) -> None:
    rig.play_blocks(START + 0.5, 2)
    rig.output.pause(0)
    rig.output.flush(0)
    rig.play(START + 0.5)
    assert rig.stream.told("hold") == [(True,), (False,)]
    assert rig.lag(START + 0.5 + BLOCK_SECONDS + 0.1) == about(0.1)


class NotingEvent:
    """Stands in for the event that ends a drain."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.mark.parametrize(("late", "tells", "waits"), [(0.7, True, 0.7), (60.0, True, 5.0), (0.0, False, 0.0)])
def test_a_drain_waits_until_all_is_heard_but_not_forever(
    rig: Rig, late: float, tells: bool, waits: float
) -> None:
    rig.play(START)
    rig.clock.now += BLOCK_SECONDS
    rig.stream.late, rig.stream.tells = late, tells
    event = NotingEvent()
    rig.output._abandoned = event  # type: ignore[assignment]
    rig.output.drain()
    assert event.waits == [about(waits)]


def test_a_drain_that_nobody_wants_ends(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_output, "_LONGEST_DRAIN_SECONDS", 60.0)
    rig.play(START)
    rig.stream.late = 60.0
    drain = Thread(target=rig.output.drain, daemon=True)
    drain.start()
    assert drain.is_alive()
    rig.output.abandon()
    drain.join(10.0)
    assert not drain.is_alive()
    rig.output.drain()
    rig.output.expect()
    assert not rig.output._abandoned.is_set()


def test_closing_ends_a_drain_and_the_stream(rig: Rig) -> None:
    rig.output.close()
    assert rig.output._abandoned.is_set()
    assert rig.stream.told("close") == [()]


# a server that goes away


def test_a_server_that_is_there_is_left_alone(rig: Rig) -> None:
    assert rig.output.revive(START)
    assert len(rig.streams) == 1


def test_a_lost_server_is_sought_every_two_seconds_at_most(rig: Rig) -> None:
    first = rig.stream
    first.is_ready = rig.answers = False
    seconds = [START + tick * 0.25 for tick in range(16)]
    assert [rig.output.revive(now) for now in seconds] == [False] * 16
    sought = rig.streams[1:]
    assert len(sought) == 2
    assert [stream.told("close") for stream in sought] == [[()]] * 2


def test_a_server_that_is_back_plays_as_loud_as_before(rig: Rig) -> None:
    first = rig.stream
    rig.output.set_sound(35, muted=True)
    assert first.told("sound") == [(35, True)]
    rig.play_blocks(START + 0.5, 2)
    first.is_ready = False
    assert rig.output.revive(START + 1.0)
    assert first.told("close") == [()]
    assert rig.stream.told("sound") == [(35, True)]
    rig.clock.now = START + 1.0
    rig.play(START + 1.3)
    assert is_silence(rig.stream.writes[0], 0.3)
    assert rig.lag() == about(0)


# where there is none


@pytest.mark.parametrize("error", [OSError("no libpulse"), AttributeError("too old")])
def test_without_the_library_there_is_no_output(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> FakeStream:
        raise error

    monkeypatch.setattr(timed_output, "PulseStream", fail)
    assert timed_output.timed_output() is None


@pytest.mark.parametrize(
    ("answers", "refused", "is_output"), [(True, False, True), (False, True, False), (False, False, True)]
)
def test_without_a_server_there_is_no_output_but_one_that_keeps_silent_is_asked_again(
    answers: bool, refused: bool, is_output: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = FakeStream(Clock())
    stream.answers, stream.is_refused = answers, refused
    monkeypatch.setattr(timed_output, "PulseStream", lambda name: stream)
    assert (timed_output.timed_output() is not None) is is_output
    assert stream.told("close") == ([] if is_output else [()])
