"""The slides by name, in the order of the lecture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import slides_rounding
import slides_sampling
import slides_sound
import slides_tones
from canvas import Canvas

SLIDES: dict[str, Callable[[], Canvas]] = {
    "title": slides_sound.title,
    "pressure": slides_sound.pressure,
    "puzzle": slides_sound.puzzle,
    "sampling": slides_sampling.sampling,
    "curves": slides_sampling.curves_through_dots,
    "one_curve": slides_sampling.one_curve,
    "nyquist": slides_sampling.nyquist,
    "history": slides_sampling.history,
    "sinc": slides_sampling.sinc,
    "alias": slides_tones.alias,
    "sweep": slides_tones.sweep,
    "wheel": slides_tones.wheel,
    "doorman": slides_tones.doorman,
    "rounding": slides_rounding.rounding,
    "coarse": slides_rounding.coarse,
    "dither": slides_rounding.dither,
    "television": slides_rounding.television,
    "bands": slides_rounding.bands,
    "keep": slides_sound.keep,
    "end": slides_sound.end,
}


def draw_all(folder: Path) -> dict[str, Path]:
    """Draw every slide as a PNG file in `folder`; the paths by name."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{number:02}-{name}.png" for number, name in enumerate(SLIDES, 1)}
    for name, path in paths.items():
        SLIDES[name]().save(path)
    return paths
