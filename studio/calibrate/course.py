"""One take over time, as it was recorded: scores, the last picture and its maps. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.pose import face_of
from liveness.capture.signal import SignalContext
from liveness.datasets.errors import DataError
from liveness.datasets.evidence import Evidence
from liveness.datasets.reader import TakeReader
from liveness.datasets.reader_evidence import EvidenceTrack
from liveness.datasets.reviewing import find_take
from liveness.datasets.store import DatasetRoot

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Track = tuple[Floats, Floats, Bools]
"""llr, quality and validity, shape ``(frames,)`` each."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What the signals said of a take, frame by frame.

    Parameters
    ----------
    take
        Its id.
    seconds
        Time of each frame from the take's zero, shape ``(frames,)``, s.
    tracks
        By signal.
    how
        How the scores came about, in plain words.
    frame, face
        The last picture that is kept, and the face in it.
    evidence
        Evidence at that picture with its map, by signal.
    """

    take: str
    seconds: Floats
    tracks: Mapping[str, Track]
    how: str
    frame: Frame | None = None
    face: Face | None = None
    evidence: Mapping[str, Evidence] | None = None

    def scores(self, name: str) -> Floats:
        """Return the llr of a signal, NaN where it abstained."""
        if name not in self.tracks:
            return np.full(len(self.seconds), np.nan)
        llr, _, valid = self.tracks[name]
        return np.where(valid, llr, np.nan)


def read_course(root: DatasetRoot, take: str) -> Course:
    """Return what a take's file holds of its evidence.

    Raises
    ------
    DataError
        ``E-DAT-02``, when the file is damaged.
    UsageError
        ``E-DAT-17``, when there is no such take.
    """
    record = find_take(root, take)
    with TakeReader(root.take_path(record)) as reader:
        tracks = {name: reader.track(name) for name in reader.signals}
        live = reader.schedule == "live"
        kept = np.flatnonzero(reader.rows_with_pixels)
        frame = face = None
        row = int(kept[-1]) if len(kept) else reader.n_frames - 1
        if len(kept):
            frame, face = _picture(reader, row)
        return Course(
            take,
            reader.time_ns / 1e9,
            {name: _track(track) for name, track in tracks.items()},
            "as recorded live: the score is of a fresh pass and may differ"
            if live
            else "as recorded, every frame analysed",
            frame,
            face,
            {
                name: said
                for name, track in tracks.items()
                if row >= 0 and (said := track.at(row, with_map=True)) is not None
            },
        )


def _track(track: EvidenceTrack) -> Track:
    quality = np.asarray(track.quality, np.float64)
    valid = track.valid & np.isfinite(quality)
    return np.asarray(track.llr, np.float64), quality, valid


def _picture(reader: TakeReader, row: int) -> tuple[Frame | None, Face | None]:
    try:
        image = reader.frame(row)
    except DataError:
        return None, None
    image.setflags(write=False)
    time_ns = int(reader.time_ns[row])
    frame = Frame(image, time_ns, int(reader.index[row]), arrival_ns=time_ns)
    landmarks, faces = reader.landmarks()
    if not faces[row]:
        return frame, None
    height, width = image.shape[:2]
    return frame, face_of(landmarks[row].copy(), (height, width), SignalContext())
