"""The transcript as one reads it: it follows the voice, and the reader's hands."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.reactive import var

from player.model import Millis
from player.ui.widgets.bilingual_layout import PageText
from player.ui.widgets.bilingual_page import BilingualPage
from player.ui.widgets.transcript_layout import Anchor
from player.ui.widgets.transcript_painting import Lit

SCROLL_SECONDS = 0.2


class TranscriptView(BilingualPage, inherit_bindings=False):
    """Follows the voice until the reader scrolls or chooses; nothing here knows the clock.

    Whoever owns the clock assigns `lit`; the lit line then stands at `follow_height` of the page.
    """

    following: var[bool] = var(True, init=False)

    class Played(Message):
        """The reader pointed at a place to play from: a segment and a character in it."""

        def __init__(self, segment: int, character: int) -> None:
            super().__init__()
            self.segment = segment
            self.character = character

    class SecondPlayed(Message):
        """The reader pointed at a segment of the second track to play from."""

        def __init__(self, segment: int) -> None:
            super().__init__()
            self.segment = segment

    class FollowChanged(Message):
        """The page began or ceased to follow the voice."""

        def __init__(self, following: bool) -> None:
            super().__init__()
            self.following = following

    def __init__(
        self,
        text: PageText,
        chapter_starts: Sequence[Millis] = (),
        *,
        follow_height: float = 0.4,
        flowing: bool = True,
        dim_below: float = 0.5,
        id: str | None = None,
    ) -> None:
        super().__init__(text, chapter_starts, flowing=flowing, dim_below=dim_below, id=id)
        self._follow_height = follow_height
        self._pressed_at: tuple[int, int] | None = None

    # --- following

    def follow(self) -> None:
        """Follow the voice again."""
        self.chosen = None
        self.following = True
        self._steer(animate=True)

    def watch_lit(self, old: Lit, new: Lit) -> None:
        super().watch_lit(old, new)
        if self.following:
            self._steer(animate=True)

    def watch_following(self, following: bool) -> None:
        self.post_message(self.FollowChanged(following))

    def _settle_view(self, anchor: Anchor | None) -> None:
        if self.following:
            self._steer(animate=False)
        else:
            super()._settle_view(anchor)

    def _steer(self, *, animate: bool) -> None:
        if not self._layout.blocks:
            return
        row = 0 if self.lit.segment is None else self._layout.row_of(self.lit.segment, self.lit.begin)
        wanted = max(0, row - self._rows_above)
        distance = abs(wanted - self.scroll_target_y)
        if distance:
            is_near = 1 < distance < self.size.height
            self.scroll_to(y=wanted, animate=animate and is_near, duration=SCROLL_SECONDS)

    @property
    def _rows_above(self) -> int:
        return round(self.size.height * self._follow_height)

    def _leave(self) -> None:
        if self.segments:
            self.following = False

    # --- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed_at = (event.x, event.y)

    def on_click(self, event: events.Click) -> None:
        """Play from the word, or from the paragraph when its time was clicked; a drag only selects."""
        if event.button != 1 or (event.x, event.y) != self._pressed_at:
            return
        second = self.second_at(event.x, event.y)
        if second is not None:
            event.stop()
            self.post_message(self.SecondPlayed(second))
            return
        place = self._layout.place_at(event.y + self.scroll_offset.y, event.x - self._text_left)
        if place is None:
            return
        event.stop()
        segment, character = place
        if event.x < self._text_left:
            segment, character = self._layout.blocks[self._layout.block_of(segment)].first, 0
        self.post_message(self.Played(segment, character))

    def on_mouse_scroll_up(self) -> None:
        self._leave()

    def on_mouse_scroll_down(self) -> None:
        self._leave()

    def on_scroll_to(self) -> None:
        self._leave()

    def on_scroll_up(self) -> None:
        self._leave()

    def on_scroll_down(self) -> None:
        self._leave()

    # --- the keys

    def choose(self, step: int) -> None:
        """Move the chosen segment by `step`; at first it is the one spoken, or one in the middle of the page."""
        if not self.segments:
            return
        if self.chosen is not None:
            number = self.chosen + step
        else:
            number = (self.lit.segment or 0) if self.following else self._segment_in_view()
        self._choose(number)

    def choose_end(self, *, last: bool) -> None:
        """Choose the first or the last segment."""
        if self.segments:
            self._choose(len(self.segments) - 1 if last else 0)

    def _choose(self, number: int) -> None:
        self._leave()
        self.chosen = max(0, min(number, len(self.segments) - 1))
        self._keep_in_view(self._layout.rows_of(self.chosen))

    def turn_page(self, pages: int) -> None:
        """Scroll by whole pages, and let what was chosen go."""
        self._leave()
        self.chosen = None
        self.scroll_to(y=self.scroll_target_y + pages * max(1, self.size.height - 2), animate=False)

    def play_chosen(self) -> None:
        """Play from the chosen segment."""
        if self.chosen is not None:
            self.post_message(self.Played(self.chosen, 0))

    def _segment_in_view(self) -> int:
        place = self._layout.place_at(self.scroll_offset.y + self._rows_above, 0)
        return place[0] if place else len(self.segments) - 1

    def _keep_in_view(self, rows: range) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if rows.start < top:
            self.scroll_to(y=rows.start, animate=False)
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False)
