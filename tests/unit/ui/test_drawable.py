"""What a terminal would act upon is drawn as a sign."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from player.files import is_control
from player.ui.drawable import drawable


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_a_terminal_acts_upon_is_left_and_places_stay(text: str) -> None:
    drawn = drawable(text)
    assert len(drawn) == len(text)
    assert not any(map(is_control, drawn))
    drawn.encode()
    assert [new for new, old in zip(drawn, text, strict=True) if not is_control(old)] == [
        old for old in text if not is_control(old)
    ]


def test_each_sign_is_one_cell() -> None:
    controls = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\u202e\u2066\u2028\ud800"
    assert cell_len(drawable(controls)) == len(controls)


def test_escape_is_shown_as_such() -> None:
    assert drawable("a\x1b[2Jb\x07\x7f") == "a␛[2Jb␇␡"


def test_letters_of_every_script_and_joined_emoji_stay() -> None:
    for text in ("灯台", "מגדלור", "المنارة", "👩‍🚒", "e\u0301", "soft\u00adhyphen", "a\u00a0b"):
        assert drawable(text) == text
