"""Which transcripts a lecture has, what they are called and kept under."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.model import OWN_TRACK, Track, TrackChoice
from player.tracks import Tracks, named, tracks_of

MEDIA = Path("/lectures/talk.mp4")
EN, DE, FR = (Track(key, MEDIA.with_name(f"talk{key or '.vtt'}"), None) for key in ("", ".de.srt", ".fr.vtt"))


def keys(beside: list[str], named: list[str] = [], remembered: list[str] = []) -> dict[str, str]:  # noqa: B006
    tracks = tracks_of(
        MEDIA, [MEDIA.with_name(name) for name in beside], [Path(p) for p in named], remembered
    )
    return {track.key: track.path.name for track in tracks}


def test_the_best_beside_the_media_is_its_own() -> None:
    assert keys(["talk.vtt", "talk.de.srt"]) == {OWN_TRACK: "talk.vtt", ".de.srt": "talk.de.srt"}


def test_one_named_elsewhere_is_kept_by_its_path() -> None:
    assert keys(["talk.vtt"], ["/other/x.srt"]) == {OWN_TRACK: "talk.vtt", "/other/x.srt": "x.srt"}


def test_one_named_where_there_is_none_is_its_own() -> None:
    assert keys([], ["/other/x.srt", "/other/y.srt"]) == {OWN_TRACK: "x.srt", "/other/y.srt": "y.srt"}


def test_one_named_that_stands_beside_the_media_is_no_other() -> None:
    assert keys(["talk.vtt", "talk.de.srt"], ["/lectures/talk.de.srt"]) == {
        OWN_TRACK: "talk.vtt",
        ".de.srt": "talk.de.srt",
    }


def test_one_elsewhere_is_remembered_while_it_is_there(tmp_path: Path) -> None:
    outside = tmp_path / "x.srt"
    assert keys([], [], [str(outside)]) == {}
    outside.write_text("")
    assert keys([], [], [str(outside), ".de.srt"]) == {str(outside): "x.srt"}, "and it is never the own one"


def test_a_name_of_bytes_that_are_no_text_has_a_key_that_can_be_kept() -> None:
    assert keys(["talk.vtt"], ["/other/\udcff.srt"]) == {OWN_TRACK: "talk.vtt", "/other/?.srt": "\udcff.srt"}


@pytest.mark.parametrize(
    ("media", "name", "language"),
    [
        ("talk.mp4", "talk.de.srt", "de"),
        ("talk.mp4", "talk.pt-BR.vtt", "pt-BR"),
        ("talk.mp4", "talk.vtt", None),
        ("CS441.Lec.mp4", "CS441.Lec.vtt", None),
        ("talk.mp4", "other.srt", None),
    ],
)
def test_the_language_is_in_the_name(media: str, name: str, language: str | None) -> None:
    (track,) = tracks_of(MEDIA.with_name(media), [MEDIA.with_name(name)])
    assert track.language == language


def test_names() -> None:
    tracks = Tracks([EN, Track(".de.srt", DE.path, "de")], EN)
    assert tracks.numbered(EN) == "talk.vtt (1 of 2)"
    assert tracks.numbered(EN, "en") == "en · talk.vtt (1 of 2)"
    assert tracks.numbered(tracks.known[1], "nl") == "de · talk.de.srt (2 of 2)"
    assert named(EN) == "talk.vtt"
    assert "\x1b" not in named(Track("x", Path("/a\x1b[2J.srt"), None))


def test_what_comes_next() -> None:
    tracks = Tracks([EN, DE, FR], DE)
    assert tracks.after_main() == (FR, EN)
    assert tracks.after_second() == (FR, EN)
    tracks.show(DE, FR)
    assert tracks.after_second() == (EN,)
    tracks.show(DE, EN)
    assert tracks.after_second() == ()
    tracks.drop(FR)
    assert tracks.after_main() == (EN,)
    assert Tracks([EN, DE]).after_main() == (EN, DE)


def test_each_has_its_own_offset() -> None:
    tracks = Tracks([EN, DE, FR], EN, DE, {OWN_TRACK: 500})
    assert (tracks.offset, tracks.second_offset, tracks.lag) == (500, 0, -500)
    assert tracks.shift(DE, -100) == -100
    assert tracks.shift(EN, 100) == 600
    tracks.show(DE, FR)
    assert (tracks.offset, tracks.second_offset, tracks.own_offset) == (-100, 0, 600)
    assert tracks.choice == TrackChoice(".de.srt", ".fr.vtt", {".de.srt": -100})


def test_the_own_one_is_shown_unless_another_was_chosen() -> None:
    assert Tracks([EN, DE], EN).choice == Tracks().choice == TrackChoice()
