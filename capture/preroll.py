"""The last two seconds before a take, kept in memory until a take begins."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.consent import Consent

from .face import Face
from .frame import Frame
from .opencv import decode_jpeg
from .recorder import Analysed

PREROLL_S: Final = 2.0
"""How long before a take frames are kept, seconds."""

RAW_FRAMES: Final = 60
"""Frames without a camera's JPEG that are kept at most: 166 MB at 1280 x 720."""

LIMIT_BYTES: Final = 256 * 2**20
"""Memory at most; the oldest frames go first."""


@dataclass(slots=True, eq=False)
class _Held:
    """A frame without what can be made again, and its face as soon as it is known.

    ``image`` is ``None`` where the camera's own JPEG is there to decode.
    """

    image: NDArray[np.uint8] | None
    encoded: bytes | None
    time_ns: int
    index: int
    arrival_ns: int
    face: Face | None = None

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.encoded or b"") + (0 if self.image is None else self.image.nbytes)

    def frame(self) -> Frame | None:
        """Return the frame as it was, without depth and infrared."""
        image = self.image
        if image is None:
            assert self.encoded is not None
            image = decode_jpeg(self.encoded)
        if image is None:
            return None
        kind = None if self.encoded is None else "jpeg"
        return Frame(
            image,
            self.time_ns,
            self.index,
            self.encoded,
            kind,  # type: ignore[arg-type]
            self.arrival_ns,
        )


class Preroll:
    """A ring of the newest frames; a reader's sink while no take is recorded.

    Bounded by time, by memory (``LIMIT_BYTES``), and to ``RAW_FRAMES`` where the camera sends
    no JPEG. Frames that do not come in the order of time are left out.

    Parameters
    ----------
    seconds
        How long to keep frames; 0 keeps none.
    """

    def __init__(self, seconds: float = PREROLL_S) -> None:
        self._span_ns = round(seconds * 1e9)
        self._lock = threading.Lock()
        self._held: deque[_Held] = deque()
        self._bytes = self._raw = 0

    def __len__(self) -> int:
        """Return the number of frames that are kept."""
        with self._lock:
            return len(self._held)

    @property
    def size(self) -> int:
        """Bytes of memory that the frames take."""
        with self._lock:
            return self._bytes

    @property
    def seconds(self) -> float:
        """How long frames are kept, seconds; what is too old goes with the next frame."""
        return self._span_ns / 1e9

    @seconds.setter
    def seconds(self, value: float) -> None:
        with self._lock:
            self._span_ns = round(value * 1e9)
            if self._span_ns <= 0:
                self._clear()

    def submit(self, frame: Frame) -> None:
        """Take in the next frame."""
        with self._lock:
            if self._span_ns <= 0:
                return
            if self._held and frame.time_ns < self._held[-1].time_ns - self._span_ns:
                self._clear()  # the source began anew
            last = self._held[-1] if self._held else None
            if last and (frame.time_ns <= last.time_ns or frame.index <= last.index):
                return
            held = _Held(
                None if frame.encoding == "jpeg" else frame.image,
                frame.encoded,
                frame.time_ns,
                frame.index,
                frame.arrival_ns or time.monotonic_ns(),
            )
            self._held.append(held)
            self._bytes += held.size
            self._raw += held.image is not None
            self._thin(frame.time_ns)

    def analysed(self, snapshot: Analysed) -> None:
        """Note the face of a frame: without it privacy mode ``face`` keeps nothing of it."""
        with self._lock:
            for held in reversed(self._held):
                if held.index == snapshot.frame.index:
                    held.face = snapshot.face
                    return

    def drain(self, consent: Consent) -> Iterator[tuple[Frame, Face | None]]:
        """Hand out what is kept, the oldest first, and forget it.

        What was seen before the consent was given stays out. Nothing happens before the first
        step: a take begins to iterate once the reader gives its frames to the take.
        """
        with self._lock:
            taken = list(self._held)
            self._clear()
        granted_ns = _monotonic_of(consent.granted_utc)
        for held in taken:
            frame = held.frame() if held.arrival_ns >= granted_ns else None
            if frame is not None:
                yield frame, held.face
            held.image = held.encoded = None

    def _thin(self, now_ns: int) -> None:
        while self._held and (
            self._held[0].time_ns < now_ns - self._span_ns
            or self._raw > RAW_FRAMES
            or self._bytes > LIMIT_BYTES
        ):
            gone = self._held.popleft()
            self._bytes -= gone.size
            self._raw -= gone.image is not None

    def _clear(self) -> None:
        self._held.clear()
        self._bytes = self._raw = 0


def _monotonic_of(utc: str) -> int:
    """Return what the monotonic clock read at a moment in UTC, nanoseconds."""
    now_ns = time.monotonic_ns()
    try:
        moment = datetime.fromisoformat(utc)
    except ValueError:  # a moment that nobody can read allows nothing
        return now_ns
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return now_ns - round((datetime.now(UTC) - moment).total_seconds() * 1e9)
