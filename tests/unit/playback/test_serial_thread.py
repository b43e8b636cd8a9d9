"""Jobs in order, on one thread."""

from __future__ import annotations

import threading

from player.playback.serial_thread import SerialThread

PATIENCE_SECONDS = 15


def test_jobs_run_in_order_on_one_thread_and_one_that_fails_stops_none() -> None:
    seen: list[object] = []
    failures: list[Exception] = []
    thread = SerialThread("jobs", idle=lambda: None, interval_seconds=1, failed=failures.append)

    def job(number: int) -> None:
        if number == 3:
            raise KeyError(number)
        seen.append((number, threading.current_thread().name))

    for number in range(6):
        thread.post(lambda number=number: job(number))
    assert thread.finish(timeout_seconds=PATIENCE_SECONDS)
    assert seen == [(number, "jobs") for number in (0, 1, 2, 4, 5)]
    assert [type(failure) for failure in failures] == [KeyError]


def test_a_failure_that_cannot_be_told_does_not_end_the_thread() -> None:
    def fail(_: object = None) -> None:
        raise ValueError("no")

    thread = SerialThread("jobs", idle=lambda: None, interval_seconds=1, failed=fail)
    reached = threading.Event()
    thread.post(fail)
    thread.post(reached.set)
    assert reached.wait(PATIENCE_SECONDS)
    assert thread.finish(timeout_seconds=PATIENCE_SECONDS)


def test_idle_runs_after_each_job_and_without_any() -> None:
    twice = threading.Event()
    calls: list[int] = []

    def idle() -> None:
        calls.append(1)
        if len(calls) > 1:
            twice.set()

    thread = SerialThread("jobs", idle=idle, interval_seconds=0.01, failed=lambda _: None)
    assert twice.wait(PATIENCE_SECONDS)
    assert thread.finish(timeout_seconds=PATIENCE_SECONDS)


def test_finishing_does_not_wait_for_ever_nor_for_itself() -> None:
    released = threading.Event()
    thread = SerialThread("jobs", idle=lambda: None, interval_seconds=1, failed=lambda _: None)

    def hold() -> None:
        released.wait(PATIENCE_SECONDS)

    thread.post(hold)
    assert not thread.finish(timeout_seconds=0.05)
    thread.post(lambda: None)
    released.set()
    assert thread.finish(timeout_seconds=PATIENCE_SECONDS)
    own = SerialThread("jobs", idle=lambda: None, interval_seconds=1, failed=lambda _: None)
    ended = threading.Event()

    def end_myself() -> None:
        own.finish(timeout_seconds=PATIENCE_SECONDS)
        ended.set()

    own.post(end_myself)
    assert ended.wait(PATIENCE_SECONDS)
