"""The slides on quantization, dither and the rates in use."""

from __future__ import annotations

import random
from statistics import fmean

from canvas import ACCENT, FAINT, HAIR, INK, MARGIN, SOFT, WIDTH, Canvas, Frame
from curves import dithered, melody, slow_note

FIFTH = "5  A ruler with marks"
SIXTH = "6  Why 44,100?"
MARKS = range(-4, 4)


def rounding() -> Canvas:
    slide = Canvas(FIFTH, "Round to the nearest mark")
    frame = Frame(MARGIN + 76, 380, 50, 52)
    for mark in MARKS:
        slide.line([(MARGIN + 50, frame.y(mark)), (MARGIN + 720, frame.y(mark))], HAIR, 2)
        slide.line([(MARGIN + 24, frame.y(mark)), (MARGIN + 44, frame.y(mark))], INK, 3)
        slide.text(MARGIN + 12, frame.y(mark), str(mark).replace("-", "−"), 18, SOFT, anchor="rm")
    slide.line([(MARGIN + 44, frame.y(3.4)), (MARGIN + 44, frame.y(-4.4))], INK, 3)
    slide.curve(lambda t: 4 * melody(t), (0, 12.6), frame, FAINT, 3)
    for tick in range(13):
        x, exact = frame.x(tick), 4 * melody(tick)
        slide.line([(x, frame.y(exact)), (x, frame.y(round(exact)))], ACCENT, 4)
        slide.dot(x, frame.y(round(exact)), 8, INK)
    slide.text(MARGIN + 76, 650, "the red strokes are the rounding error", 21, ACCENT)
    left = 900
    for row, (bits, marks) in enumerate(((3, 8), (8, 256), (16, 65_536), (24, 16_777_216))):
        y = 252 + row * 66
        slide.text(left, y, f"{bits} bits", 24, weight="SemiBold" if bits == 16 else "Regular")
        slide.text(
            WIDTH - MARGIN, y, f"{marks:,}", 24, anchor="rm", weight="SemiBold" if bits == 16 else "Regular"
        )
        slide.line([(left, y + 33), (WIDTH - MARGIN, y + 33)], HAIR, 2)
    slide.text(WIDTH - MARGIN, 206, "marks", 20, SOFT, anchor="rm")
    slide.text(left, 544, "One more bit:", 22, weight="SemiBold")
    slide.text(left, 576, "twice the marks,", 22)
    slide.text(left, 608, "6 decibels less error", 22, ACCENT)
    return slide


def coarse() -> Canvas:
    slide = Canvas(FIFTH, "Too few marks: first rough, then nothing")
    top, low = Frame(MARGIN + 12, 290, 1080, 25), Frame(MARGIN + 12, 530, 1080, 25)
    slide.text(WIDTH - MARGIN, 212, "the fading note", 22, SOFT, anchor="rm")
    slide.curve(slow_note, (0, 1), top, INK, 3.5)
    slide.text(WIDTH - MARGIN, 434, "rounded to the nearest mark", 22, SOFT, anchor="rm")
    for mark in range(-3, 4):
        slide.line([(low.x(0), low.y(mark)), (low.x(1), low.y(mark))], HAIR, 2)
    slide.curve(lambda t: float(round(slow_note(t))), (0, 1), low, ACCENT, 3.5)
    slide.text(low.x(0.84), low.y(-1.5), "silence", 20, ACCENT, anchor="mm", weight="Medium")
    return slide


def dither() -> Canvas:
    slide = Canvas(FIFTH, "A little noise sets the note free")
    top, low = Frame(MARGIN + 12, 316, 1080, 22), Frame(MARGIN + 12, 536, 1080, 25)
    chance = random.Random(3)
    times = [i / 720 for i in range(721)]
    slide.text(WIDTH - MARGIN, 204, "noise first, then rounded: note and hiss", 22, SOFT, anchor="rm")
    for mark in range(-4, 5):
        slide.line([(top.x(0), top.y(mark)), (top.x(1), top.y(mark))], HAIR, 1.5)
    points = []
    for time in times:
        height = top.y(dithered(time, chance))
        points += [(top.x(time), height), (top.x(time) + 1.5, height)]
    slide.line(points, INK, 1.4)
    slide.text(
        WIDTH - MARGIN, 452, "the hiss averaged away: the note, to the very end", 22, SOFT, anchor="rm"
    )
    heights = [fmean(dithered(time, chance) for _ in range(400)) for time in times]
    slide.line([(low.x(t), low.y(h)) for t, h in zip(times, heights, strict=True)], ACCENT, 3.5)
    return slide


def television() -> Canvas:
    slide = Canvas(SIXTH, "Three samples in a line of television")
    left, top, width = MARGIN, 204, 430
    slide.box((left - 4, top - 8, left + width + 24, top + 372), "#23282F", radius=26)
    chance = random.Random(2)
    for row in range(17):
        y = top + 18 + row * 20
        for cell in range(48):
            bright = chance.random() < 0.5
            x = left + 22 + cell * 8.4
            slide.box((x, y, x + 8.4, y + 9), "#E9E6DF" if bright else "#3B424B", radius=0)
    for third in range(3):
        x = left + 22 + third * 16 * 8.4
        slide.box(
            (x - 1, top + 18 + 8 * 20 - 5, x + 16 * 8.4 - 3, top + 18 + 8 * 20 + 14),
            "",
            ACCENT,
            radius=5,
            width=3,
        )
    slide.text(
        left + width / 2 + 10, 610, "sound, stored as a picture of black and white", 20, SOFT, anchor="mm"
    )
    factors = (("3", "samples a line"), ("× 245", "lines a field"), ("× 60", "fields a second"))
    for row, (number, unit) in enumerate(factors):
        y = 240 + row * 84
        slide.text(800, y, number, 46, anchor="rm", weight="SemiBold", display=True)
        slide.text(830, y + 4, unit, 26, SOFT)
    slide.line([(640, 484), (WIDTH - MARGIN, 484)], INK, 3)
    slide.text(800, 540, "44,100", 52, ACCENT, anchor="rm", weight="SemiBold", display=True)
    slide.text(830, 544, "samples a second", 26, SOFT)
    return slide


def bands() -> Canvas:
    slide = Canvas(SIXTH, "Half the rate is how high you reach")
    frame = Frame(MARGIN + 190, 0, 0.0358, 1)
    rows = (
        ("telephone", "8,000 a second", 4_000, FAINT),
        ("this voice", "22,050 a second", 11_025, ACCENT),
        ("compact disc", "44,100 a second", 22_050, INK),
    )
    slide.box((frame.x(0), 196, frame.x(20_000), 556), "#F1EDE4", radius=0)
    slide.text(frame.x(20_000) - 12, 222, "what young ears hear", 20, SOFT, anchor="rm")
    for row, (name, rate, top, colour) in enumerate(rows):
        y = 290 + row * 96
        slide.text(MARGIN, y - 13, name, 24, weight="SemiBold")
        slide.text(MARGIN, y + 18, rate, 18, SOFT)
        slide.box((frame.x(0), y - 24, frame.x(top), y + 24), colour, radius=6)
        slide.text(frame.x(top) + 14, y, f"{top:,}", 22, weight="Medium")
    slide.arrow((frame.x(0), 556), (frame.x(25_200), 556), SOFT)
    for hertz in range(0, 25_000, 5_000):
        slide.line([(frame.x(hertz), 550), (frame.x(hertz), 562)], SOFT, 2.5)
        slide.text(frame.x(hertz), 586, f"{hertz:,}", 18, SOFT, anchor="mm")
    slide.text(frame.x(25_200), 618, "frequency in hertz", 18, SOFT, anchor="rm")
    return slide
