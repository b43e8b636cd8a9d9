"""The user's settings: a TOML file read into frozen values, with the line each one came from."""

from player.settings.reading import LoadedSettings, Origin, load_settings
from player.settings.values import Notes, Playback, Screen, Settings

__all__ = ["LoadedSettings", "Notes", "Origin", "Playback", "Screen", "Settings", "load_settings"]
