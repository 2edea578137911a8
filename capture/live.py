"""What cameras and streams share: a thread of their own, and limits on every wait."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Generic, Protocol, Self, TypeVar

import numpy as np

from liveness.datasets.errors import LivenessError, SourceError
from liveness.datasets.take import CaptureInfo

from .calibration.kept import with_profile
from .frame import Frame
from .opencv import decode_jpeg, has_exif, jpeg_bytes

log = logging.getLogger(__name__)

BUFFER: Final = 8
"""Pictures that may wait for a slow reader before the oldest is dropped."""

JOIN_S: Final = 2.0
"""How long ``close`` waits for the driver before it leaves the thread behind, seconds."""


@dataclass(slots=True)
class _Grabbed:
    """What the driver returned: its number, its time, and the picture or packet."""

    index: int
    time_ns: int
    picture: Any


class Grabbing(Protocol):
    """What a live source needs of the driver that it opened."""

    def read(self) -> tuple[bool, Any]:
        """Wait for a picture; return whether there is one, and the picture or packet."""

    def release(self) -> None:
        """Free the device."""


CaptureT = TypeVar("CaptureT", bound=Grabbing)


class LiveSource(ABC, Generic[CaptureT]):
    """A source that a thread opens and grabs, because a driver may hang in either.

    Pictures are stamped in that thread as the driver returns, before anything is decoded;
    they are decoded by whoever reads. When the reader falls behind, the oldest picture is
    dropped, and the gap in the index says so.

    Parameters
    ----------
    title
        What errors call it.
    open_s, frame_s
        Limits for opening and for one frame, seconds.
    """

    def __init__(self, title: str, *, open_s: float, frame_s: float) -> None:
        self._title = title
        self._open_s, self._frame_s = open_s, frame_s
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._waiting: deque[_Grabbed] = deque(maxlen=BUFFER)
        self._error: LivenessError | None = None
        self._connected = self._over = self._entered = False
        self._thread: threading.Thread | None = None
        self._first: Frame | None = None
        self.first_index = 0
        self._info: CaptureInfo | None = None

    @property
    def info(self) -> CaptureInfo:
        """What the source is; complete once it is open."""
        if self._info is None:
            raise RuntimeError("the source is not open yet")
        return self._info

    @property
    def live(self) -> bool:
        """Always: what nobody reads is lost."""
        return True

    @property
    def frame_count(self) -> int | None:
        """Never known."""
        return None

    @abstractmethod
    def _connect(self) -> CaptureT:
        """Open and set up the capture; runs in the thread, may take long, may raise."""

    @abstractmethod
    def _fresh(self) -> LiveSource[CaptureT]:
        """Return a new source with the same address and settings."""

    def again(self, index: int) -> LiveSource[CaptureT]:
        """Return a source, not yet entered, that opens the same device in the same way.

        Parameters
        ----------
        index
            What its first frame is numbered, so that the numbers go on rising.
        """
        source = self._fresh()
        source.first_index = index
        return source

    def _settle(self, capture: CaptureT) -> None:
        """Do what takes a first picture; runs in the thread, counts as waiting for a frame."""

    @abstractmethod
    def _lost(self, failures: int, frames: int, waited_s: float) -> LivenessError | None:
        """Say what failed reads in a row mean: an error, or ``None`` to go on or end.

        Parameters
        ----------
        failures
            Failed reads in a row.
        frames
            Frames that came before.
        waited_s
            How long the last read took, seconds.
        """

    @abstractmethod
    def _describe(self, first: Frame) -> CaptureInfo:
        """Describe the source, given its first frame."""

    def _ended(self, frames: int) -> bool:
        """Whether a failed read after so many frames is the source's proper end."""
        return False

    def _skipped(self, capture: CaptureT) -> int:
        """Return how many pictures were lost on the way since the last one."""
        return 0

    def _between(self, capture: CaptureT) -> None:
        """Do what is to be done between two pictures; runs in the thread."""

    def _early_s(self, capture: CaptureT) -> float:
        """Return how long to wait before the next grab, for a source that runs ahead."""
        return 0.0

    def read(self) -> Frame | None:
        """Return the next frame, or ``None`` when the source ended or was closed.

        Raises
        ------
        SourceError
            ``E-CAM-05``, when no frame came within the limit; ``E-CAM-09``, when the source
            vanished.
        """
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return self._decoded(self._frame_s)

    def close(self) -> None:
        """Release the device; unblocks a read; may be called twice, from any thread."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        thread = self._thread
        if thread is None or thread is threading.current_thread():
            return
        thread.join(JOIN_S)
        if thread.is_alive():
            # it releases the device itself as soon as the driver returns
            log.warning("%s: the driver hangs, its thread is left behind", self._title)

    def __enter__(self) -> Self:
        """Open the source and wait for its first frame.

        Raises
        ------
        SourceError
            Why it cannot be opened; ``E-CAM-04``, when opening takes too long; ``E-CAM-05``,
            when it opens but gives no picture in time.
        """
        if self._entered:
            raise RuntimeError("a live source is opened once")
        self._entered = True
        self._thread = threading.Thread(target=self._run, name=self._title, daemon=True)
        self._thread.start()
        try:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._connected or self._over or self._stop.is_set(), self._open_s
                )
                connected = self._connected or self._over
            if not connected:
                raise SourceError(
                    "E-CAM-04",
                    f"{self._title} did not open",
                    "it was cancelled"
                    if self._stop.is_set()
                    else f"no answer within {self._open_s:g} s",
                    "try again; unplug and plug in the device, or check the address",
                )
            first = self._decoded(self._frame_s)
            if first is None:
                raise self._no_frame(self._frame_s)
            self._info = with_profile(self._describe(first))
            self._first = first
        except BaseException:
            # the caller must not wait for a driver that hangs already
            self._stop.set()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self.close()

    def _decoded(self, limit_s: float) -> Frame | None:
        """Return the next picture that decodes; ``None`` at the end."""
        deadline = time.monotonic() + limit_s
        while True:
            grabbed = self._next(deadline, limit_s)
            if grabbed is None:
                return None
            frame = _to_frame(grabbed)
            # a packet cut short on its way leaves a gap in the index
            if frame is not None:
                return frame

    def _next(self, deadline: float, limit_s: float) -> _Grabbed | None:
        """Wait for a picture; what waits is handed out before an error is told."""
        with self._changed:
            self._changed.wait_for(
                lambda: bool(self._waiting) or self._over or self._stop.is_set(),
                max(deadline - time.monotonic(), 0),
            )
            if self._stop.is_set():
                return None
            if self._waiting:
                return self._waiting.popleft()
            if self._error is not None:
                raise self._error
            if self._over:
                return None
        raise self._no_frame(limit_s)

    def _no_frame(self, limit_s: float) -> SourceError:
        return SourceError(
            "E-CAM-05",
            f"{self._title} gives no picture",
            f"none that decodes within {limit_s:g} s",
            "check the cable and whether another program uses it; try a lower resolution",
        )

    def _run(self) -> None:
        """Open, grab until told to stop, release: all of it in this thread."""
        capture: CaptureT | None = None
        try:
            capture = self._connect()
            with self._changed:
                self._connected = True
                self._changed.notify_all()
            self._settle(capture)
            self._grab(capture)
        except LivenessError as error:
            self._error = error
        except Exception as error:  # a driver may raise anything
            # its text may hold the address with a password: the log and the user get the type
            log.error("%s failed with %s", self._title, type(error).__name__)
            self._error = SourceError(
                "E-CAM-09", f"{self._title} failed", type(error).__name__, "open it again"
            )
        finally:
            if capture is not None:
                with contextlib.suppress(Exception):
                    capture.release()
            with self._changed:
                self._over = True
                self._changed.notify_all()

    def _grab(self, capture: CaptureT) -> None:
        index = failures = 0
        while not self._stop.is_set():
            if (early_s := self._early_s(capture)) > 0:
                self._stop.wait(early_s)
            self._between(capture)
            begun = time.monotonic()
            ok, picture = capture.read()
            time_ns = time.monotonic_ns()
            if ok and picture is not None:
                failures = 0
                index += self._skipped(capture)
                with self._changed:
                    self._waiting.append(_Grabbed(self.first_index + index, time_ns, picture))
                    self._changed.notify_all()
                index += 1
                continue
            failures += 1
            if self._ended(index):
                return
            error = self._lost(failures, index, time.monotonic() - begun)
            if error is not None:
                raise error
            self._stop.wait(0.01)  # a driver that fails at once must not take a whole core
        self._between(capture)  # what was asked last is done, too: a control is set back


def _to_frame(grabbed: _Grabbed) -> Frame | None:
    """Decode what was grabbed; ``None`` when it is damaged or no picture."""
    data = jpeg_bytes(grabbed.picture)
    picture = decode_jpeg(data) if data is not None else grabbed.picture
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8:
        return None
    if picture.ndim != 3 or picture.shape[2] != 3:
        return None
    # a telephone that serves as a camera may write its place into each picture
    kept = None if data is None or has_exif(data) else data
    return Frame(
        picture,
        grabbed.time_ns,
        grabbed.index,
        encoded=kept,
        encoding=None if kept is None else "jpeg",
        arrival_ns=grabbed.time_ns,
    )
