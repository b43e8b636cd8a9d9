"""A slide to draw on: paper, ink, one accent. It is drawn four times too large, so that edges are smooth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, SCALE = 1280, 720, 4
MARGIN = 88

PAPER, INK, SOFT, FAINT, HAIR = "#FAF7F1", "#20262E", "#66707B", "#B9BEC3", "#DEDAD1"
ACCENT, TINT = "#D4472B", "#F4D8CF"

FONTS = Path("/usr/share/fonts/opentype/inter")
Point: TypeAlias = tuple[float, float]


@cache
def _font(size: float, weight: str, display: bool) -> ImageFont.FreeTypeFont:
    family = "InterDisplay" if display else "Inter"
    return ImageFont.truetype(str(FONTS / f"{family}-{weight}.otf"), round(size * SCALE))


class Canvas:
    """A slide of WIDTH by HEIGHT; every coordinate and width is in its pixels."""

    def __init__(self, kicker: str = "", headline: str = "") -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        if kicker:
            self.text(MARGIN, 78, kicker, 19, SOFT, weight="Medium")
        if headline:
            self.text(MARGIN, 124, headline, 42, weight="SemiBold", display=True)

    def save(self, path: Path) -> None:
        self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(path)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 22,
        colour: str = INK,
        *,
        anchor: str = "lm",
        weight: str = "Regular",
        display: bool = False,
    ) -> None:
        font = _font(size, weight, display)
        self._draw.text((x * SCALE, y * SCALE), words, fill=colour, font=font, anchor=anchor)

    def line(self, points: Sequence[Point], colour: str = INK, width: float = 3, *, dash: float = 0) -> None:
        """A line with round joints and ends; `dash` is the length of its dashes and gaps."""
        if dash:
            for piece in _dashes(points, dash):
                self.line(piece, colour, width)
            return
        # Pillow's wide lines have ragged edges where they bend, so a pen is stamped along the path instead.
        for x, y in _along(points, 1 / SCALE):
            self.dot(x, y, width / 2, colour)

    def dot(
        self, x: float, y: float, radius: float, fill: str = ACCENT, ring: str = "", width: float = 3
    ) -> None:
        corners = [(v * SCALE) for v in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(
            corners, fill=fill, outline=ring or None, width=round(width * SCALE) if ring else 0
        )

    def box(
        self,
        corners: Sequence[float],
        fill: str = "",
        outline: str = "",
        radius: float = 14,
        width: float = 2.5,
    ) -> None:
        scaled = [v * SCALE for v in corners]
        self._draw.rounded_rectangle(
            scaled, radius * SCALE, fill=fill or None, outline=outline or None, width=round(width * SCALE)
        )

    def area(self, points: Sequence[Point], fill: str = TINT) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def arrow(
        self, start: Point, end: Point, colour: str = SOFT, width: float = 2.5, head: float = 11
    ) -> None:
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        neck = (end[0] - head * 0.8 * math.cos(angle), end[1] - head * 0.8 * math.sin(angle))
        self.line([start, neck], colour, width)
        sides = [
            (end[0] - head * 1.3 * math.cos(angle + turn), end[1] - head * 1.3 * math.sin(angle + turn))
            for turn in (-0.42, 0.42)
        ]
        self.area([end, *sides], colour)

    def curve(
        self,
        height: Callable[[float], float],
        span: tuple[float, float],
        frame: Frame,
        colour: str = INK,
        width: float = 4,
        *,
        dash: float = 0,
    ) -> None:
        """The function `height` of time over `span`, placed by `frame`."""
        first, last = span
        steps = round(1.5 * abs(frame.x(last) - frame.x(first)))
        times = [first + (last - first) * i / steps for i in range(steps + 1)]
        self.line([(frame.x(t), frame.y(height(t))) for t in times], colour, width, dash=dash)


class Frame:
    """Where a graph stands: time 0 at `left`, height 0 at `middle`, a unit of each so many pixels long."""

    def __init__(self, left: float, middle: float, per_time: float, per_height: float) -> None:
        self.left, self.middle, self.per_time, self.per_height = left, middle, per_time, per_height

    def x(self, time: float) -> float:
        return self.left + time * self.per_time

    def y(self, height: float) -> float:
        return self.middle - height * self.per_height


def _along(points: Sequence[Point], stride: float) -> Iterator[Point]:
    """Points on the path at most `stride` apart, its own points among them."""
    yield points[0]
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / stride))
        for i in range(1, steps + 1):
            yield x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps


def _dashes(points: Sequence[Point], length: float) -> list[list[Point]]:
    pieces: list[list[Point]] = [[]]
    walked, drawing, previous = 0.0, True, points[0]
    for point in _along(points, 1.0):
        walked += math.dist(previous, point)
        previous = point
        if drawing:
            pieces[-1].append(point)
        if walked >= length:
            walked, drawing = 0.0, not drawing
            if drawing:
                pieces.append([point])
    return [piece for piece in pieces if len(piece) > 1]
