"""What is said in a lecture, ready to be lit and searched."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from player.model import Segment
from player.search.index import PhraseIndex
from player.transcript.lighting import Lighting
from player.transcript.overlay import EditedTranscript
from player.transcript.word_times import spoken_words


class Spoken:
    """A transcript with its light and its index, which never changes: after an edit there is another.

    So no light and no answer of a search can be half of the old transcript and half of the new one.
    """

    def __init__(self, edited: EditedTranscript) -> None:
        """Blocking for the milliseconds that the light over ten hours takes."""
        self.edited = edited
        self.segments: Sequence[Segment] = edited.transcript.segments
        self.lighting = Lighting(self.segments)
        self._index: PhraseIndex | None = None
        self._index_lock = Lock()

    def index(self) -> PhraseIndex:
        """Blocking the first time: the index over everything said."""
        with self._index_lock:
            if self._index is None:
                texts = [segment.text for segment in self.segments]
                self._index = PhraseIndex(texts, spoken_words(self.segments))
            return self._index
