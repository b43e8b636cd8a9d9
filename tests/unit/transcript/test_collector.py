"""The garbage collector at rest."""

from __future__ import annotations

import gc

from player.transcript.collector import CollectorRest


def test_it_rests_inside_and_runs_again_after_the_last_of_several():
    rest = CollectorRest()
    assert gc.isenabled()
    with rest:
        with rest:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with CollectorRest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_meanwhile_is_kept_out_of_later_collections():
    try:
        with CollectorRest():
            made: list[object] = [[] for _ in range(3)]
        assert not any(found is made[0] for found in gc.get_objects())
    finally:
        gc.unfreeze()
