"""Make the demo lecture: speech, slides, chapters and a transcript with true word times.

Usage: python assets/make_demo/make_demo.py [--slides FOLDER]

Needs ffmpeg, espeak-ng and Inter (Debian: apt-get install ffmpeg espeak-ng fonts-inter) and Pillow
(pip install pillow). It takes about two minutes. With the same versions of these it makes the same files,
byte for byte; --slides only draws the slides, as PNG files.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import groupby
from pathlib import Path

import captions
import check
import film
import script
import slides
from timeline import Timeline, lay_out
from voice import Voice

DEMO = Path(__file__).parents[1] / "demo"
LARGEST_BYTES = 4_000_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--slides", type=Path, metavar="FOLDER", help="only draw the slides, into FOLDER")
    wanted = parser.parse_args()
    if wanted.slides:
        slides.draw_all(wanted.slides)
        return
    line = lay_out(script.read(), Voice())
    _write_texts(line)
    with tempfile.TemporaryDirectory() as folder:
        _make_film(line, Path(folder))


def _write_texts(line: Timeline) -> None:
    DEMO.mkdir(exist_ok=True)
    for name, text in (
        ("demo.vtt", captions.transcript(line.words)),
        ("demo.chapters.vtt", captions.chapter_list(line.chapters, line.length)),
    ):
        (DEMO / name).write_text(text, encoding="utf-8", newline="\n")
    cues = [list(group) for _, group in groupby(line.words, key=lambda word: word.caption)]
    lengths = sorted(cue[-1].end - cue[0].start for cue in cues)
    print(
        f"{line.length / 1000:.1f} s, {len(line.words)} words, {len(cues)} cues"
        f" of {lengths[0]} to {lengths[-1]} ms"
    )


def _make_film(line: Timeline, folder: Path) -> None:
    """Raises RuntimeError when the sound has moved against the words, or the folder is too large."""
    film.encode(line, script.TITLE, slides.draw_all(folder), film.mix(line, folder), DEMO / "demo.mp4")
    found = check.onsets(film.decode(DEMO / "demo.mp4", folder / "heard.wav"), line)
    size = sum(file.stat().st_size for file in DEMO.iterdir())
    print(f"{size} bytes; {found.count} onsets, median {found.median:+.1f} ms, worst {found.worst:+.1f} ms")
    if abs(found.worst) > check.ALLOWED_MILLIS:
        raise RuntimeError(f"the sound of {found.worst_word!r} is {found.worst:+.1f} ms away from its time")
    if size > LARGEST_BYTES:
        raise RuntimeError(f"the demo lecture has {size} bytes, more than {LARGEST_BYTES}")


if __name__ == "__main__":
    main()
