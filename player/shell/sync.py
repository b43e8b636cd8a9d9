"""`lecture sync`: find where a lecture's transcript belongs on its sound, and keep it for the lecture."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from contextlib import closing

from player import bootstrap
from player.errors import LectureError
from player.files import shown
from player.library.alignments import AlignmentStore
from player.model import Millis, Segment
from player.opening import ReadLecture, Wanted, read_lecture
from player.playback.sound_decoding import decoded_sound
from player.shell.progress import ProgressLine
from player.sync.alignment import Alignment, align
from player.sync.onsets import onsets_said
from player.sync.speech import SAMPLES_A_SECOND, find_speech, make_detector
from player.times import clock_text
from player.transcript.retiming import Stretch


def run(options: Namespace) -> int:
    """Say where the transcript belongs and keep it, or forget what was kept; LectureError where that is not clear."""
    library = bootstrap.open_library()
    try:
        lecture = read_lecture(Wanted(options.source, transcript=options.transcript), library.shelf)
        alignments = library.shelf.alignments
        if options.forget:
            _forget(lecture, alignments)
        else:
            _sync(lecture, alignments, as_json=options.json, keeps=not options.dry_run)
    finally:
        library.close()
    return 0


def _forget(lecture: ReadLecture, alignments: AlignmentStore) -> None:
    had_one = alignments.forget(lecture.id, lecture.key)
    _print(
        "The transcript has the times of its file again." if had_one else "Nothing was kept for this lecture."
    )


def _sync(lecture: ReadLecture, alignments: AlignmentStore, *, as_json: bool, keeps: bool) -> None:
    if lecture.transcript is None:
        raise LectureError(_no_transcript(lecture))
    segments = lecture.transcript.segments
    alignment = _alignment(lecture, segments)
    is_kept = keeps and alignment is not None and alignment.is_sure_enough
    if alignment is not None and is_kept:
        last = max(segments[-1].end, 1)
        stretch = Stretch(0, alignment.said(0), last, alignment.said(last))
        alignments.keep(lecture.id, stretch, alignment.sure, lecture.key)
    if as_json:
        shape = _shape(lecture, alignment, is_kept=is_kept)
        _print(json.dumps(shape, ensure_ascii=False, indent=2))
    if alignment is None or not alignment.is_sure_enough:
        raise LectureError(_no_answer(lecture, alignment))
    if not as_json:
        _print("\n".join(_told(alignment, segments, is_kept=is_kept)))


def _alignment(lecture: ReadLecture, segments: tuple[Segment, ...]) -> Alignment | None:
    detector = make_detector()
    media = lecture.found.media
    with ProgressLine(f"Listening to {shown(media.name)}") as progress:
        # Closed on the way out of an interrupt too, so that libVLC stops before the program does.
        with closing(decoded_sound(media, SAMPLES_A_SECOND, progress.show)) as sound:
            speech = find_speech(sound, detector)
        return align(speech, onsets_said(segments))


def _no_transcript(lecture: ReadLecture) -> str:
    if lecture.remarks:
        return lecture.remarks[0]
    return (
        f"{shown(lecture.found.title)} has no transcript; put a .vtt or .srt file of its name beside it, "
        "or name one with --transcript."
    )


def _no_answer(lecture: ReadLecture, alignment: Alignment | None) -> str:
    why = (
        "there is too little speech in the one or the other"
        if alignment is None
        else f"the best fit is only {_percent(alignment.sure)} sure"
    )
    return (
        f"No confident answer: {why}, so nothing was changed; check that the transcript is the one of "
        f"{shown(lecture.found.media.name)}, or move it by hand while it plays."
    )


def _told(alignment: Alignment, segments: tuple[Segment, ...], *, is_kept: bool) -> list[str]:
    first, last = segments[0].start, segments[-1].start
    drift = f"{100 * alignment.drift:+.3f} %" if alignment.drift else "none that shows"
    return [
        f"offset  {_moved(alignment, first)}, {_moved(alignment, last)}",
        f"drift   {drift} (± {100 * alignment.drift_error:.3f} %)",
        f"sure    {_percent(alignment.sure)}: {alignment.agreeing} of {alignment.parts} parts agree",
        "Kept for this lecture; --forget undoes it."
        if is_kept
        else "Not kept: leave out --dry-run for that.",
    ]


def _moved(alignment: Alignment, moment: Millis) -> str:
    return f"{(alignment.said(moment) - moment) / 1000:+.3f} s at {clock_text(moment)}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _shape(lecture: ReadLecture, alignment: Alignment | None, *, is_kept: bool) -> dict[str, object]:
    """`offset` is in seconds at the transcript's zero, `drift` a ratio; both null where nothing is sure enough."""
    found = alignment if alignment is not None and alignment.is_sure_enough else None
    return {
        "lecture": lecture.id,
        "title": lecture.found.title,
        "offset": found.offset / 1000 if found else None,
        "drift": round(found.drift, 7) if found else None,
        "drift_error": round(found.drift_error, 7) if found else None,
        "sure": round(alignment.sure, 3) if alignment else 0.0,
        "kept": is_kept,
    }


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
