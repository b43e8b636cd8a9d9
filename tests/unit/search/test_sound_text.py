from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.search.sound_text import SoundText
from player.search.sounds import NEAR, VOWELS, sounds, sounds_of

LINE = "this is for you features and a rail you function"


def text_of(line: str) -> SoundText:
    words = line.split()
    vocabulary = sorted(set(words))
    return SoundText([vocabulary.index(word) for word in words], vocabulary)


def ends(text: SoundText, query: str, cost: int, unfinished: bool = False) -> dict[int, int]:
    """The least cost for each token before which something like `query` ends."""
    found: dict[int, int] = {}
    for price, tokens in text.heard("".join(sounds_of(query.split())), cost, unfinished):
        for token in tokens:
            found.setdefault(token, price)
    return found


def test_sounds_are_found_across_the_borders_of_words() -> None:
    text = text_of(LINE)
    assert 5 in ends(text, "fourier features", 4)
    assert ends(text, "for you", 0) == {4: 0}
    assert 9 in ends(text, "relu", 1)


def test_an_unfinished_word_may_end_anywhere_in_one() -> None:
    text = text_of(LINE)
    assert ends(text, "for you fea", 0) == {}
    assert ends(text, "for you fea", 0, unfinished=True) == {5: 0}


def test_stretches_are_joined_without_borders() -> None:
    text = text_of(LINE)
    assert text.letters.stretch(2, 5) == "foryoufeatures"
    assert text.wide.stretch(0, 0) == ""


def test_a_text_without_sounds_has_nothing_to_hear() -> None:
    assert ends(SoundText([], []), "loss", 2) == {}
    assert ends(text_of("学 习"), "loss", 2) == {}


def least_cost(query: str, text: str) -> int:
    """What it costs to turn `query` into exactly `text`, by the usual table; nothing is put before it."""

    def lone(sound: str) -> int:
        return 1 if sound in VOWELS else 2

    def other(one: str, two: str) -> int:
        if one == two:
            return 0
        both_vowels = one in VOWELS and two in VOWELS
        return 1 if both_vowels or two in NEAR.get(one, "") else 2

    row = [0] + [99] * len(text)
    for sound in query:
        following = [row[0] + lone(sound)]
        for i, heard in enumerate(text):
            following.append(
                min(row[i] + other(sound, heard), row[i + 1] + lone(sound), following[-1] + lone(heard))
            )
        row = following
    return row[-1]


WORDS = st.sampled_from(("rel", "u", "you", "loss", "gloss", "law", "keras", "charis", "tree"))


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=2), st.integers(0, 5))
def test_costs_are_those_of_the_usual_table(said: list[str], query: list[str], most: int) -> None:
    text = text_of(" ".join(said))
    wanted = "".join(sounds_of(query))
    found = ends(text, " ".join(query), most)
    spoken = [sounds(word) for word in said]
    for stop in range(len(said) + 1):
        best = min(least_cost(wanted, "".join(spoken[start:stop])) for start in range(stop + 1))
        assert (found.get(stop) == best) if best <= most else stop not in found
