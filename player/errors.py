"""Errors that reach the user as one sentence: what, why, what to do."""

from __future__ import annotations


class LectureError(Exception):
    """Base of every error this project raises on purpose; `str()` is the sentence the user reads."""


class SourceError(LectureError):
    """The lecture asked for cannot be opened."""


class TranscriptError(LectureError):
    """A file is no transcript that can be read."""


class PlaybackError(LectureError):
    """A playback engine cannot be made or cannot play."""


class LibraryError(LectureError):
    """What is kept on disk cannot be read or written."""


class SettingsError(LectureError):
    """A settings file is wrong; the sentence names its line and key."""


class UsageError(LectureError):
    """A value on the command line has the wrong form; exit status 2."""
