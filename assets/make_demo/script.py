"""The words of the demo lecture, and how they are read.

The text is marked like this: `# title` begins a chapter, `[slide NAME]` shows a slide from the next word
on, `[sound NAME]` plays a sound demonstration, an empty line is a longer breath. Every other line becomes
one caption; a sentence may run over two of them. Numbers are written so that one written word is one
spoken number ("44,100"), and there are no dashes, because those are what a synthesiser miscounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = "How Sound Becomes Numbers"
LONGEST_CAPTION = 84

TEXT = """
# A shiver in the air
[slide title]
Clap your hands once, and the air in the room shivers.
The pressure rises a little, falls a little, and settles down again.
Your eardrum follows that movement, and you call it sound.

[slide pressure]
A microphone follows it too, and turns it into a curve:
time runs to the right, and pressure goes up and down.
Here is the simplest curve of all. It swings 440 times a second.
[sound a440]

[slide puzzle]
Now, a puzzle. A curve has no gaps: between any two points there is another.
A computer can only keep a list of numbers, and every list has gaps.
So how in the world can a list of numbers hold a curve?
The answer is one of the most beautiful ideas in engineering.

# Dots on a curve
[slide sampling]
Look at the curve only now and then, as steadily as the ticks of a clock.
At every tick, measure the height, write it down, and ignore the rest.
Each measurement is a sample. How many you take in a second is the sampling rate.

[slide curves]
This seems to throw nearly everything away, and to keep only crumbs.
Through the same dots you can draw as many different curves as you like.
Which one was the sound? The dots alone cannot tell you.

[slide one_curve]
But suppose you know one thing more: the curve never wiggled too fast.
Then all the wild curves drop out, and exactly one remains.
Not a good guess. Not a close copy. The very same curve.

# The Nyquist limit
[slide nyquist]
How fast is too fast? Every wave has a hill and a valley.
To catch both, you need more than two samples for each wave.
Turn that round: half the sampling rate is the border.
That is the Nyquist frequency. Whatever stays below it can be rebuilt without loss.

[slide history]
Harry Nyquist met this rule in 1928, while counting telegraph pulses.
In 1949, Claude Shannon gave the proof that engineers still quote.
Whittaker in Edinburgh and Kotelnikov in Moscow had been there before him.

[slide sinc]
The rebuilding does not join the dots with straight lines,
and in spite of all those drawings, it leaves no staircase.
Every sample sends out a ripple, with a shape that is called the sinc function.
Each ripple is zero at every tick except its own.
Add the ripples together, and there stands the curve, smooth and complete.

# Tones in disguise
[slide alias]
And what if something does cross the border? It does not vanish. It lies.
Take a tone of 7,000 hertz, and sample it 8,000 times a second.
The dots land exactly where a tone of 1,000 hertz would have put them.
From then on, nobody can tell the two apart. This is called aliasing.

[slide sweep]
Listen to a tone that climbs, from low to high.
[sound climbing]
Now the same tone, sampled too slowly. It turns round, and comes back down.
[sound folded]

[slide wheel]
You have seen this happen. In old films, wagon wheels seem to roll backwards.
The camera takes 24 pictures a second, and between two pictures
each spoke moves almost to the place of the next one.

[slide doorman]
Once the samples are taken, no cleverness can undo it.
The ghost sits down at the table, and looks exactly like a guest.
So every good recorder begins with an anti-aliasing filter:
a doorman who turns away whatever is too fast, before the counting begins.

# A ruler with marks
[slide rounding]
Each sample must still be written down, and no number can go on for ever.
So we round it to the nearest mark on a ruler. That is quantization.
With 16 bits, the ruler has 65,536 marks.
Every further bit doubles the marks, and lowers the error by about six decibels.

[slide coarse]
With too few marks, a fading note grows rough, and then it suddenly stops.
[sound coarse]
The cure sounds like a joke: add a little noise before you round.
[sound dithered]

[slide dither]
That noise is called dither. It breaks the bond between the error and the note.
The roughness becomes a steady hiss, and under it the note fades away in peace.

# Why 44,100?
[slide television]
Young and healthy ears can hear up to about 20,000 hertz,
so music needs a little more than 40,000 samples a second.
Then why does a compact disc take 44,100? Because of television.
Early digital masters were kept on video tape, as patterns of black and white.
Three samples went into a line, 245 lines into a field,
and 60 fields into a second. Multiply them, and you have it.

[slide bands]
The telephone network made do with 8,000, so it had to stop short of 4,000 hertz.
That is why an F and an S are so hard to tell apart on the line.
And my own voice was computed at 22,050 numbers a second.
By the rule of Nyquist, nothing I say can reach beyond 11,025 hertz.

# What to keep
[slide keep]
So here is what to keep. Sample more than twice as fast as the fastest wiggle.
Filter before you sample, because no ghost can be driven out afterwards.
And add a little noise, your dither, before you round.

[slide end]
Then the gaps between the numbers hold no secrets.
The list is not a poor copy of the curve. It is the curve, written down.
Clap your hands once more. Between the ticks of the clock, nothing is lost.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is given to the voice; `captions` holds the caption number of each of its words."""

    words: tuple[str, ...]
    captions: tuple[int, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens between two sentences: `kind` is chapter, slide, sound or breath."""

    kind: str
    name: str = ""


Step = Sentence | Mark


def _is_end(word: str) -> bool:
    return word[-1] in ".?!"


def read(text: str = TEXT) -> list[Step]:
    """The lecture as a list of sentences and marks, in the order of speech.

    Raises ValueError when a mark stands inside a sentence, or a caption is too long.
    """
    steps: list[Step] = []
    words: list[str] = []
    captions: list[int] = []
    caption = -1
    for line in text.strip().splitlines():
        mark = _mark_of(line)
        if mark is not None:
            if words:
                raise ValueError(f"a mark inside a sentence: {line!r}")
            steps.append(mark)
            continue
        if len(line) > LONGEST_CAPTION:
            raise ValueError(f"{len(line)} characters are too many for a caption: {line!r}")
        caption += 1
        for word in line.split():
            words.append(word)
            captions.append(caption)
            if _is_end(word):
                steps.append(Sentence(tuple(words), tuple(captions)))
                words, captions = [], []
    return steps


def _mark_of(line: str) -> Mark | None:
    if not line.strip():
        return Mark("breath")
    if line.startswith("# "):
        return Mark("chapter", line[2:])
    bracketed = re.fullmatch(r"\[(slide|sound) (\w+)\]", line)
    return Mark(bracketed[1], bracketed[2]) if bracketed else None
