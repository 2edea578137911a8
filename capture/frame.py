"""A frame, where frames come from, and the slot that holds the latest one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Literal, Protocol, Self, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.take import CaptureInfo

Encoding = Literal["jpeg"]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture as the source gave it.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR, read-only.
    time_ns
        Capture time, nanoseconds of the source's clock (``CaptureInfo.clock``), stamped as the
        driver returned; a media file's own presentation time otherwise.
    index
        Number of the frame at the source; a gap is a drop.
    encoded
        The bytes as the camera sent them, when ``image`` is exactly what they decode to.
    encoding
        Format of ``encoded``.
    arrival_ns
        ``time.monotonic_ns()`` at arrival, nanoseconds.
    depth_mm
        Shape ``(h, w)``, uint16, millimetres, 0 where unknown; only from a camera that has it.
    infrared
        Shape ``(h, w)``, uint8 or uint16; only from a camera that has it.
    """

    image: NDArray[np.uint8]
    time_ns: int
    index: int
    encoded: bytes | None = None
    encoding: Encoding | None = None
    arrival_ns: int = 0
    depth_mm: NDArray[np.uint16] | None = None
    infrared: NDArray[np.uint8] | NDArray[np.uint16] | None = None

    def __post_init__(self) -> None:
        """Check the picture's shape and make it read-only."""
        if self.image.ndim != 3 or self.image.shape[2] != 3 or self.image.dtype != np.uint8:
            raise ValueError(
                f"a frame is (H, W, 3) uint8 BGR, got {self.image.shape} {self.image.dtype}"
            )
        if (self.encoded is None) != (self.encoding is None):
            raise ValueError("encoded bytes and their encoding come together")
        self.image.flags.writeable = False

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.image.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.image.shape[0])


@runtime_checkable
class Source(Protocol):
    """Where frames come from; used as a context manager that opens and closes it.

    A source is used by one thread at a time. ``close`` may be called from another thread to
    unblock a read.
    """

    @property
    def info(self) -> CaptureInfo:
        """What the source is; complete once it is open."""

    @property
    def live(self) -> bool:
        """Whether frames come at their own pace and are lost when nobody reads."""

    @property
    def frame_count(self) -> int | None:
        """Number of frames where it is known beforehand, for progress bars."""

    def read(self) -> Frame | None:
        """Return the next frame, or ``None`` at the end.

        Raises
        ------
        SourceError
            When the source vanished, or gave no frame within its time limit.
        """

    def close(self) -> None:
        """Release the device or file; may be called twice."""

    def __enter__(self) -> Self:
        """Open the source.

        Raises
        ------
        SourceError
            When it cannot be opened, with the reason.
        """

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""


@runtime_checkable
class Reopenable(Protocol):
    """A source that may come back after it broke off: a camera or a stream."""

    def again(self, index: int) -> Source:
        """Return a source, not yet entered, with the same settings; its frames count on."""


T = TypeVar("T")


class Latest(Generic[T]):
    """A slot for the newest item of one producer; older ones that nobody took are counted.

    The slot is for eyes: it drops rather than lags. The recorder has a queue of its own.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._version = 0
        self._taken = 0
        self._overwritten = 0

    def put(self, item: T) -> None:
        """Replace the item and wake whoever waits."""
        with self._changed:
            if self._version > self._taken:
                self._overwritten += 1
            self._item = item
            self._version += 1
            self._changed.notify_all()

    def peek(self) -> tuple[int, T | None]:
        """Return the version and the newest item, without taking it."""
        with self._changed:
            return self._version, self._item

    def take(
        self, seen: int, timeout_s: float, stop: Callable[[], bool] | None = None
    ) -> tuple[int, T | None]:
        """Wait for an item newer than version ``seen`` and take it.

        Returns
        -------
        tuple
            The version and the item, or ``(seen, None)`` when the time limit passed first.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._version > seen or (stop is not None and stop()), timeout_s
            )
            if self._version <= seen:
                return seen, None
            self._taken = self._version
            return self._version, self._item

    @property
    def overwritten(self) -> int:
        """Number of items that were replaced before anybody took them."""
        with self._changed:
            return self._overwritten

    def wake(self) -> None:
        """Wake whoever waits, so that it sees a stop."""
        with self._changed:
            self._changed.notify_all()


class LatestFrame(Latest[Frame]):
    """The newest frame of a source, for the preview and the analysis."""
