"""Which faults of libVLC's a file is known to bring out, told by its first bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback.container import Container, container_of

OGG_PAGE = b"OggS\0\2" + bytes(20) + b"\1\x13"
EBML = b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82"


def found(tmp_path: Path, head: bytes) -> Container:
    path = tmp_path / "lecture"
    path.write_bytes(head)
    return container_of(path)


@pytest.mark.parametrize(
    ("head", "label_ms", "landing_ms"),
    [
        (b"\0\0\0\x20ftypM4A \0\0\0\0", 0, 0),
        (OGG_PAGE + b"OpusHead\1", -74, -74),
        (OGG_PAGE + b"\1vorbis", 0, 0),
        (b"RIFF\x24\0\0\0WAVEfmt ", 50, 0),
        (b"RIFF\x24\0\0\0AVI LIST", 0, 0),
        (EBML + b"\x84webm", 7, 7),
        (EBML + b"\x88matroska", 21, 21),
        (b"ID3\4\0\0\0\0\0\0", 48, 48),
        (b"\xff\xfb\x90\x64", 48, 48),
        (b"\xff\xf3\x90\x64", 48, 48),
        (b"\xff\xf1\x50\x80", 0, 0),
        (b"fLaC\0\0\0\x22", 0, 0),
        (b"\xff", 0, 0),
        (b"", 0, 0),
    ],
)
def test_the_times_that_libvlc_gets_wrong(
    tmp_path: Path, head: bytes, label_ms: int, landing_ms: int
) -> None:
    container = found(tmp_path, head)
    assert (container.label_ms, container.landing_ms) == (label_ms, landing_ms)


@pytest.mark.parametrize("head", [b"\0\0\0\x20ftypisom", OGG_PAGE + b"OpusHead\1", OGG_PAGE + b"\1vorbis"])
def test_some_seek_right_at_rate_1_only(tmp_path: Path, head: bytes) -> None:
    assert not found(tmp_path, head).seeks_at_any_rate


@pytest.mark.parametrize("head", [b"RIFF\0\0\0\0WAVE", EBML + b"\x84webm", b"ID3", b"fLaC", b""])
def test_others_seek_at_every_rate(tmp_path: Path, head: bytes) -> None:
    assert found(tmp_path, head).seeks_at_any_rate


def test_only_ogg_has_to_settle_and_reads_far_ahead(tmp_path: Path) -> None:
    ogg, mp4 = found(tmp_path, OGG_PAGE), found(tmp_path, b"\0\0\0\x20ftypM4A ")
    assert ogg.settling_seconds > mp4.settling_seconds == 0
    assert ogg.read_ahead_ms > mp4.read_ahead_ms


def test_a_name_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lecture.opus"
    path.write_bytes(b"fLaC\0\0\0\x22")
    assert container_of(path) == Container()


def test_what_cannot_be_read_has_no_faults(tmp_path: Path) -> None:
    assert container_of(tmp_path / "missing") == Container()
    assert container_of(tmp_path) == Container()


@given(head=st.binary(max_size=80))
def test_any_bytes_are_some_container(tmp_path_factory: pytest.TempPathFactory, head: bytes) -> None:
    assert found(tmp_path_factory.getbasetemp(), head).read_ahead_ms > 0
