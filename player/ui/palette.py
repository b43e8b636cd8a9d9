"""The command palette's entries: every command of the player screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from player.ui.commands import COMMANDS, Command
from player.ui.keymap import readable

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen


class PlayerCommands(Provider):
    """Finds commands by what they do."""

    async def discover(self) -> Hits:
        for command in COMMANDS.values():
            yield DiscoveryHit(self._label(command), partial(self._run, command), help=command.id)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS.values():
            score = max(matcher.match(command.text), matcher.match(command.id))
            if score > 0:
                yield Hit(score, self._label(command), partial(self._run, command), help=command.id)

    def _label(self, command: Command) -> Content:
        keys = self._player.keys_of(command.id)
        return Content.assemble(command.text, "  ", (readable(keys), "$text-muted"))

    def _run(self, command: Command) -> None:
        command.run(self._player)

    @property
    def _player(self) -> PlayerScreen:
        return cast("PlayerScreen", self.screen)
