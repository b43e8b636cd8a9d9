"""How the player screen looks, as the reader wishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen


class Appearance:
    """Flips the looks that have two sides."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player

    def flip_view(self) -> None:
        """Paragraphs, or a segment a line."""
        self._player.transcript.flowing = not self._player.transcript.flowing

    def flip_transcript(self) -> None:
        """Show or hide the transcript."""
        self._player.transcript.visible = not self._player.transcript.visible

    def flip_doubtful(self) -> None:
        """Words of low confidence dim, or as the others."""
        page = self._player.transcript
        if not page.doubtful.is_anything_known():
            self._player.messages.say("The transcript does not tell how sure its words are.")
            return
        if not page.doubtful.below:
            self._player.messages.say("No word is dim: dim_below is 0 in the settings.")
            return
        page.dims_doubtful = not page.dims_doubtful
        look = "are dim" if page.dims_doubtful else "look like the others"
        self._player.messages.say(f"Words the transcript is not sure of {look}.")

    def flip_theme(self) -> None:
        """Dark or light."""
        app = self._player.app
        app.theme = "lecture-light" if app.current_theme.dark else "lecture-dark"
