"""The slides on aliasing."""

from __future__ import annotations

import math

from canvas import ACCENT, FAINT, HAIR, INK, MARGIN, SOFT, TINT, WIDTH, Canvas, Frame

FOURTH = "4  Tones in disguise"
SPOKES, TURN_DEGREES = 8, 38


def alias() -> Canvas:
    slide = Canvas(FOURTH, "7,000 hertz, disguised as 1,000")
    frame = Frame(MARGIN + 12, 390, 534, 140)
    slide.line([(MARGIN, frame.y(0)), (WIDTH - MARGIN, frame.y(0))], HAIR, 2)
    slide.curve(lambda t: math.cos(2 * math.pi * 7 * t), (0, 2), frame, FAINT, 3)
    slide.curve(lambda t: math.cos(2 * math.pi * t), (0, 2), frame, ACCENT, 4.5)
    for tick in range(17):
        slide.dot(frame.x(tick / 8), frame.y(math.cos(2 * math.pi * tick / 8)), 9, INK)
    slide.line([(MARGIN, 596), (MARGIN + 44, 596)], FAINT, 4)
    slide.text(MARGIN + 60, 596, "the tone: 7,000 waves a second", 22)
    slide.dot(MARGIN + 460, 596, 9, INK)
    slide.text(MARGIN + 482, 596, "8,000 samples a second", 22)
    slide.line([(MARGIN + 790, 596), (MARGIN + 834, 596)], ACCENT, 5)
    slide.text(MARGIN + 850, 596, "what they say: 1,000", 22, ACCENT)
    slide.text(MARGIN, 646, "two thousandths of a second", 19, SOFT)
    return slide


def sweep() -> Canvas:
    slide = Canvas(FOURTH, "It turns round at the border")
    for left, heading in ((MARGIN + 60, "what went in"), (MARGIN + 640, "what came out")):
        frame = Frame(left, 560, 108, 0.046)
        slide.text(left, 206, heading, 24, weight="SemiBold")
        slide.arrow((left, 560), (left + 462, 560), FAINT)
        slide.arrow((left, 560), (left, 226), FAINT)
        slide.line([(left, frame.y(4000)), (left + 440, frame.y(4000))], SOFT, 2, dash=8)
        for hertz in (1000, 4000, 7000):
            slide.text(left - 12, frame.y(hertz), f"{hertz:,}", 18, SOFT, anchor="rm")
        slide.text(left + 462, 586, "4 seconds", 18, SOFT, anchor="rm")
        rising = 4 * (4000 - 300) / (7000 - 300)
        if heading == "what went in":
            slide.line([(frame.x(0), frame.y(300)), (frame.x(4), frame.y(7000))], INK, 5)
        else:
            slide.line([(frame.x(rising), frame.y(4000)), (frame.x(4), frame.y(7000))], HAIR, 3, dash=7)
            turn = [(frame.x(0), frame.y(300)), (frame.x(rising), frame.y(4000)), (frame.x(4), frame.y(1000))]
            slide.line(turn, ACCENT, 5)
    slide.text(
        MARGIN, 640, "frequency in hertz; sampled 8,000 times a second, so the border is at 4,000", 22, SOFT
    )
    return slide


def wheel() -> Canvas:
    slide = Canvas(FOURTH, "The wheel that rolls backwards")
    for picture in range(4):
        x, y = MARGIN + 134 + picture * 279, 350
        slide.box((x - 128, y - 128, x + 128, y + 128), "#FFFFFF", HAIR, radius=10)
        _wheel(slide, x, y, picture * TURN_DEGREES)
        slide.text(x, y + 156, f"picture {picture + 1}", 19, SOFT, anchor="mm")
    slide.dot(MARGIN + 10, 566, 9)
    slide.text(MARGIN + 34, 566, f"the same spoke: {TURN_DEGREES} degrees on, each time", 22)
    slide.dot(MARGIN + 10, 606, 9, INK)
    slide.text(MARGIN + 34, 606, "the spoke the eye takes for it: 7 degrees back, each time", 22)
    slide.text(WIDTH - MARGIN, 606, "8 spokes, 45 degrees apart", 19, SOFT, anchor="rm")
    return slide


def _wheel(slide: Canvas, x: float, y: float, degrees: float) -> None:
    slide.dot(x, y, 96, "#FFFFFF", INK, 6)
    for spoke in range(SPOKES):
        angle = math.radians(degrees + spoke * 360 / SPOKES - 90)
        tip = (x + 92 * math.cos(angle), y + 92 * math.sin(angle))
        slide.line([(x, y), tip], FAINT, 4)
    slide.dot(x, y, 13, INK)
    seen = degrees / TURN_DEGREES * (TURN_DEGREES - 360 / SPOKES)
    for turn, colour in ((degrees, ACCENT), (seen, INK)):
        angle = math.radians(turn - 90)
        slide.line([(x, y), (x + 88 * math.cos(angle), y + 88 * math.sin(angle))], colour, 4)
    for turn, colour in ((seen, INK), (degrees, ACCENT)):
        angle = math.radians(turn - 90)
        radius = 12 if colour == INK or degrees else 8
        slide.dot(x + 93 * math.cos(angle), y + 93 * math.sin(angle), radius, colour)


def doorman() -> Canvas:
    slide = Canvas(FOURTH, "The doorman stands before the counting")
    y = 270
    stations = (
        (MARGIN, 200, "sound", False),
        (MARGIN + 300, 230, "anti-aliasing filter", True),
        (MARGIN + 630, 200, "sampler", False),
    )
    for left, width, name, marked in stations:
        slide.box(
            (left, y - 46, left + width, y + 46), TINT if marked else "#FFFFFF", ACCENT if marked else FAINT
        )
        slide.text(left + width / 2, y, name, 22, anchor="mm", weight="SemiBold" if marked else "Medium")
    for start, end in ((200, 300), (530, 630), (830, 930)):
        slide.arrow((MARGIN + start + 14, y), (MARGIN + end - 12, y), SOFT, 3)
    slide.text(MARGIN + 944, y, "numbers", 22, weight="Medium")
    _spectrum(slide, MARGIN + 40, "before: with guests", "that are too fast", filtered=False)
    _spectrum(slide, MARGIN + 620, "after: only what the", "samples can hold", filtered=True)
    return slide


def _spectrum(slide: Canvas, left: float, first: str, second: str, *, filtered: bool) -> None:
    base, border = 590, left + 180
    for bar in range(16):
        height = 130 * math.exp(-((bar - 4) ** 2) / 60) * (0.72 + 0.28 * math.cos(bar * 2.4)) + 8
        x = left + 8 + bar * 22
        over = x > border
        if over and filtered:
            continue
        slide.box((x, base - height, x + 14, base), ACCENT if over else INK, radius=4)
    slide.line([(border, 416), (border, base + 14)], ACCENT, 3, dash=7)
    slide.arrow((left, base), (left + 376, base), FAINT)
    slide.text(border, base + 36, "½ × rate", 19, ACCENT, anchor="mm", weight="SemiBold")
    slide.text(left + 214, 426, first, 21, SOFT)
    slide.text(left + 214, 454, second, 21, SOFT)
