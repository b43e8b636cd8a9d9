"""What a file is, told by its first bytes.

Signatures from the formats' own specifications; where a format has none, nothing is claimed.
"""

from __future__ import annotations

import codecs
import re

HEAD_BYTES = 8192

_MEDIA_STARTS = (
    b"OggS",
    b"fLaC",
    b"ID3",
    b"\x1aE\xdf\xa3",  # EBML: Matroska, WebM
    b"FLV\x01",
    b"0&\xb2u\x8ef\xcf\x11",  # ASF: WMA, WMV
    b"#!AMR",
    b"caff",
    b".snd",
    b"wvpk",
    b"MAC ",
    b"MPCK",
    b"MP+",
    b"TTA1",
    b"DSD ",
    b"DKIF",
    b".RMF",
    b"\x7f\xfe\x80\x01",  # DTS
    b"\x0b\x77",  # AC-3
    b"riff\x2e\x91\xcf\x11",  # Wave64
    b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02",  # MXF
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",  # MPEG video
)
_ATOMS = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"}
_PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
_CHUNKED = {
    b"RIFF": {b"WAVE", b"AVI ", b"RMP3"},
    b"RF64": {b"WAVE"},
    b"BW64": {b"WAVE"},
    b"FORM": {b"AIFF", b"AIFC"},
}

_OTHER_STARTS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"d8:announce", "a torrent, which only tells where a file is"),
)
_TAR_MAGIC = slice(257, 262)

# First match wins; matched against text in lower case without leading blanks.
_KINDS_OF_TEXT = (
    (re.compile(r"#extm3u|\[playlist\]|<\?xml[^>]*>\s*<(?:playlist|asx)\b|<asx\b"), "a playlist"),
    (
        re.compile(r"<!doctype html|<html|<head\b|<body\b|<\?xml[^>]*>\s*(?:<!doctype html|<html)"),
        "a web page",
    ),
    (re.compile(r"webvtt|1\s+\d+:\d\d:\d\d,\d{3} -->"), "a transcript"),
    (re.compile(r"<\?xml|<svg\b|<tt\b"), "an XML document"),
    (re.compile(r"[\[{]\s*[\[{\"\]}]"), "a JSON document"),
    (re.compile(r""), "a text"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\x1b")


def looks_like_media(head: bytes) -> bool | None:
    """Whether a file that begins with `head` (HEAD_BYTES of it) is sound or video; None if nothing tells."""
    if what_else(head) is not None:
        return False
    return True if _is_media(head) else None


def what_else(head: bytes) -> str | None:
    """What a file that begins with `head` is if that is surely no sound or video ("a PDF document"), or None."""
    picture = _picture_in_container(head)
    if picture is not None:
        return picture
    # Some text encodings begin like the frames of an MP3, so text is asked before media.
    text = _as_text(head)
    if text is not None:
        return _kind_of_text(text)
    if head[_TAR_MAGIC] == b"ustar":
        return "a tar archive"
    return next((name for start, name in _OTHER_STARTS if head.startswith(start)), None)


def _is_media(head: bytes) -> bool:
    return (
        head.startswith(_MEDIA_STARTS)
        or head[4:8] in _ATOMS
        or head[8:12] in _CHUNKED.get(head[:4], ())
        or _is_transport_stream(head)
        or _is_mpeg_audio(head)
    )


def _picture_in_container(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return "a picture (HEIF)"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture (WebP)"
    return None


def _is_transport_stream(head: bytes) -> bool:
    """Packets of 188 bytes, or of 192 with a time before each, that begin with 0x47 (ISO 13818-1)."""
    return any(
        len(head) > first + 2 * size and all(head[first + n * size] == 0x47 for n in range(3))
        for first, size in ((0, 188), (4, 192))
    )


def _is_mpeg_audio(head: bytes) -> bool:
    """The header of an MPEG audio frame (ISO 11172-3) or of ADTS (ISO 13818-7), with no field forbidden."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        # ADTS: twelve sync bits, and one of thirteen sampling rates.
        return head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 0xF < 13
    bitrate, sampling = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and bitrate not in (0, 15) and sampling != 3


def _as_text(head: bytes) -> str | None:
    """`head` decoded, when it is text from the first byte to the last."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # Not final: the head may end in the middle of a character.
        text = codecs.getincrementaldecoder("utf-16" if utf_16 else "utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return None
    readable = all(letter in _TEXT_CONTROLS or letter.isprintable() or letter >= "\xa0" for letter in text)
    return text if readable and text else None


def _kind_of_text(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("%pdf", "%!ps", "{\\rtf", "d8:announce")):
        return next(name for beginning, name in _OTHER_STARTS if start.encode().startswith(beginning.lower()))
    return next(name for pattern, name in _KINDS_OF_TEXT if pattern.match(start))
