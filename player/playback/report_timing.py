"""How libVLC 3 reports the time, as measured."""

from __future__ import annotations

OUTPUT_START_SECONDS = 0.010
"""From a full buffer to the first sound, as measured with libVLC 3."""

RUN_ON_MS = 1150
"""How much media is heard after the last report, when no other comes.

libVLC does not tell that data stopped coming: it plays what it has read ahead, 1144 ms of media and
more after the last report at every rate, and then there is silence.
"""

LONGEST_STEP_SECONDS = 0.38
"""The longest step between two of libVLC's reports is 0.34 s; above 3x that is more media than RUN_ON_MS."""

ON_TIME_MS = 2.0
"""A report that is behind by less is on time; media times come in whole milliseconds."""

STALLED_SECONDS = 1.2
"""Without a report for so long, the engine is stalled."""

BUFFERING_SHOWS_SECONDS = 0.25
"""A buffer that fills faster than this, as after every seek in a file, is not worth telling."""

BACKWARD_STEP_MS = 1000
"""A report this much before the last one, at 1x, is late or the engine settles; one before that is real."""

ECHO_SECONDS = 0.1
"""The same time told again within this is an echo; later it means that the sound stands."""

STEADY_REPORTS = 2
"""After so many reports without an event between them, one that is behind is doubted."""
