"""ffmpeg's part: the voice's tone, its loudness, and the film."""

from __future__ import annotations

import re
import subprocess
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

import sounds
from timeline import FRAMES_A_SECOND, Moment, Timeline

LOUDNESS_LUFS = -18.0
# Only filters without delay, or the words' times would no longer be true. They take the rumble, the hum
# in the nose (2.6 kHz) and the buzz off the voice, and even its loud and soft words out.
TONE = (
    "highpass=f=70,equalizer=f=160:t=q:w=1.2:g=3,equalizer=f=2600:t=q:w=1.2:g=-3,lowpass=f=9000,"
    "acompressor=threshold=-24dB:ratio=2.2:attack=8:release=120:makeup=1"
)
AUDIO_RATE = "52k"
KEYFRAME_SECONDS = 12


def _ffmpeg(*arguments: str | Path) -> str:
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return done.stderr


def mix(line: Timeline, folder: Path) -> Path:
    """The whole sound track at its final loudness, as a WAV file in `folder`."""
    raw, toned, mixed = folder / "raw.wav", folder / "toned.wav", folder / "mixed.wav"
    write_wav(raw, line.samples, line.rate)
    exact = ("-bitexact", "-ar", str(sounds.RATE), "-c:a", "pcm_s16le")
    _ffmpeg("-i", raw, "-af", f"{TONE},volume={LOUDNESS_LUFS - _loudness(raw, TONE):.2f}dB", *exact, toned)
    samples = read_wav(toned)
    for moment in line.sounds:
        demonstration = sounds.sound(moment.name)
        first = moment.start * sounds.RATE // 1000
        samples[first : first + len(demonstration)] = demonstration
    write_wav(mixed, samples, sounds.RATE)
    return mixed


def _loudness(track: Path, filters: str) -> float:
    """The integrated loudness (EBU R 128) of `track` behind `filters`, in LUFS."""
    report = _ffmpeg("-i", track, "-af", f"{filters},ebur128", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])


def encode(line: Timeline, title: str, pictures: dict[str, Path], track: Path, out: Path) -> None:
    """The film: slides, sound, chapters, title; the same bytes each time with the same ffmpeg."""
    folder = track.parent
    (folder / "slides.txt").write_text(_slide_list(line, pictures))
    (folder / "meta.txt").write_text(_metadata(line, title))
    keyframes = _keyframes(line.slides, line.length)
    _ffmpeg(
        *("-f", "concat", "-safe", "0", "-i", folder / "slides.txt", "-i", track, "-i", folder / "meta.txt"),
        *("-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2"),
        *("-vf", f"fps={FRAMES_A_SECOND},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"),
        *("-c:v", "libx264", "-preset", "veryslow", "-tune", "stillimage", "-crf", "33", "-threads", "1"),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-x264-params", "keyint=infinite:scenecut=0:bframes=0:mbtree=0"),
        *("-force_key_frames", ",".join(f"{time / 1000:.3f}" for time in keyframes)),
        *("-c:a", "aac", "-b:a", AUDIO_RATE, "-ac", "1", "-t", f"{line.length / 1000:.3f}"),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
        *("-movflags", "+faststart", out),
    )


def _slide_list(line: Timeline, pictures: dict[str, Path]) -> str:
    ends = [*(slide.start for slide in line.slides[1:]), line.length]
    entries = [
        f"file '{pictures[slide.name]}'\nduration {(end - slide.start) / 1000:.3f}"
        for slide, end in zip(line.slides, ends, strict=True)
    ]
    # The concat demuxer honours the last duration only when another file follows.
    return "\n".join([*entries, f"file '{pictures[line.slides[-1].name]}'"]) + "\n"


def _keyframes(slides: Sequence[Moment], length: int) -> list[int]:
    """Every change of slide, and every KEYFRAME_SECONDS within a slide."""
    ends = [*(slide.start for slide in slides[1:]), length]
    step = 1000 * KEYFRAME_SECONDS
    return [time for slide, end in zip(slides, ends, strict=True) for time in range(slide.start, end, step)]


def _metadata(line: Timeline, title: str) -> str:
    ends = [*(chapter.start for chapter in line.chapters[1:]), line.length]
    parts = [f";FFMETADATA1\ntitle={title}\nlanguage=eng\n"]
    parts += [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={chapter.start}\nEND={end}\ntitle={chapter.name}\n"
        for chapter, end in zip(line.chapters, ends, strict=True)
    ]
    return "".join(parts)


def decode(film: Path, wav: Path) -> array[int]:
    """The film's sound as it is heard, at sounds.RATE."""
    _ffmpeg("-i", film, "-vn", "-ar", str(sounds.RATE), "-c:a", "pcm_s16le", "-bitexact", wav)
    return read_wav(wav)


def write_wav(path: Path, samples: array[int], rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def read_wav(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        return array("h", file.readframes(file.getnframes()))
