"""Wild inputs made from tame ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

_TOKENS = (
    b"-->", b" --> ", b"WEBVTT\n", b"00:00:01.000", b"0:0:1.1", b"99:59:59,999", b"\n\n", b"\r", b"\r\n",
    b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"<v Ada>", b"<c>", b"</c>",
    b"<00:00:01.000>", b"&amp;", b"&#0;", b"&#x1b;", b"&", b"<", b">", b"{\\k20}", b"{\\p1}", b"{", b"}",
    b"[", b"]", b"[00:01.00]", b"(1:02:03)", b"\x1b[31m", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"null", b"NaN",
    b"1e999", b"-1", b"\"", b"'", b",", b"|", b"\t", b";", b"NOTE", b"STYLE", b"Dialogue: ",
    b"X-TIMESTAMP-MAP=MPEGTS:1,LOCAL:0", b"<!DOCTYPE x [<!ENTITY a \"b\">]>", b"<p begin=\"1s\">", b"</p>",
    b"true", b"1,115", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8e\x93", b"\xd8\xa7\xd9\x84",
    b"\xe6\xb1\x89", b"9" * 40, b" " * 40, b"a: ", b"PAR1", b"\x80", b"\xed\xa0\x80",
)  # fmt: skip

_Mutation = Callable[[random.Random, bytes], bytes]


def mutated(chance: random.Random, known: Sequence[bytes]) -> bytes:
    """One of `known`, changed in one to eight places, sometimes crossed with another."""
    raw = chance.choice(known)
    if chance.random() < 0.1:
        raw = _crossed(chance, raw, chance.choice(known))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        raw = chance.choice(_MUTATIONS)(chance, raw)
    return raw


def swollen(chance: random.Random, known: Sequence[bytes], size: int) -> bytes:
    """A mutated one that grows to `size` bytes by repeating the whole, a stretch of it, or a token."""
    raw = mutated(chance, known) or b"\n"
    kind = chance.randrange(3)
    piece = raw if kind == 0 else _stretch(chance, raw) if kind == 1 else chance.choice(_TOKENS)
    piece = piece or b" "
    return (raw + piece * (size // len(piece) + 1))[:size]


def _stretch(chance: random.Random, raw: bytes) -> bytes:
    begin = chance.randrange(len(raw)) if raw else 0
    return raw[begin : begin + chance.choice((1, 2, 7, 40, 400))]


def _place(chance: random.Random, raw: bytes) -> int:
    return chance.randint(0, len(raw))


def _crossed(chance: random.Random, raw: bytes, other: bytes) -> bytes:
    return raw[: _place(chance, raw)] + other[_place(chance, other) :]


def _flipped(chance: random.Random, raw: bytes) -> bytes:
    at = _place(chance, raw)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _cut(chance: random.Random, raw: bytes) -> bytes:
    at = _place(chance, raw)
    return raw[:at] + raw[at + chance.choice((1, 3, 20, 200)) :]


def _truncated(chance: random.Random, raw: bytes) -> bytes:
    return raw[: _place(chance, raw)]


def _doubled(chance: random.Random, raw: bytes) -> bytes:
    at = _place(chance, raw)
    return raw[:at] + _stretch(chance, raw) * chance.choice((1, 2, 5, 30)) + raw[at:]


def _with_token(chance: random.Random, raw: bytes) -> bytes:
    at = _place(chance, raw)
    return raw[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 3, 60)) + raw[at:]


def _lines_swapped(chance: random.Random, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _digits_changed(chance: random.Random, raw: bytes) -> bytes:
    digits = [at for at, byte in enumerate(raw) if 48 <= byte <= 57]
    changed = bytearray(raw)
    for at in chance.sample(digits, min(len(digits), 3)):
        changed[at] = chance.choice(b"0123456789-.:,e")
    return bytes(changed)


def _recoded(chance: random.Random, raw: bytes) -> bytes:
    text = raw.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-8-sig")), "replace"
    )


_MUTATIONS: tuple[_Mutation, ...] = (
    _flipped, _flipped, _cut, _truncated, _doubled, _with_token, _with_token, _lines_swapped, _digits_changed, _recoded,
)  # fmt: skip
