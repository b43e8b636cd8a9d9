"""Tests of the player, its benchmarks, and what they share."""
