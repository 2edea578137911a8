"""A take that is looked at: everything small read at once, pictures when they are asked for.

No Qt. One thread owns the file, for libhdf5 allows no more, and always works on the newest
question: who scrubs does not wait for pictures that nobody will see.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from liveness.capture.envelope import Envelope, envelope_of
from liveness.capture.face import Face
from liveness.capture.frame import Frame, Latest
from liveness.capture.pose import face_of
from liveness.capture.signal import SignalContext
from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.reader_evidence import EvidenceTrack
from liveness.datasets.records import EventRecord
from liveness.datasets.take import TakeRecord


@dataclass(frozen=True, slots=True, eq=False)
class TakeContent:
    """What is known of a take beside its pictures.

    Parameters
    ----------
    record
        Its line.
    time_ns, index
        Of each frame, shape ``(N,)``, int64; time from the take's zero.
    tracks
        Evidence by signal.
    fused
        Fused score, shape ``(N,)``, float32, NaN where no signal was valid.
    decisions
        ``accept``, ``reject``, ``undecided`` or ``""`` by frame.
    events
        What happened during the take.
    landmarks, faces
        Shape ``(N, 478, 3)`` and ``(N,)``.
    size
        Width and height of the pictures, pixels.
    has_pixels
        Which frames keep a picture, shape ``(N,)``.
    sound
        What the microphone heard, as it is drawn; ``None`` without a sound track.
    """

    record: TakeRecord
    time_ns: NDArray[np.int64]
    index: NDArray[np.int64]
    tracks: Mapping[str, EvidenceTrack]
    fused: NDArray[np.float32]
    decisions: tuple[str, ...]
    events: tuple[EventRecord, ...]
    landmarks: NDArray[np.float32]
    faces: NDArray[np.bool_]
    size: tuple[int, int]
    has_pixels: NDArray[np.bool_]
    sound: Envelope | None = None

    @property
    def count(self) -> int:
        """Number of frames."""
        return len(self.time_ns)

    def face(self, row: int) -> Face | None:
        """Return the face that was found in a frame."""
        if not self.faces[row]:
            return None
        width, height = self.size
        return face_of(self.landmarks[row].copy(), (height, width), SignalContext())

    def row_at(self, time_ns: float) -> int:
        """Return the frame that is on at a time: the last one at or before it."""
        row = int(np.searchsorted(self.time_ns, time_ns, side="right")) - 1
        return min(max(0, row), self.count - 1)

    def drops(self) -> NDArray[np.int64]:
        """Return the frames after which the source's index has a gap."""
        return np.flatnonzero(np.diff(self.index) > 1)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An answer of the loader: the frame of a row, or why there is none."""

    row: int
    frame: Frame | None
    fault: str = ""


def read_content(take: TakeReader, record: TakeRecord) -> TakeContent:
    """Read everything but the pictures.

    Raises
    ------
    DataError
        ``E-DAT-02``, when the take is damaged; ``E-DAT-12``, when it has no frame.
    """
    if not take.n_frames:
        raise DataError("E-DAT-12", f"take {record.id} holds no frame")
    fused = take.evidence("fused")
    landmarks, faces = take.landmarks()
    return TakeContent(
        record,
        take.time_ns,
        take.index,
        {name: take.track(name) for name in take.signals},
        fused["llr"],
        tuple(fused["decision"]),
        tuple(take.events()),
        landmarks,
        faces,
        take.size(0),
        take.rows_with_pixels,
        _sound(take),
    )


def _sound(take: TakeReader) -> Envelope | None:
    """Return the sound of a take as it is drawn."""
    track = take.audio()
    if track is None:
        return None
    return envelope_of(track.samples, track.time_ns(np.arange(len(track.samples))))


class OpenTake:
    """Reads a take in a thread of its own; a context manager.

    Parameters
    ----------
    path, record
        The take's file and line.
    """

    def __init__(self, path: Path, record: TakeRecord) -> None:
        self._path, self._record = path, record
        self._wake = threading.Condition()
        self._wanted: int | None = None
        self._closing = False
        self.content: Latest[TakeContent] = Latest()
        """What is known beside the pictures, once it is read."""
        self.pictures: Latest[Picture] = Latest()
        """The newest picture that was asked for."""
        self.error: LivenessError | None = None
        """Why the take cannot be read."""
        self._thread = threading.Thread(target=self._run, name="take-reader", daemon=True)

    def __enter__(self) -> Self:
        """Begin to read."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the take."""
        self.close()

    def ask(self, row: int) -> None:
        """Ask for the picture of a frame; an older question that was not begun is dropped."""
        with self._wake:
            self._wanted = row
            self._wake.notify()

    def close(self) -> None:
        """End the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        try:
            with TakeReader(self._path) as take:
                self.content.put(read_content(take, self._record))
                while (row := self._next()) is not None:
                    self.pictures.put(self._picture(take, row))
        except LivenessError as error:
            self.error = error

    def _next(self) -> int | None:
        with self._wake:
            while self._wanted is None and not self._closing:
                self._wake.wait()
            row, self._wanted = self._wanted, None
            return None if self._closing else row

    @staticmethod
    def _picture(take: TakeReader, row: int) -> Picture:
        try:
            image = take.frame(row)
        except DataError as error:
            return Picture(row, None, str(error))
        image.setflags(write=False)
        time_ns = int(take.time_ns[row])
        return Picture(row, Frame(image, time_ns, int(take.index[row]), arrival_ns=time_ns))
