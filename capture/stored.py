"""What sources of stored frames share: opening and closing, time stamps, plain errors."""

from __future__ import annotations

import sys
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from liveness.datasets.errors import SourceError
from liveness.datasets.take import CaptureInfo, Setting

from .frame import Frame
from .opencv import NOMINAL_FPS

_LATEST_MS: Final = 1e10  # a presentation time beyond 115 days is FFmpeg's "unknown"


class MediaSource(ABC):
    """What sources of stored frames share: opening, closing, and the first frame.

    Opening reads the first frame, so that its size is known and a file without a picture is
    refused at once. May be entered again after ``close``, then starts from the beginning.
    """

    def __init__(self) -> None:
        # a read and a release at once would crash inside OpenCV
        self._lock = threading.Lock()
        self._open = False
        self._first: Frame | None = None
        self._info: CaptureInfo | None = None

    @property
    def info(self) -> CaptureInfo:
        """What the source is; complete once it is open, notes are added while it is read."""
        if self._info is None:
            raise RuntimeError("the source is not open yet")
        return self._info

    @property
    def live(self) -> bool:
        """Never: a file waits."""
        return False

    @property
    @abstractmethod
    def frame_count(self) -> int | None:
        """Number of frames as the medium declares it."""

    @abstractmethod
    def _begin(self) -> None:
        """Open the medium, set the first frame and the info."""

    @abstractmethod
    def _next(self) -> Frame | None:
        """Read one frame after the first."""

    @abstractmethod
    def _end(self) -> None:
        """Release the medium; called once per opening."""

    def read(self) -> Frame | None:
        """Return the next frame, or ``None`` at the end and after ``close``."""
        with self._lock:
            if not self._open:
                return None
            frame, self._first = self._first, None
            return frame if frame is not None else self._next()

    def close(self) -> None:
        """Release the file; may be called twice, and from another thread."""
        with self._lock:
            if self._open:
                self._open = False
                self._first = None
                self._end()

    def __enter__(self) -> Self:
        """Open the medium and read the first frame.

        Raises
        ------
        SourceError
            ``E-CAM-06`` when it does not exist, ``E-CAM-07`` when no frame can be decoded.
        """
        with self._lock:
            if self._open:
                raise RuntimeError("the source is open already")
            try:
                self._begin()
            except BaseException:
                self._end()
                raise
            self._open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self.close()

    def _note(self, **notes: Setting) -> None:
        """Add to what is known of the medium."""
        info = self.info
        self._info = info.model_copy(update={"got": {**info.got, **notes}})


class PresentationTimes:
    """Rising time stamps out of what FFmpeg says.

    Parameters
    ----------
    fps
        Nominal rate; the step where a frame has no time of its own.
    """

    def __init__(self, fps: float | None) -> None:
        self._step_ns = 1e9 / (fps or NOMINAL_FPS)
        self._last: int | None = None
        self._last_index = 0
        self.assumed = 0
        """Number of frames whose time was made up from index and rate."""

    def next(self, position_ms: float, index: int) -> int:
        """Return the time of a frame, nanoseconds; always later than the one before.

        Parameters
        ----------
        position_ms
            ``CAP_PROP_POS_MSEC`` after the read: presentation time, milliseconds; garbage or
            0 where the stream has none.
        index
            Number of the frame.
        """
        known = bool(np.isfinite(position_ms)) and abs(position_ms) < _LATEST_MS
        time_ns = round(position_ms * 1e6) if known else 0
        if self._last is not None and (not known or time_ns <= self._last):
            steps = max(index - self._last_index, 1)
            time_ns = self._last + round(steps * self._step_ns)
            known = False
        if not known:
            self.assumed += 1
        self._last, self._last_index = time_ns, index
        return time_ns


def check_file(path: Path) -> None:
    """Say what is wrong with a path before OpenCV says only that it failed, or crashes.

    Raises
    ------
    SourceError
        ``E-CAM-06``, when there is no such file, it may not be read, or its name is none that
        OpenCV takes.
    """
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError as error:  # OpenCV's bindings then end the process
        shown = str(path).encode(errors="backslashreplace").decode()
        raise SourceError(
            "E-CAM-06",
            f"{shown} has a name that is no text in this system's encoding",
            f"file names are {sys.getfilesystemencoding()} here",
            "rename the file, or set a UTF-8 locale",
        ) from error
    try:
        with path.open("rb"):
            return
    except FileNotFoundError as error:
        raise SourceError(
            "E-CAM-06", f"no such file: {path}", "", "check the path's spelling"
        ) from error
    except OSError as error:
        raise SourceError(
            "E-CAM-06",
            f"{path} cannot be opened",
            str(error.strerror or error),
            "check that it is a file and that you may read it",
        ) from error
