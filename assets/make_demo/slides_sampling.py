"""The slides on sampling, the Nyquist limit and the way back to the curve."""

from __future__ import annotations

import math

from canvas import ACCENT, FAINT, HAIR, INK, MARGIN, PAPER, SOFT, TINT, WIDTH, Canvas, Frame
from curves import melody, ripple, wild

SECOND = "2  Dots on a curve"
THIRD = "3  The Nyquist limit"
FRAME = Frame(MARGIN + 12, 400, 71, 130)
SPAN = (-0.1, 15.4)


def _dots(slide: Canvas, frame: Frame = FRAME, last: int = 15, radius: float = 9) -> None:
    for tick in range(last + 1):
        slide.dot(frame.x(tick), frame.y(melody(tick)), radius)


def sampling() -> Canvas:
    slide = Canvas(SECOND, "Measure at every tick, ignore the rest")
    frame = Frame(MARGIN + 12, 350, 71, 118)
    slide.curve(melody, SPAN, frame, FAINT, 3)
    slide.line([(MARGIN, frame.y(0)), (WIDTH - MARGIN, frame.y(0))], HAIR, 2)
    for tick in range(16):
        x = frame.x(tick)
        slide.line([(x, frame.y(0)), (x, frame.y(melody(tick)))], INK, 2.5)
        slide.line([(x, 520), (x, 538)], SOFT, 2.5)
        words = f"{melody(tick):+.2f}".replace("-", "−")
        slide.text(x, 580, words, 18, anchor="mm", weight="Medium")
    slide.line([(MARGIN, 529), (WIDTH - MARGIN, 529)], FAINT, 2)
    _dots(slide, frame)
    slide.text(MARGIN, 640, "the ticks of the clock, and what is written down at each: the samples", 22, SOFT)
    return slide


def curves_through_dots() -> Canvas:
    slide = Canvas(SECOND, "The dots alone cannot tell")
    for number, colour in enumerate((SOFT, FAINT, "#C9A79C", "#A9B6C2")):
        slide.curve(lambda t, n=number: wild(n, t), SPAN, FRAME, colour, 2.5)  # type: ignore[misc]
    _dots(slide)
    slide.text(MARGIN, 640, "four of the endlessly many curves through the same sixteen dots", 22, SOFT)
    return slide


def one_curve() -> Canvas:
    slide = Canvas(SECOND, "Not too fast: then exactly one is left")
    for number in range(4):
        slide.curve(lambda t, n=number: wild(n, t), SPAN, FRAME, "#ECE8DF", 2)  # type: ignore[misc]
    slide.curve(melody, SPAN, FRAME, INK, 5.5)
    _dots(slide)
    slide.text(MARGIN, 640, "not a good guess, not a close copy: the very same curve", 22, SOFT)
    return slide


def nyquist() -> Canvas:
    slide = Canvas(THIRD, "Half the sampling rate is the border")
    frame = Frame(MARGIN, 346, 128, 84)
    slide.curve(lambda t: math.sin(2 * math.pi * t), (0, 3.1), frame, INK, 4.5)
    for tick in range(9):
        at = 0.11 + tick * 0.37
        slide.dot(frame.x(at), frame.y(math.sin(2 * math.pi * at)), 9)
    slide.text(frame.x(0.25), 236, "hill", 21, SOFT, anchor="mm")
    slide.text(frame.x(0.75), 458, "valley", 21, SOFT, anchor="mm")
    slide.text(MARGIN, 524, "More than two samples a wave", 24, weight="SemiBold")
    slide.text(MARGIN, 558, "catch the hill and the valley.", 24, SOFT)
    left, border, right = 640, 880, 1140
    slide.box((left, 262, border, 430), TINT, radius=0)
    slide.line([(border, 236), (border, 450)], ACCENT, 4)
    slide.arrow((left, 430), (right + 40, 430), SOFT)
    slide.text((left + border) / 2, 346, "rebuilt", 25, anchor="mm", weight="SemiBold")
    slide.text((border + right) / 2, 346, "mistaken", 25, SOFT, anchor="mm")
    slide.text(left, 462, "0", 20, SOFT, anchor="mm")
    slide.text(border, 474, "½ × rate", 22, ACCENT, anchor="mm", weight="SemiBold")
    slide.line([(right - 20, 424), (right - 20, 437)], SOFT, 2.5)
    slide.text(right - 20, 462, "rate", 20, SOFT, anchor="mm")
    slide.text(right + 40, 404, "frequency", 18, SOFT, anchor="rm")
    slide.text(left, 524, "The Nyquist frequency", 24, weight="SemiBold")
    slide.text(left, 558, "parts what can be rebuilt from what cannot.", 24, SOFT)
    return slide


def history() -> Canvas:
    slide = Canvas(THIRD, "Four people, one rule")
    people = (
        (1915, "Whittaker", "Edinburgh", "the smoothest curve", "through given points"),
        (1928, "Nyquist", "AT&T", "how many pulses", "a telegraph line can carry"),
        (1933, "Kotelnikov", "Moscow", "how many numbers", "a radio signal needs"),
        (1949, "Shannon", "Bell Labs", "the proof that", "engineers still quote"),
    )
    left, right, y = MARGIN, WIDTH - MARGIN, 330
    slide.line([(left, y), (right, y)], FAINT, 3)
    for number, (year, name, place, first, second) in enumerate(people):
        x = left + 36 + number * 288
        known = name == "Nyquist"
        slide.dot(x, y, 12, ACCENT if known else PAPER, ACCENT if known else INK, 4)
        slide.text(x - 16, y - 58, str(year), 40, ACCENT if known else INK, weight="SemiBold", display=True)
        slide.text(x - 16, y + 62, name, 29, weight="SemiBold", display=True)
        slide.text(x - 16, y + 98, place, 21, SOFT)
        slide.text(x - 16, y + 152, first, 21)
        slide.text(x - 16, y + 182, second, 21)
    slide.text(MARGIN, 628, "The sampling theorem bears all four names, in one country or another.", 22, SOFT)
    return slide


def sinc() -> Canvas:
    slide = Canvas(THIRD, "Every dot sends out a ripple")
    frame = Frame(MARGIN + 20, 372, 98, 196)
    slide.line([(MARGIN, frame.y(0)), (WIDTH - MARGIN, frame.y(0))], HAIR, 2)
    for tick in range(12):
        if tick != 4:
            slide.curve(lambda t, n=tick: melody(n) * ripple(t - n), (-0.2, 11.2), frame, "#D3D5D4", 2)  # type: ignore[misc]
    slide.curve(
        lambda t: sum(melody(n) * ripple(t - n) for n in range(-300, 312)), (-0.2, 11.2), frame, INK, 5
    )
    slide.curve(lambda t: melody(4) * ripple(t - 4), (-0.2, 11.2), frame, ACCENT, 4)
    for tick in range(12):
        slide.dot(frame.x(tick), frame.y(melody(tick)), 9, INK if tick != 4 else ACCENT)
    slide.text(MARGIN, 606, "one ripple, the sinc function:", 22, ACCENT, weight="SemiBold")
    slide.text(MARGIN + 326, 606, "zero at every tick except its own", 22, SOFT)
    slide.text(MARGIN, 642, "all ripples together:", 22, weight="SemiBold")
    slide.text(MARGIN + 222, 642, "the curve", 22, SOFT)
    return slide
