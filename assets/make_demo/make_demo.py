"""Make the demo lecture: speech, slides, chapters and a transcript with true word times.

Usage: python assets/make_demo/make_demo.py [--slides FOLDER]

Needs ffmpeg, espeak-ng and Inter (Debian: apt-get install ffmpeg espeak-ng fonts-inter) and Pillow
(pip install pillow). It takes about a minute. With the same versions of these it makes the same files,
byte for byte; --slides only draws the slides, as PNG files.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from array import array
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
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder))


def _make(folder: Path) -> None:
    """Make everything in `folder`, and put it into DEMO once it has passed the checks."""
    line = lay_out(script.read(), Voice())
    made = folder / "demo"
    made.mkdir()
    film.encode(line, script.TITLE, slides.draw_all(folder), film.mix(line, folder), made / "demo.mp4")
    _write(made / "demo.vtt", captions.transcript(line.words))
    _write(made / "demo.chapters.vtt", captions.chapter_list(line.chapters, line.length))
    _check(line, made, film.decode(made / "demo.mp4", folder / "heard.wav"))
    shutil.copytree(made, DEMO, dirs_exist_ok=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _check(line: Timeline, made: Path, heard: array[int]) -> None:
    """Raises RuntimeError when the sound has moved against the words, or the folder is too large."""
    found = check.onsets(heard, line)
    size = sum(file.stat().st_size for file in made.iterdir())
    print(f"{line.length / 1000:.1f} s, {len(line.words)} words, {size} bytes")
    print(f"{found.count} onsets of speech: median {found.median:+.1f} ms, worst {found.worst:+.1f} ms")
    if abs(found.worst) > check.ALLOWED_MILLIS:
        raise RuntimeError(f"the sound of {found.worst_word!r} is {found.worst:+.1f} ms away from its time")
    if size > LARGEST_BYTES:
        raise RuntimeError(f"the demo lecture has {size} bytes, more than {LARGEST_BYTES}")


if __name__ == "__main__":
    main()
