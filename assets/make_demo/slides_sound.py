"""The opening and the closing slides: what sound is, the puzzle, what to keep."""

from __future__ import annotations

import math
import random

from canvas import ACCENT, FAINT, HAIR, INK, MARGIN, PAPER, SOFT, TINT, WIDTH, Canvas, Frame
from curves import melody

FIRST = "1  A shiver in the air"
LAST = "7  What to keep"


def title() -> Canvas:
    slide = Canvas()
    slide.text(MARGIN, 150, "How Sound Becomes Numbers", 68, weight="SemiBold", display=True)
    slide.text(MARGIN, 222, "Sampling, the Nyquist limit, and why nothing is lost", 27, SOFT)
    frame = Frame(-16, 440, 80, 104)
    slide.line([(0, 440), (WIDTH, 440)], HAIR, 2)
    slide.curve(melody, (-0.1, 6), frame, INK, 5.5)
    slide.curve(melody, (6, 11), frame, FAINT, 3, dash=7)
    for tick in range(4, 16):
        x, y = frame.x(tick), frame.y(melody(tick))
        if tick > 6:
            slide.line([(x, 440), (x, y)], HAIR, 2)
        slide.dot(x, y, 10)
    _numbers(slide, frame, range(7, 16), 600)
    return slide


def _numbers(slide: Canvas, frame: Frame, ticks: range, y: float) -> None:
    for tick in ticks:
        words = f"{melody(tick):+.2f}".replace("-", "−")
        slide.text(frame.x(tick), y, words, 17, SOFT, anchor="mm", weight="Medium")


def pressure() -> Canvas:
    slide = Canvas(FIRST, "A microphone writes down the air")
    left, right, top, bottom = MARGIN, 560, 230, 430
    chance = random.Random(4)
    wave = (right - left) / 3
    drawn = 0
    while drawn < 620:
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        if chance.random() < 0.5 - 0.5 * math.cos(2 * math.pi * (x - left) / wave):
            slide.dot(x, y, 2.6, INK)
            drawn += 1
    for turn in range(3):
        slide.text(left + wave * (turn + 0.5), 462, "crowded", 19, ACCENT, anchor="mm", weight="Medium")
        if turn:
            slide.text(left + wave * turn, 462, "thin", 19, SOFT, anchor="mm")
    slide.text((left + right) / 2, 520, "the air, at one moment", 22, SOFT, anchor="mm")
    slide.arrow((right + 28, 330), (right + 92, 330))
    frame = Frame(716, 330, 132, 96)
    _axes(slide, frame, 3.05)
    slide.curve(lambda t: math.sin(2 * math.pi * t), (0, 2.9), frame, ACCENT, 5)
    slide.text(frame.x(1.5), 520, "the pressure at the microphone", 22, SOFT, anchor="mm")
    slide.text(MARGIN, 616, "440 swings a second: the note A, to which orchestras tune.", 24)
    return slide


def _axes(slide: Canvas, frame: Frame, times: float) -> None:
    slide.arrow((frame.x(0), frame.y(0)), (frame.x(times) + 14, frame.y(0)), FAINT)
    slide.arrow((frame.x(0), frame.y(-1.2)), (frame.x(0), frame.y(1.35)), FAINT)
    slide.text(frame.x(times) + 14, frame.y(0), "  time", 18, SOFT)
    slide.text(frame.x(0) + 14, frame.y(1.35) + 2, "pressure", 18, SOFT)


def puzzle() -> Canvas:
    slide = Canvas(FIRST, "A curve has no gaps. A list is full of them.")
    frame = Frame(MARGIN, 400, 46, 120)
    slide.curve(melody, (0, 13), frame, INK, 5)
    x, y = frame.x(5.2), frame.y(melody(5.2))
    slide.dot(x, y, 62, PAPER, ACCENT, 4)
    slide.line([(x - 58, y - 3), (x + 58, y + 3)], INK, 9)
    slide.line([(x - 46, y + 46), (x - 88, y + 88)], ACCENT, 10)
    slide.text(frame.x(6.5), 606, "between any two points, another", 22, SOFT, anchor="mm")
    slide.text(775, 400, "?", 110, ACCENT, anchor="mm", weight="SemiBold", display=True)
    for row in range(6):
        words = f"{melody(row * 2):+.2f}".replace("-", "−")
        top = 206 + row * 62
        slide.box((880, top, 1090, top + 44), "#FFFFFF", HAIR, radius=8, width=2)
        slide.text(985, top + 22, words, 24, anchor="mm", weight="Medium")
    slide.text(985, 606, "and between two numbers? Nothing.", 22, SOFT, anchor="mm")
    return slide


def keep() -> Canvas:
    slide = Canvas(LAST, "Three things to keep")
    columns = (
        ("Sample fast enough", "more than twice as fast", "as the fastest wiggle", _keep_sample),
        ("Filter first", "no ghost can be", "driven out afterwards", _keep_filter),
        ("Dither, then round", "so that the error", "turns into a quiet hiss", _keep_dither),
    )
    for number, (head, first, second, draw) in enumerate(columns):
        left = MARGIN + number * 376
        slide.box((left, 196, left + 352, 640), "#FFFFFF", HAIR)
        draw(slide, left + 176, 320)
        slide.text(left + 176, 486, head, 29, anchor="mm", weight="SemiBold", display=True)
        slide.text(left + 176, 542, first, 22, SOFT, anchor="mm")
        slide.text(left + 176, 574, second, 22, SOFT, anchor="mm")
    return slide


def _keep_sample(slide: Canvas, x: float, y: float) -> None:
    frame = Frame(x - 126, y, 126, 72)
    slide.curve(lambda t: math.sin(2 * math.pi * t), (0, 2), frame, INK, 4)
    for tick in range(6):
        at = 0.1 + tick / 2.78
        slide.dot(frame.x(at), frame.y(math.sin(2 * math.pi * at)), 8)


def _keep_filter(slide: Canvas, x: float, y: float) -> None:
    for bar in range(12):
        height = 96 * math.exp(-((bar - 3) ** 2) / 30) + 8
        left = x - 126 + bar * 21.5
        slide.box((left, y + 64 - height, left + 14, y + 64), INK if bar < 7 else TINT, radius=4)
    slide.line([(x + 22, y - 66), (x + 22, y + 76)], ACCENT, 4)
    slide.line([(x - 130, y + 66), (x + 130, y + 66)], FAINT, 2)


def _keep_dither(slide: Canvas, x: float, y: float) -> None:
    chance = random.Random(11)
    for row in range(5):
        slide.line([(x - 126, y - 72 + row * 36), (x + 126, y - 72 + row * 36)], HAIR, 2)
    for column in range(24):
        ideal = 1.6 * math.sin(2 * math.pi * column / 23)
        mark = round(ideal + chance.random() - chance.random())
        slide.dot(x - 126 + column * 11, y - mark * 36, 4.6)
    frame = Frame(x - 126, y, 253, 57.6)
    slide.curve(lambda t: math.sin(2 * math.pi * t), (0, 1), frame, INK, 3)


def end() -> Canvas:
    slide = Canvas(LAST, "The list is the curve, written down")
    frame = Frame(MARGIN + 12, 370, 71, 118)
    slide.line([(MARGIN, 370), (WIDTH - MARGIN, 370)], HAIR, 2)
    slide.curve(melody, (-0.1, 15.4), frame, INK, 5)
    for tick in range(16):
        x, y = frame.x(tick), frame.y(melody(tick))
        slide.line([(x, 530), (x, 552)], FAINT, 2)
        slide.dot(x, y, 9)
    _numbers(slide, frame, range(16), 580)
    slide.text(MARGIN, 646, "Between the ticks of the clock, nothing is lost.", 25, SOFT)
    return slide
