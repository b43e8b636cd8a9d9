"""Files that belong to a lecture by their names: `talk.mp4` with `talk.en.vtt` and `talk.chapters.vtt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_DOUBTFUL_ENDINGS = (".csv", ".xml", ".txt")
TRANSCRIPT_ENDINGS = (
    *(".vtt", ".srt", ".json", ".json3", ".srv3", ".srv2", ".srv1", ".ttml", ".dfxp"),
    *(".ass", ".ssa", ".lrc", ".tsv", ".sbv", *_DOUBTFUL_ENDINGS),
)
"""The best first where a lecture has several."""
_CHAPTERS = ".chapters.vtt"

# A language tag (BCP 47) as downloaders write it: `en`, `pt-BR`, `zh_Hans`, `en-orig`.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


def find_transcripts(media: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """The transcripts of `media` among the `names` in its folder, the best first: no language, then English."""
    ranked = sorted(rank for name in names if (rank := _rank(media, name)) is not None)
    return tuple(path for *_, name in ranked if (path := media.with_name(name)).is_file())


def language_in(transcript: Path, media: Path) -> str | None:
    """The language tag at the end of a transcript's name: `de` of `talk.de.srt`."""
    if transcript.stem == media.stem:
        return None
    _, dot, language = transcript.stem.rpartition(".")
    return language if dot and _LANGUAGE.fullmatch(language) else None


def find_chapters(media: Path, names: Iterable[str]) -> Path | None:
    """The chapters of `media` among the `names` in its folder."""
    wanted = (media.stem + _CHAPTERS).lower()
    return next((media.with_name(name) for name in sorted(names) if name.lower() == wanted), None)


def media_stems(sidecar: str) -> tuple[str, ...]:
    """The stems a media file may have to which the file name `sidecar` belongs, the likeliest first."""
    if sidecar.lower().endswith(_CHAPTERS):
        return (sidecar[: -len(_CHAPTERS)],)
    stem = Path(sidecar).stem
    before, dot, language = stem.rpartition(".")
    return (stem, before) if dot and _LANGUAGE.fullmatch(language) else (stem,)


def is_sidecar(name: str) -> bool:
    """Whether a file of this name is a transcript or chapters, by its ending."""
    return name.lower().endswith(TRANSCRIPT_ENDINGS)


def may_be_other(name: str) -> bool:
    """Whether a file of this ending beside a lecture may as well be its description or something else."""
    return name.lower().endswith(_DOUBTFUL_ENDINGS)


def _rank(media: Path, name: str) -> tuple[int, int, str] | None:
    """How well the file `name` serves as transcript of `media`, smallest best; None when it does not."""
    ending = Path(name).suffix
    if ending.lower() not in TRANSCRIPT_ENDINGS:
        return None
    preference = TRANSCRIPT_ENDINGS.index(ending.lower())
    stem = name[: -len(ending)]
    if stem in (media.stem, media.name):
        return 0, preference, name
    language = stem.removeprefix(media.stem + ".")
    if language == stem or not _LANGUAGE.fullmatch(language):
        return None
    subtags = re.split("[-_]", language.lower())
    return (1 if subtags == ["en"] else 2 if subtags[0] == "en" else 3), preference, name
