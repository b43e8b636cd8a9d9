from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from player.errors import SourceError
from player.sources.local import LocalLecture, file_fingerprint, find_local

MEDIA = b"OggS\x00\x02" + bytes(range(256)) * 600
CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n"

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes files in an empty folder: media by their endings, all else as transcripts; gives the folder."""

    def files(*names: str) -> Path:
        for name in names:
            is_media = name.endswith((".opus", ".mp4", ".bin"))
            (tmp_path / name).write_bytes(MEDIA + name.encode() if is_media else CUES.encode())
        return tmp_path

    return files


def refusal(path: Path | str) -> str:
    with pytest.raises(SourceError) as caught:
        find_local(str(path))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert "\x1b" not in sentence
    assert sentence.endswith((".", "?"))
    return sentence


def test_a_media_file_alone(make: Make) -> None:
    folder = make("Deep_Networks_01.opus")
    found = find_local(str(folder / "Deep_Networks_01.opus"))
    assert found == LocalLecture(
        media=folder / "Deep_Networks_01.opus",
        transcript=None,
        chapters=None,
        title="Deep Networks 01",
        fingerprint=file_fingerprint(folder / "Deep_Networks_01.opus"),
    )


@pytest.mark.parametrize(
    ("beside", "chosen"),
    [
        (["talk.vtt", "talk.en.vtt", "talk.srt"], "talk.vtt"),
        (["talk.json", "talk.srt", "talk.en.vtt"], "talk.srt"),
        (["talk.de.vtt", "talk.en.srt", "talk.en-GB.vtt"], "talk.en.srt"),
        (["talk.de.vtt", "talk.en-orig.vtt", "talk.fr.vtt"], "talk.en-orig.vtt"),
        (["talk.fr.vtt", "talk.de.vtt"], "talk.de.vtt"),
        (["talk.VTT"], "talk.VTT"),
        (["talk.opus.vtt"], "talk.opus.vtt"),
        (["talk.pt-BR.json"], "talk.pt-BR.json"),
        (["talk.chapters.vtt", "talk.notes.json", "talk.info.json", "talk.live_chat.json"], None),
        (["other.vtt", "talk2.vtt", "talk.part2.vtt", "talk.doc", "xtalk.en.vtt"], None),
        (["talk.txt", "talk.lrc", "talk.xml"], "talk.lrc"),
        (["talk.txt"], "talk.txt"),
    ],
)
def test_the_transcript_is_found_by_its_name(make: Make, beside: list[str], chosen: str | None) -> None:
    folder = make("talk.opus", *beside)
    assert find_local(str(folder / "talk.opus")).transcript == (folder / chosen if chosen else None)


def test_a_folder_of_a_transcripts_name_is_none(make: Make) -> None:
    folder = make("talk.opus", "talk.en.vtt")
    (folder / "talk.vtt").mkdir()
    assert find_local(str(folder / "talk.opus")).transcript == folder / "talk.en.vtt"


def test_chapters_stand_beside(make: Make) -> None:
    folder = make("talk.opus", "talk.chapters.vtt", "talk.vtt")
    found = find_local(str(folder / "talk.opus"))
    assert (found.chapters, found.transcript) == (folder / "talk.chapters.vtt", folder / "talk.vtt")


def test_a_name_with_a_language_has_its_own_transcript(make: Make) -> None:
    folder = make("talk.en.opus", "talk.en.vtt", "talk.vtt")
    assert find_local(str(folder / "talk.en.opus")).transcript == folder / "talk.en.vtt"


def test_a_folder_with_one_media_file_is_that_lecture(make: Make) -> None:
    folder = make("talk.mp4", "talk.vtt", "slides.txt", ".hidden.mp4")
    (folder / "more").mkdir()
    found = find_local(str(folder))
    assert (found.media, found.transcript) == (folder / "talk.mp4", folder / "talk.vtt")


def test_media_in_a_folder_is_told_by_content_first(make: Make) -> None:
    folder = make("talk.bin")
    (folder / "page.mp4").write_text("<html>")
    assert find_local(str(folder)).media == folder / "talk.bin"


def test_content_that_tells_nothing_leaves_it_to_the_ending(make: Make) -> None:
    folder = make()
    (folder / "talk.MP3").write_bytes(b"\x00" * 100)
    (folder / "talk.dat").write_bytes(b"\x00" * 100)
    assert find_local(str(folder)).media == folder / "talk.MP3"


def test_a_folder_with_several_asks_which(make: Make) -> None:
    sentence = refusal(make(*(f"week{number}.opus" for number in range(7))))
    assert "7 media files; name one of them: week0.opus, week1.opus" in sentence
    assert sentence.endswith("week4.opus and 2 more.")


def test_a_folder_without_media_says_so(make: Make) -> None:
    assert "has no sound or video file in it" in refusal(make("talk.vtt"))


@pytest.mark.parametrize("named", ["talk.vtt", "talk.de.vtt", "talk.opus.srt"])
def test_a_transcript_stands_for_the_media_beside_it(make: Make, named: str) -> None:
    folder = make("talk.opus", "talk.vtt", "talk.de.vtt", "talk.opus.srt", "other.opus")
    found = find_local(str(folder / named))
    assert (found.media, found.transcript) == (folder / "talk.opus", folder / named)


def test_chapters_stand_for_the_media_and_not_for_its_transcript(make: Make) -> None:
    folder = make("talk.opus", "talk.vtt", "talk.chapters.vtt")
    found = find_local(str(folder / "talk.chapters.vtt"))
    assert (found.media, found.transcript) == (folder / "talk.opus", folder / "talk.vtt")


def test_the_closest_name_wins(make: Make) -> None:
    folder = make("talk.opus", "talk.en.opus", "talk.en.vtt")
    assert find_local(str(folder / "talk.en.vtt")).media == folder / "talk.en.opus"


def test_a_transcript_alone_asks_for_the_media(make: Make) -> None:
    sentence = refusal(make("talk.vtt", "other.opus") / "talk.vtt")
    assert "talk.vtt is a transcript, and no sound or video file of that name is beside it" in sentence
    assert "--transcript" in sentence


def test_a_transcript_of_two_media_files_asks_which(make: Make) -> None:
    assert "name one of them: talk.mp4, talk.opus" in refusal(
        make("talk.opus", "talk.mp4", "talk.vtt") / "talk.vtt"
    )


def test_a_transcript_in_an_old_encoding_is_still_one(make: Make) -> None:
    folder = make("talk.opus")
    (folder / "talk.srt").write_bytes("1\n00:00:01,000 --> 00:00:02,000\ncafé\n".encode("latin-1"))
    assert find_local(str(folder / "talk.srt")).media == folder / "talk.opus"


def test_a_missing_file_suggests_the_nearest_name(make: Make) -> None:
    folder = make("Lecture 01.opus", "zzz.opus")
    assert refusal(folder / "lectur 01.opus").endswith("did you mean Lecture 01.opus?")
    assert refusal(folder / "nothing like it").endswith("check the name.")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"no folder {tmp_path / 'no'}" in refusal(tmp_path / "no" / "talk.opus")


def test_a_path_through_a_file_gets_a_sentence(make: Make) -> None:
    assert "no folder" in refusal(make("talk.opus") / "talk.opus" / "x")


def test_a_link_that_leads_nowhere_says_where(tmp_path: Path) -> None:
    (tmp_path / "talk.opus").symlink_to(tmp_path / "gone.opus")
    assert "link to a file that is not there" in refusal(tmp_path / "talk.opus")


def test_links_in_a_circle_get_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "circle" in refusal(tmp_path / "a")


@pytest.mark.parametrize("text", ["", "a\0b", "x" * 300])
def test_what_can_be_no_path_gets_a_sentence(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7\n\xe2\xe3", "is a PDF document, not a sound or video file"),
        (b"#EXTM3U\nhttp://a.example\n", "is a playlist, not"),
        (b"<html>", "is a web page, not"),
    ],
)
def test_what_is_no_media_says_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "lecture.mp4").write_bytes(content)
    assert f"lecture.mp4 {what}" in refusal(tmp_path / "lecture.mp4")


def test_unknown_content_is_left_to_the_engine(tmp_path: Path) -> None:
    (tmp_path / "strange.xyz").write_bytes(b"\x00\x01\x02\xff" * 100)
    assert find_local(str(tmp_path / "strange.xyz")).title == "strange"


def test_a_pipe_or_socket_is_refused_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "device or pipe" in refusal(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert "device or pipe" in refusal("socket")
    (tmp_path / "talk.opus").write_bytes(MEDIA)
    assert find_local(str(tmp_path)).media.name == "talk.opus"


def test_no_permission_gets_a_sentence(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make("talk.opus")

    def refuse(path: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "talk.opus cannot be read: there is no permission" in refusal(folder / "talk.opus")
    assert "talk.opus cannot be read: there is no permission" in refusal(folder)


@pytest.mark.parametrize(
    "name", ["-rf.opus", "--help.opus", "a:b@12:34.opus", "http:.opus", "日本 語.opus", "[x].opus"]
)
def test_any_name_works(make: Make, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    folder = make(name, Path(name).stem + ".vtt")
    monkeypatch.chdir(folder)
    found = find_local(name)
    assert found.media == folder / name
    assert found.media.is_absolute()
    assert found.transcript == folder / (Path(name).stem + ".vtt")


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("[/x] [red]", "[/x] [red]".replace("/", ":")),
        ("a\x1b[2Jb\x1b]0;x\x07c", "abc"),
        ("a\nb\tc__d", "a b c d"),
        ("x\u202etxt", "xtxt"),
        ("___", "Untitled"),
        (os.fsdecode(b"caf\xe9"), "caf\ufffd"),
    ],
)
def test_a_title_is_one_line_that_controls_nothing(make: Make, stem: str, title: str) -> None:
    name = stem.replace("/", ":") + ".opus"
    folder = make()
    (folder / name).write_bytes(MEDIA)
    assert find_local(str(folder / name)).title == title


def test_hostile_names_are_spelled_out_in_refusals(make: Make) -> None:
    folder = make("\x1b[2Jone.opus", "\x1b[2Jtwo.opus")
    assert r"\x1b[2Jone.opus" in refusal(folder)
    refusal(folder / "\x1b[2Jon.opus")


def test_a_fingerprint_knows_a_file_by_its_size_start_and_end(tmp_path: Path) -> None:
    content = bytearray(os.urandom(300_000))
    path = tmp_path / "talk.opus"

    def fingerprint(changed: bytes) -> str:
        path.write_bytes(changed)
        return file_fingerprint(path)

    original = fingerprint(bytes(content))
    assert len(original) == 32
    for position in (0, 65_535, 300_000 - 65_536, 299_999):
        other = content.copy()
        other[position] ^= 1
        assert fingerprint(bytes(other)) != original
    assert fingerprint(bytes(content[:150_000]) + b"\0" + bytes(content[150_000:])) != original
    path.write_bytes(content)
    path.rename(tmp_path / "renamed.opus")
    assert file_fingerprint(tmp_path / "renamed.opus") == original


def test_small_files_have_fingerprints_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert file_fingerprint(tmp_path / "a") != file_fingerprint(tmp_path / "b")
    with pytest.raises(SourceError, match="cannot be read"):
        file_fingerprint(tmp_path / "c")
