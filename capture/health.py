"""What an engine tells of itself."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from liveness.datasets.errors import LivenessError

State = Literal["opening", "running", "reconnecting", "ended", "failed"]
"""``reconnecting``: a camera or stream broke off and is opened again and again."""

FRESH_S = 0.5
"""A snapshot older than this counts as stuck: its age is the latency then."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the engine keeps up.

    Parameters
    ----------
    capture_fps
        Frames read per second.
    analysis_fps
        Frames analysed per second; the analysis skips what it cannot keep up with.
    dropped
        Gaps in the source's frame index, frames.
    latency_ms
        From the arrival of the last analysed frame to its snapshot, or to now when the
        analysis is stuck; ``None`` before the first.
    frames_read
        Frames read so far.
    state
        State of the source.
    error
        What failed.
    reduced
        What the analysis gives up to keep up, as a sentence; or empty.
    disordered
        Frames that came twice or after a later one, and were left out.
    lost
        Most frames lost in a row within the last two seconds.
    """

    capture_fps: float
    analysis_fps: float
    dropped: int
    latency_ms: float | None
    frames_read: int
    state: State
    error: LivenessError | None
    reduced: str = ""
    disordered: int = 0
    lost: int = 0


def latency_ms(last: tuple[int, int] | None, running: bool) -> float | None:
    """Return the latency of the analysis, milliseconds.

    Parameters
    ----------
    last
        Monotonic clock at the arrival of the last analysed frame and at its snapshot,
        nanoseconds; ``None`` before the first.
    running
        Whether frames come.
    """
    if last is None:
        return None
    arrived, done = last
    now = time.monotonic_ns()
    stuck = running and now - done > FRESH_S * 1e9
    return ((now if stuck else done) - arrived) / 1e6
