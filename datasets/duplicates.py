"""Takes that are one recording twice: byte by byte, or nearly so.

Exact: three of their stored pictures are the same bytes, whatever file, label or id. Nearly:
the face goes the same way in the picture and the middle picture looks the same, as after
another compression. Two takes of one person who sits still are no duplicates: nobody holds the
head to a few thousandths of the face's width over a take. An attack that stands on a tripod may
do so, and then the pair is worth a look all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .errors import LivenessError
from .reader import TakeReader
from .store import DatasetRoot
from .take import TakeRecord

POINTS = 16
"""Instants at which two paths are compared."""
PATH_LIMIT = 0.01
"""Largest root mean square distance of two paths, in parts of the face's width."""
LUMA_SIDE = 24
LUMA_LIMIT = 0.97
"""Least correlation of the middle pictures."""
LUMA_ALONE = 0.995
"""The same, where neither take has a face."""


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """What is compared of a take.

    Parameters
    ----------
    exact
        SHA-256 of number and bytes of the first, middle and last picture; empty without pixels.
    luma
        The middle picture, shape ``(24 * 24,)``, float32, of mean 0 and length 1; ``None``
        without pixels or contrast.
    path
        Centre and width of the face at 16 instants evenly over the take, shape ``(16, 3)``,
        float32, in parts of the picture's width; ``None`` where a face was seen in less than
        half of the frames.
    seconds
        Length of the take.
    """

    exact: str
    luma: NDArray[np.float32] | None
    path: NDArray[np.float32] | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two takes that show the same; ``exact`` where they hold the same bytes."""

    first: str
    second: str
    exact: bool


def signature_of(take: TakeReader) -> Signature:
    """Return what is compared of a take.

    Raises
    ------
    DataError
        ``E-DAT-02``, when the file is damaged.
    """
    times = take.time_ns
    seconds = float(times[-1] - times[0]) / 1e9 if len(times) > 1 else 0.0
    rows = np.flatnonzero(take.rows_with_pixels)
    exact, luma = "", None
    if len(rows):
        state = hashlib.sha256(str(take.n_frames).encode())
        for row in (rows[0], rows[len(rows) // 2], rows[-1]):
            state.update(take.packet(int(row))[0])
        exact = state.hexdigest()
        luma = _luma(take.frame(int(rows[len(rows) // 2])))
    return Signature(exact, luma, _path(take), seconds)


def _luma(picture: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    size = (LUMA_SIDE, LUMA_SIDE)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    values = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    values -= values.mean()
    length = float(np.linalg.norm(values))
    return values / length if length > 1e-3 else None


def _path(take: TakeReader) -> NDArray[np.float32] | None:
    landmarks, faces = take.landmarks()
    seen = np.flatnonzero(faces)
    if not len(seen) or len(seen) * 2 < take.n_frames:
        return None
    width = take.size(0)[0]
    points = landmarks[seen, :, :2].astype(np.float64)
    spans = points[:, :, 0].max(1) - points[:, :, 0].min(1)
    path = np.column_stack((points.mean(1), spans)) / width
    at = np.linspace(0, len(seen) - 1, POINTS)
    columns = [np.interp(at, np.arange(len(seen)), column) for column in path.T]
    return np.column_stack(columns).astype(np.float32)


def read_signatures(
    root: DatasetRoot,
    takes: Iterable[TakeRecord],
    on_done: Callable[[int], None] | None = None,
) -> dict[str, Signature]:
    """Return signatures by id of the take; a take that cannot be read is left out."""
    found: dict[str, Signature] = {}
    for number, record in enumerate(takes, 1):
        try:
            with TakeReader(root.take_path(record)) as take:
                if take.n_frames:
                    found[record.id] = signature_of(take)
        except LivenessError:  # verify names the damage
            pass
        if on_done is not None:
            on_done(number)
    return found


def find_duplicates(signatures: Mapping[str, Signature]) -> list[Pair]:
    """Return every two takes that show the same, in the order of the takes."""
    ids = list(signatures)
    found = []
    for i, one in enumerate(ids):
        for two in ids[i + 1 :]:
            a, b = signatures[one], signatures[two]
            if a.exact and a.exact == b.exact:
                found.append(Pair(one, two, True))
            elif _near(a, b):
                found.append(Pair(one, two, False))
    return found


def _near(a: Signature, b: Signature) -> bool:
    if abs(a.seconds - b.seconds) > 0.1 * max(a.seconds, b.seconds):
        return False
    alike = 1.0 if a.luma is None or b.luma is None else float(a.luma @ b.luma)
    if a.path is None or b.path is None:
        both_blind = a.path is None and b.path is None
        return both_blind and a.luma is not None and b.luma is not None and alike > LUMA_ALONE
    if alike < LUMA_LIMIT:
        return False
    width = float(np.mean(a.path[:, 2]))
    apart = float(np.sqrt(np.mean(np.sum((a.path - b.path) ** 2, axis=1))))
    return width > 0 and apart <= PATH_LIMIT * width
