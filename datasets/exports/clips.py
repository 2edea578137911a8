"""Face clips: which frames of a take, which square of the picture, and the pixels."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.reader import TakeReader
from liveness.datasets.reader_frames import whole_picture

from .options import ExportOptions

_DECODERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One clip of a take.

    The square stays where it is for the whole clip, so that what moves in the clip moved
    before the camera.

    Parameters
    ----------
    rows
        Frames of the take, ``(T,)`` int64, rising.
    left, top, side
        The square in pixels of the picture; it may leave the picture.
    """

    rows: NDArray[np.int64]
    left: int
    top: int
    side: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """``x, y, width, height`` of the square in pixels of the picture."""
        return self.left, self.top, self.side, self.side


def plan_clips(take: TakeReader, rows: range, options: ExportOptions) -> list[Clip]:
    """Cut a take into clips; a clip in which no frame shows a face is none.

    Parameters
    ----------
    take
        An open take.
    rows
        Frames that count: all, or those that a trim leaves.
    options
        Length, step, stride and margin.
    """
    xyz, valid = take.landmarks()
    kept = take.rows_with_pixels
    clips = []
    for start in range(rows.start, rows.stop - options.span + 1, options.step):
        frames = np.arange(start, start + options.span, options.every)
        seen = frames[valid[frames]]
        if len(seen) and kept[seen].any():
            clips.append(Clip(frames, *_square(xyz[seen, :, :2], options.margin)))
    return clips


def _square(points: NDArray[np.float32], margin: float) -> tuple[int, int, int]:
    """Return left, top and side of the square round all points ``(n, 478, 2)``, pixels."""
    low = points.min(axis=(0, 1)).astype(np.float64)
    high = points.max(axis=(0, 1)).astype(np.float64)
    side = max(round(float((high - low).max()) * margin), 2)
    left, top = np.rint((low + high - side) / 2).astype(int)
    return int(left), int(top), side


def clip_pixels(take: TakeReader, clips: list[Clip], size: int) -> Iterator[NDArray[np.uint8]]:
    """Yield the pixels of each clip, ``(T, size, size, 3)`` uint8 RGB.

    Outside of the picture they are black, and so is a frame of which no pixel was kept (a
    privacy mode keeps the face alone). Every frame is decoded once, also where clips overlap.

    Raises
    ------
    DataError
        ``E-DAT-02``, when a frame is damaged.
    """
    kept = take.rows_with_pixels
    last = {row: i for i, clip in enumerate(clips) for row in clip.rows.tolist() if kept[row]}
    pictures = decoded_ahead(take, sorted(last))
    waiting: dict[int, NDArray[np.uint8]] = {}
    for i, clip in enumerate(clips):
        pixels = np.zeros((len(clip.rows), size, size, 3), np.uint8)
        for t, row in enumerate(clip.rows.tolist()):
            if row not in last:
                continue
            while row not in waiting:
                number, image = next(pictures)
                waiting[number] = image
            pixels[t] = crop(waiting[row], clip, size)
            if last[row] == i:
                del waiting[row]
        yield pixels


def decoded_ahead(
    take: TakeReader, rows: Iterable[int]
) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Yield rows and their pictures in order; two threads decode a few frames ahead.

    The file is read by the caller's thread alone.
    """
    jobs: deque[tuple[int, Future[NDArray[np.uint8]]]] = deque()
    with ThreadPoolExecutor(_DECODERS) as pool:
        for row in rows:
            data, codec = take.packet(row)
            job = pool.submit(whole_picture, data, codec, take.size(row), take.crop(row))
            jobs.append((row, job))
            if len(jobs) > 2 * _DECODERS:
                done, job = jobs.popleft()
                yield done, job.result()
        while jobs:
            done, job = jobs.popleft()
            yield done, job.result()


def crop(image: NDArray[np.uint8], clip: Clip, size: int) -> NDArray[np.uint8]:
    """Return the clip's square of a picture as ``(size, size, 3)`` uint8 RGB.

    Parameters
    ----------
    image
        ``(H, W, 3)`` uint8 BGR.
    clip
        Where the square is.
    size
        Side of the result, pixels.
    """
    import cv2  # only exports of pictures need it

    height, width = image.shape[:2]
    right, bottom = clip.left + clip.side, clip.top + clip.side
    inside = image[max(clip.top, 0) : max(bottom, 0), max(clip.left, 0) : max(right, 0)]
    outside = (-clip.top, bottom - height, -clip.left, right - width)
    if max(outside) > 0:
        square = np.zeros((clip.side, clip.side, 3), np.uint8)
        top, left = max(-clip.top, 0), max(-clip.left, 0)
        square[top : top + inside.shape[0], left : left + inside.shape[1]] = inside
    else:
        square = inside
    # area averages, so that a smaller picture has no moire of its own
    how = cv2.INTER_AREA if clip.side > size else cv2.INTER_LINEAR
    resized = cv2.resize(square, (size, size), interpolation=how)
    return np.asarray(cv2.cvtColor(resized, cv2.COLOR_BGR2RGB), np.uint8)


def clip_landmarks(
    xyz: NDArray[np.float32], valid: NDArray[np.bool_], clip: Clip, size: int
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Return a clip's landmarks ``(T, 478, 3)`` in its own pixels, and their validity.

    They are NaN where there is no face. Coordinates count from the upper left corner of the
    upper left pixel, as in the take.
    """
    points = xyz[clip.rows].copy()
    known = valid[clip.rows]
    points[..., 0] -= clip.left
    points[..., 1] -= clip.top
    points *= np.float32(size / clip.side)
    points[~known] = np.nan
    return points, known.astype(np.uint8)
