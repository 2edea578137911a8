"""``frames`` and ``video``: pictures with a table of labels, for labelling tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.codec import Codec, encode
from liveness.datasets.durable import sha256_of, storage_error
from liveness.datasets.errors import StorageError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .base import Job
from .clips import decoded_ahead
from .options import ExportOptions, Purpose
from .packed_layout import TakeRow
from .record import ExportRecord, prune
from .tables import keep_rows, write_csv
from .takes import rows_of, take_row

TABLE = "labels.csv"
FRAME_COLUMNS = (
    "path", "take", "frame", "index", "time_ns", "label", "bona_fide", "subject_key",
    "target_key", "session", "x", "y", "width", "height",
)  # fmt: skip
"""Columns of ``frames``; the last four are the face's box in pixels."""
VIDEO_COLUMNS = (
    "path", "take", "frames", "fps", "label", "bona_fide", "subject_key", "target_key",
    "session", "times",
)  # fmt: skip
"""Columns of ``video``; ``times`` names the table of the true time of each frame."""

_CODECS = {"lossless": "FFV1", "mjpeg": "MJPG"}
_NO_FPS = 30.0
NOTHING_LEFT = "no frame of it is left"


class Frames:
    """``frames``: a folder of pictures a take."""

    name: ClassVar[str] = "frames"
    title: ClassVar[str] = "pictures in folders, for labelling tools"
    purpose: ClassVar[Purpose] = "train"
    pixels: ClassVar[bool] = True

    def write(self, job: Job, part: Path) -> None:
        """Write every n-th frame of all takes; see :class:`Exporter`."""
        _check_space(job, part)
        part.mkdir()
        rows: list[dict[str, Any]] = []
        for record, path in job.each(job.takes):
            folder = part / record.label / record.id
            with TakeReader(path) as take:
                frames = _frames_of(record, take, job.options)
                told = _told(take_row(job.root, record, take))
                boxes = _boxes(take)
                for row in frames:
                    folder.mkdir(parents=True, exist_ok=True)
                    name = f"{row:06d}{_write_frame(take, row, folder, job.options)}"
                    place = {"path": f"{record.label}/{record.id}/{name}"}
                    rows.append(told | place | _of_frame(take, row, boxes))
                if not frames:
                    job.leave(record, NOTHING_LEFT)
        write_csv(part / TABLE, FRAME_COLUMNS, rows)

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Delete the takes' folders, and write the table anew without them."""
        return _remove(root, record, takes, lambda name: Path(name).parent.name)


class Video:
    """``video``: one file a take, with the true times beside it."""

    name: ClassVar[str] = "video"
    title: ClassVar[str] = "one video a take, for labelling tools"
    purpose: ClassVar[Purpose] = "train"
    pixels: ClassVar[bool] = True

    def write(self, job: Job, part: Path) -> None:
        """Write every n-th frame of all takes; see :class:`Exporter`."""
        _check_space(job, part)
        part.mkdir()
        rows: list[dict[str, Any]] = []
        for record, path in job.each(job.takes):
            folder = part / record.label
            with TakeReader(path) as take:
                frames = _frames_of(record, take, job.options)
                fault = _video_fault(take, frames)
                if fault is not None:
                    job.leave(record, fault)
                    continue
                folder.mkdir(exist_ok=True)
                fps = _fps(take, frames)
                _write_video(folder / f"{record.id}.avi", take, frames, fps, job.options)
                _write_times(folder / f"{record.id}.times.csv", take, frames)
                told = _told(take_row(job.root, record, take))
            name = f"{record.label}/{record.id}"
            more = {"frames": len(frames), "fps": round(fps, 3), "times": f"{name}.times.csv"}
            rows.append(told | more | {"path": f"{name}.avi"})
        write_csv(part / TABLE, VIDEO_COLUMNS, rows)

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Delete the takes' files, and write the table anew without them."""
        return _remove(root, record, takes, lambda name: _stem(Path(name).name))


def _frames_of(record: TakeRecord, take: TakeReader, options: ExportOptions) -> list[int]:
    """Return the rows to export: every n-th of those that count and keep a picture."""
    rows, kept = rows_of(record, take), take.rows_with_pixels
    return [row for row in range(rows.start, rows.stop, options.every) if kept[row]]


def _write_frame(take: TakeReader, row: int, folder: Path, options: ExportOptions) -> str:
    """Write a frame as ``000012.jpg`` or ``.png`` and return the extension."""
    packet, codec = take.packet(row)
    whole = take.crop(row) is None
    own = whole and codec in (Codec.CAMERA_JPEG, Codec.JPEG)
    if options.image == "original" and own:
        suffix, data = ".jpg", packet  # untouched: a second compression would hide cues
    elif options.image == "jpeg":
        suffix, data = ".jpg", encode(take.frame(row), Codec.JPEG)
    elif options.image == "original" and whole and codec is Codec.PNG:
        suffix, data = ".png", packet
    else:
        suffix, data = ".png", encode(take.frame(row), Codec.PNG)
    try:
        (folder / f"{row:06d}{suffix}").write_bytes(data)
    except OSError as error:
        raise storage_error(error, folder / f"{row:06d}{suffix}") from error
    return suffix


def _write_video(
    path: Path, take: TakeReader, frames: Sequence[int], fps: float, options: ExportOptions
) -> None:
    import cv2  # only this needs it

    code = cv2.VideoWriter.fourcc(*_CODECS[options.video])
    size = take.size(frames[0])
    if options.video == "mjpeg":
        how = (cv2.CAP_OPENCV_MJPEG, code, fps, size, [cv2.VIDEOWRITER_PROP_QUALITY, 98])
        writer = cv2.VideoWriter(str(path), *how)
    else:
        writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, code, fps, size)
    try:
        if not writer.isOpened():
            raise _unwritten(path, "the video cannot be begun")
        for _, image in decoded_ahead(take, frames):
            writer.write(image)
    finally:
        writer.release()
    # OpenCV says nothing of a full disk
    reader = cv2.VideoCapture(str(path))
    count = int(reader.get(cv2.CAP_PROP_FRAME_COUNT))
    reader.release()
    if count != len(frames):
        raise _unwritten(path, f"{count} of {len(frames)} frames are in it")


def _write_times(path: Path, take: TakeReader, frames: Sequence[int]) -> None:
    """Write the true time of each frame of a video, which has a constant rate."""
    rows = [
        {"number": n, "frame": row, "index": take.index[row], "time_ns": take.time_ns[row]}
        for n, row in enumerate(frames)
    ]
    write_csv(path, ("number", "frame", "index", "time_ns"), rows)


def _video_fault(take: TakeReader, frames: Sequence[int]) -> str | None:
    """Return why a take cannot be one video."""
    if not frames:
        return NOTHING_LEFT
    if len({take.size(row) for row in frames}) > 1:
        return "the picture's size changes"
    return None


def _fps(take: TakeReader, frames: Sequence[int]) -> float:
    """Return the rate of the exported frames by their own times, 1/s."""
    times = take.time_ns[list(frames)]
    if len(times) < 2 or times[-1] <= times[0]:
        return take.capture.fps or _NO_FPS
    return float(np.clip((len(times) - 1) / ((times[-1] - times[0]) / 1e9), 0.1, 1000))


def _told(row: TakeRow) -> dict[str, Any]:
    """Return what both tables say of a take."""
    texts = ("label", "subject_key", "target_key", "session")
    told: dict[str, Any] = {name: row.texts[name] for name in texts}
    return told | {"take": row.texts["id"], "bona_fide": int(row.numbers["bona_fide"])}


def _boxes(take: TakeReader) -> NDArray[np.float32]:
    """Return the landmarks' box in every frame, ``(N, 4)``: x, y, width, height."""
    xyz, valid = take.landmarks()
    boxes = np.full((len(valid), 4), np.nan, np.float32)
    low, high = xyz[valid, :, :2].min(axis=1), xyz[valid, :, :2].max(axis=1)
    boxes[valid] = np.concatenate([low, high - low], axis=1)
    return boxes


def _of_frame(take: TakeReader, row: int, boxes: NDArray[np.float32]) -> dict[str, Any]:
    box = dict(zip(FRAME_COLUMNS[-4:], (round(float(v), 2) for v in boxes[row]), strict=True))
    return {"frame": row, "index": take.index[row], "time_ns": take.time_ns[row], **box}


def _check_space(job: Job, part: Path) -> None:
    """Check the disk for about what the pictures take."""
    size = sum(job.root.take_path(record).stat().st_size for record in job.takes)
    # a PNG is up to twice a lossless JPEG-XL; a JPEG made anew is smaller
    job.check_space(part.parent, 2 * size // job.options.every)


def _remove(
    root: DatasetRoot,
    record: ExportRecord,
    takes: frozenset[str],
    take_of: Callable[[str], str],
) -> dict[str, str]:
    """Delete the files of takes, and their lines of the table; return the files left."""
    place = record.place(root.path)
    left: dict[str, str] = {}
    try:
        for name, digest in record.files.items():
            if name != TABLE and take_of(name) in takes:
                (place / name).unlink(missing_ok=True)
            else:
                left[name] = digest
    except OSError as error:
        raise storage_error(error, place / TABLE) from error
    prune(place)
    keep_rows(place / TABLE, lambda row: row["take"] not in takes)
    return left | {TABLE: sha256_of(place / TABLE)}


def _stem(name: str) -> str:
    """Return the take of a file of ``video``."""
    return name.removesuffix(".avi").removesuffix(".times.csv")


def _unwritten(path: Path, measured: str) -> StorageError:
    return StorageError(
        "E-DSK-03",
        f"{path.name} cannot be written",
        measured,
        "check the free space; frames export pictures instead",
    )
