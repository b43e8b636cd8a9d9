from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.notes.tags import find_tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("ask about #exam, then #Exam-2 (#lab_1)!", ("exam", "exam-2", "lab_1")),
        ("#start", ("start",)),
        ("C# and F#, page/#part, &#39; x#y ##heading", ()),
        ("# heading, # 1, #1, #-, #_", ()),
        ("#हिन्दी #日本語 #Ümlaut #می‌خواهم", ("हिन्दी", "日本語", "ümlaut", "می‌خواهم")),
        ("#a#b #c- #_d_", ("a", "c", "d")),
        ("#2nd #[red] #<b>", ("2nd",)),
        ("line\n#next", ("next",)),
        ("", ()),
    ],
)
def test_tags_are_words_after_a_hash(text: str, tags: tuple[str, ...]) -> None:
    assert find_tags(text) == tags


@given(st.text(st.characters(exclude_categories=())) | st.text("#aé1-_ &/\u200d\n", max_size=20))
def test_a_tag_is_a_tag_again_and_holds_nothing_that_acts(text: str) -> None:
    for tag in find_tags(text):
        assert find_tags(f"see #{tag} here") == (tag,)
        assert not set(tag) & set("# \n\t\x1b<[,\"'")


@given(st.text(ascii_lowercase, min_size=1))
def test_a_tag_is_found_anywhere_in_a_sentence(word: str) -> None:
    assert find_tags(f"why, #{word}? (#{word.upper()})") == (word,)
