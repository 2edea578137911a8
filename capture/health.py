"""What an engine tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from liveness.datasets.errors import LivenessError

State = Literal["opening", "running", "ended", "failed"]


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
    """

    capture_fps: float
    analysis_fps: float
    dropped: int
    latency_ms: float | None
    frames_read: int
    state: State
    error: LivenessError | None
    reduced: str = ""
