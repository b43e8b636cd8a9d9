from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.sources.media_type import HEAD_BYTES, looks_like_media, what_else

NOISE = bytes(range(256)) * 4

MEDIA = {
    "mp4": b"\x00\x00\x00\x20ftypisom" + NOISE,
    "m4a": b"\x00\x00\x00\x1cftypM4A " + NOISE,
    "old mov": b"\x00\x00\x10\x00moov" + NOISE,
    "mov with its index behind": b"\x00\x00\x00\x08wide" + NOISE,
    "mkv": b"\x1aE\xdf\xa3" + NOISE,
    "ogg": b"OggS\x00\x02" + NOISE,
    "wav": b"RIFF\xff\xff\xff\xffWAVEfmt " + NOISE,
    "avi": b"RIFF\xff\xff\xff\xffAVI LIST" + NOISE,
    "aiff": b"FORM\x00\x00\x00\x00AIFF" + NOISE,
    "mp3 with tags": b"ID3\x04\x00\x00" + NOISE,
    "mp3": b"\xff\xfb\x90\x64" + NOISE,
    "mp3 of MPEG 2": b"\xff\xf3\x40\xc4" + NOISE,
    "aac": b"\xff\xf1\x50\x80" + NOISE,
    "flac": b"fLaC\x00\x00\x00\x22" + NOISE,
    "flv": b"FLV\x01\x05" + NOISE,
    "wma": b"0&\xb2u\x8ef\xcf\x11" + NOISE,
    "amr": b"#!AMR\n" + NOISE,
    "caf": b"caff\x00\x01" + NOISE,
    "au": b".snd\x00\x00\x00\x18" + NOISE,
    "mpeg": b"\x00\x00\x01\xba\x44" + NOISE,
    "ts": (b"\x47" + b"\xff" * 187) * 4,
    "m2ts": (b"\x00\x01\x02\x03\x47" + b"\xff" * 187) * 4,
}

OTHER = {
    "a PDF document": [b"%PDF-1.7\n%\xe2\xe3" + NOISE, b"%PDF-1.4\nall of it is text"],
    "a zip archive or an office document": [b"PK\x03\x04\x14\x00" + NOISE],
    "an office document": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE],
    "a picture (PNG)": [b"\x89PNG\r\n\x1a\n" + NOISE],
    "a picture (JPEG)": [b"\xff\xd8\xff\xe0" + NOISE],
    "a picture (WebP)": [b"RIFF\x00\x00\x00\x00WEBPVP8 " + NOISE],
    "a picture (HEIF)": [b"\x00\x00\x00\x18ftypheic" + NOISE],
    "a tar archive": [b"talk.mp4" + b"\x00" * 249 + b"ustar" + NOISE],
    "a program": [b"\x7fELF\x02" + NOISE, b"MZ\x90\x00" + NOISE],
    "a database": [b"SQLite format 3\x00" + NOISE],
    "a playlist": [
        b"#EXTM3U\n#EXTINF:3,\nhttp://a.example/x\n",
        b"\xef\xbb\xbf#EXTM3U\r\n",
        b"[playlist]\nFile1=/etc/passwd\n",
        b'<?xml version="1.0"?>\n<playlist version="1">',
    ],
    "a web page": [
        b"\n\n<!DOCTYPE html>\n<title>Sign in</title>",
        b"<html><body>",
        '<HTML lang="ä">'.encode("utf-16"),
    ],
    "an XML document": [b'<?xml version="1.0"?><tt>'],
    "a transcript": [b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\nhello\n"],
    "a JSON document": [b'{"segments": []}', b"[\n  {}]", b"[]"],
    "a text": [
        b"Dear students,\n",
        "Überall é 日本".encode(),
        "Text".encode("utf-16"),
        b"{sic}",
    ],
}


@pytest.mark.parametrize("head", MEDIA.values(), ids=MEDIA.keys())
def test_media_is_known_by_its_first_bytes(head: bytes) -> None:
    assert looks_like_media(head) is True
    assert what_else(head) is None


@pytest.mark.parametrize(("what", "head"), [(what, head) for what, heads in OTHER.items() for head in heads])
def test_what_is_no_media_is_named(what: str, head: bytes) -> None:
    assert what_else(head) == what
    assert looks_like_media(head) is False


@pytest.mark.parametrize(
    "head",
    [
        b"\x00" * 500,
        b"\xff\xe0\x00\x00" + NOISE,
        b"\xff\xea\x90\x64" + NOISE,
        b"\x47" + b"\xff" * 400,
        b"caf\xe9 in Latin-1",
        b"\xff",
    ],
)
def test_of_what_cannot_be_told_nothing_is_claimed(head: bytes) -> None:
    assert looks_like_media(head) is None
    assert what_else(head) is None


def test_a_text_cut_inside_a_character_is_a_text() -> None:
    assert what_else(("a" + "é" * HEAD_BYTES).encode()[:HEAD_BYTES]) == "a text"


@given(st.binary(max_size=600))
def test_any_bytes_get_an_answer(head: bytes) -> None:
    assert (what_else(head) is not None) == (looks_like_media(head) is False)
