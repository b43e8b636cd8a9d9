"""The row where the program speaks: passing messages, errors until they are seen, and standing remarks."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer

from player.ui.widgets.one_line import OneLine

SECONDS_SHOWN = 4.0


class MessageLine(OneLine):
    """A passing message lies above an error, an error above the standing remark."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._passing: Content | None = None
        self._errors: list[str] = []
        self._standing = ""
        self._pointed = ""
        self._timer: Timer | None = None
        self._is_long = False

    def say(self, text: str) -> None:
        """Show a message for four seconds."""
        self._pass(Content(text).stylize("$ahead"))

    def alarm(self, text: str) -> None:
        """Show an error until it is dismissed, at once; several wait their turn."""
        self._passing = None
        if text not in self._errors:
            self._errors.append(text)
        self._settle()

    def stand(self, text: str) -> None:
        """Show a quiet remark whenever there is nothing else to say."""
        self._standing = text
        self._settle()

    def point(self, text: str) -> None:
        """Show what lies under the pointer, above the standing remark, until the pointer leaves ("")."""
        self._pointed = text
        self._settle()

    def dismiss(self) -> bool:
        """Take the shown error as seen; False when there was none."""
        if not self._errors:
            return False
        self._errors.pop(0)
        self._settle()
        return True

    def take_back(self, text: str) -> None:
        """Forget an error that is none any more."""
        if text in self._errors:
            self._errors.remove(text)
            self._settle()

    def _pass(self, content: Content) -> None:
        self._passing = content
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS_SHOWN, self._fade)
        self._settle()

    def _fade(self) -> None:
        self._passing = None
        self._settle()

    def _settle(self) -> None:
        if self._passing is not None:
            body = self._passing
        elif self._errors:
            more = f" (and {len(self._errors) - 1} more)" if len(self._errors) > 1 else ""
            body = Content(f"{self._errors[0]}{more}  esc").stylize("$error")
        elif self._pointed:
            # In one row always: the page must not move while the pointer wanders over the bar.
            body = Content(self._pointed).truncate(max(1, self.size.width), ellipsis=True).stylize("$quiet")
        else:
            body = Content(self._standing).stylize("$quiet")
        was_long, self._is_long = self._is_long, body.cell_length > self.size.width > 0
        self.show(body)
        if was_long or self._is_long:
            self.refresh(layout=True)
