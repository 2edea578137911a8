"""Holds frames back until it is known where the face is, for privacy mode ``face``."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from liveness.datasets.privacy import FACE_MARGIN, face_crop, joined
from liveness.datasets.records import Crop

from .face import Face
from .frame import Frame


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """A frame, and what of it is kept.

    Parameters
    ----------
    frame
        The frame.
    crop
        The part that is kept; ``None`` for no pixel.
    """

    frame: Frame
    crop: Crop | None


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What an analysed frame keeps."""

    time_ns: int
    size: tuple[int, int]
    crop: Crop | None


class PrivacyGate:
    """Decides frame by frame what is kept of it, in order.

    An analysed frame keeps its face with a margin. One that the analysis skipped keeps what
    its analysed neighbours keep together, where both show a face and are close; else nothing.
    A frame for which no analysis comes in time keeps nothing. Used under the caller's lock.

    Parameters
    ----------
    limit
        Frames that may wait for the analysis; one more, and the oldest goes without pixels.
    margin
        As ``face_crop`` has it.
    """

    def __init__(self, limit: int, margin: float | None = None) -> None:
        self._limit = limit
        self._margin = FACE_MARGIN if margin is None else margin
        self._waiting: deque[Frame] = deque()
        self._last: _Known | None = None
        self.late = 0
        """Frames that went without pixels because the analysis was too slow."""

    def __len__(self) -> int:
        """Return the number of frames that wait."""
        return len(self._waiting)

    def frame(self, frame: Frame) -> list[Decided]:
        """Take in the next frame; return what is decided by it."""
        self._waiting.append(frame)
        if len(self._waiting) <= self._limit:
            return []
        self.late += 1
        return [Decided(self._waiting.popleft(), None)]

    def analysed(self, frame: Frame, face: Face | None) -> list[Decided]:
        """Take in where the face is in a frame; return what is decided by it, in order."""
        size = (frame.width, frame.height)
        crop = None if face is None else face_crop(face.landmarks, size, self._margin)
        known, self._last = self._last, _Known(frame.time_ns, size, crop)
        if not any(_same(waiting, frame) for waiting in self._waiting):
            return []
        between = None
        if known is not None and known.size == size:
            between = joined(known.crop, crop, frame.time_ns - known.time_ns)
        decided = []
        while not _same(self._waiting[0], frame):
            skipped = self._waiting.popleft()
            fits = (skipped.width, skipped.height) == size
            decided.append(Decided(skipped, between if fits else None))
        decided.append(Decided(self._waiting.popleft(), crop))
        return decided

    def flush(self) -> list[Decided]:
        """Give up on the frames that wait: nothing of them is kept."""
        decided = [Decided(frame, None) for frame in self._waiting]
        self._waiting.clear()
        return decided


def _same(one: Frame, other: Frame) -> bool:
    return one.index == other.index and one.time_ns == other.time_ns
