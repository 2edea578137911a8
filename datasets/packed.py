"""Reading packed face clips: a map-style dataset for PyTorch that does not import torch."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar

import h5py
import numpy as np
from numpy.typing import NDArray

from .codec import crc32
from .errors import DataError

T = TypeVar("T")

FORMAT = "liveness-packed-clips"
SCHEMA_VERSION = 1

TAKE_TEXTS: Mapping[str, str] = {
    "id": "id of the take",
    "session": "id of the session",
    "label": "bona-fide or the PAI species",
    "family": "family of the species; empty for bona fide",
    "pai": "id of the physical PAI",
    "subject_key": "random key of the person before the camera, on an attack the presenter",
    "target_key": "random key of the person whom the PAI shows",
    "recipe": "id of the recipe after which the PAI was made",
    "lighting": "lighting in a word of the site",
    "lamps": "lamps that were on",
    "pose": "pose or glasses that were asked for",
    "protocol": "id of the protocol",
    "step": "id of the protocol's step",
    "device": "camera as it names itself",
    "pixel_format": "format that the camera delivered",
    "status": "complete, incomplete or recovered",
    "schedule": "of the evidence: offline (every frame, repeatable) or live",
    "signals": "algorithm versions by signal, JSON",
    "consent": "id of the consent record",
    "created_utc": "when the take was begun, UTC",
    "generator": "program and version that recorded the take",
    "sha256": "SHA-256 of the take file",
}
"""Columns of text in ``/takes``; an unknown one is empty."""

TAKE_NUMBERS: Mapping[str, tuple[str, str]] = {
    "bona_fide": ("1 for a live, present person, 0 for an attack", "1"),
    "distance_mm": ("distance from camera to presentation; NaN where unknown", "mm"),
    "lux": ("light at the face; NaN where unknown", "lx"),
    "fps": ("nominal rate of the camera; NaN where unknown", "1/s"),
    "width": ("width of the camera's picture", "pixel"),
    "height": ("height of the camera's picture", "pixel"),
}
"""Columns of numbers in ``/takes``: description and units."""

_CLIP_COLUMNS = ("frame", "index", "time_ns", "box", "landmarks", "landmarks_valid")


@dataclass(frozen=True, slots=True)
class _Tables:
    """The small tables, read once."""

    shape: tuple[int, ...]
    take: NDArray[np.int64]
    crc: NDArray[np.int64]
    takes: tuple[dict[str, Any], ...]
    attributes: dict[str, Any]


class PackedClips:
    """Face clips of a packed export; a sequence, and a map-style dataset for PyTorch.

    The file is opened where it is read: by each worker process for itself, never here and
    never across a fork. Copies travel to workers as their path and settings.

    Parameters
    ----------
    path
        A file that ``export --to packed`` wrote.
    window
        Give so many neighbouring frames of each clip, beginning at a random one, and read
        only those; ``None`` gives the whole clip.
    seed
        With it the window of clip ``i`` is always the same; without it every access draws
        anew, in every worker differently.
    landmarks
        Give the landmarks too.
    transform
        Applied to the pixels ``(T, H, W, 3)``; what it returns is given in their place.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        window: int | None = None,
        seed: int | None = None,
        landmarks: bool = False,
        transform: Callable[[NDArray[np.uint8]], Any] | None = None,
    ) -> None:
        self.path = Path(path)
        self.window_frames = window
        self.seed = seed
        self.with_landmarks = landmarks
        self.transform = transform
        self._file: h5py.File | None = None
        self._process = 0
        self._random: np.random.Generator | None = None

    def __len__(self) -> int:
        """Return the number of clips."""
        return self._tables.shape[0]

    def __getitem__(self, i: int) -> dict[str, Any]:
        """Return clip ``i``: ``pixels``, ``bona_fide`` (1 or 0), its label and origin.

        Raises
        ------
        IndexError
            When there is no such clip.
        DataError
            ``E-DAT-02`` when the file is damaged or missing, ``E-DAT-08`` when it is no
            packed export.
        """
        i = self._number(i)
        length = self.window_frames or self.shape[0]
        start = self._start(i, length)
        pixels = self.window(i, start, length)
        take = self._tables.takes[self._tables.take[i]]
        item: dict[str, Any] = {
            "pixels": pixels if self.transform is None else self.transform(pixels),
            "bona_fide": int(take["bona_fide"]),
            "label": take["label"],
            "subject_key": take["subject_key"],
            "target_key": take["target_key"],
            "take": take["id"],
            "clip": i,
            "start": start,
        }
        if self.with_landmarks:
            part = slice(start, start + length)
            for name in ("landmarks", "landmarks_valid"):
                item[name] = self._read(f"clips/{name}", (i, part))
        return item

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield every clip in order."""
        return (self[i] for i in range(len(self)))

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of one clip, ``(T, H, W, 3)``."""
        frames, height, width, channels = self._tables.shape[1:]
        return frames, height, width, channels

    @property
    def dataset_id(self) -> str:
        """Id of the dataset from which the clips were made."""
        return str(self._tables.attributes["dataset_id"])

    @property
    def options(self) -> dict[str, Any]:
        """How the clips were made: size, margin, frames, stride, filters."""
        options: dict[str, Any] = json.loads(self._tables.attributes["options"])
        return options

    @property
    def bona_fide(self) -> NDArray[np.uint8]:
        """Per clip 1 for bona fide, 0 for an attack; ``(N,)`` uint8."""
        of_take = np.array([take["bona_fide"] for take in self._tables.takes], np.uint8)
        return of_take[self._tables.take]

    def column(self, name: str) -> list[Any]:
        """Return what the takes' table says of each clip.

        Parameters
        ----------
        name
            A key of :data:`TAKE_TEXTS` or :data:`TAKE_NUMBERS`, for instance ``label`` or
            ``subject_key``.
        """
        return [self._tables.takes[row][name] for row in self._tables.take]

    def take_rows(self) -> list[dict[str, Any]]:
        """Return the takes' table, one dictionary a take."""
        return [dict(row) for row in self._tables.takes]

    def clips_of(self, take: str) -> range:
        """Return the clips of a take; they lie one after the other."""
        rows = [n for n, row in enumerate(self._tables.takes) if row["id"] == take]
        found = np.flatnonzero(np.isin(self._tables.take, rows))
        return range(int(found[0]), int(found[-1]) + 1) if len(found) else range(0)

    def clip(self, i: int) -> NDArray[np.uint8]:
        """Return the pixels of clip ``i``: ``(T, H, W, 3)`` uint8 RGB."""
        return self.window(i, 0, self.shape[0])

    def window(self, i: int, start: int, length: int) -> NDArray[np.uint8]:
        """Return ``length`` frames of clip ``i`` from frame ``start``; only they are read.

        Raises
        ------
        IndexError
            When the clip has no such frames.
        """
        if start < 0 or length < 1 or start + length > self.shape[0]:
            raise IndexError(f"frames {start} to {start + length} of {self.shape[0]}")
        where = (self._number(i), slice(start, start + length))
        return np.asarray(self._read("clips/pixels", where), np.uint8)

    def check(self, i: int) -> None:
        """Check the pixels of clip ``i`` against their CRC-32.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they differ.
        """
        i = self._number(i)
        if crc32(self.clip(i).tobytes()) != int(self._tables.crc[i]):
            raise self._damaged(f"clip {i} fails its CRC")

    def columns(self, clips: range) -> dict[str, NDArray[Any]]:
        """Return frame rows, source index, times, squares and landmarks of some clips."""
        where = slice(clips.start, clips.stop)
        return {name: self._read(f"clips/{name}", where) for name in _CLIP_COLUMNS}

    def evidence(self, name: str, clips: range | None = None) -> dict[str, NDArray[Any]]:
        """Return one signal's ``llr``, ``quality`` and ``valid``, each ``(n, T)``.

        Parameters
        ----------
        name
            Name of a signal, or ``fused``, which has no quality.
        clips
            Which clips; all by default.
        """
        where = slice(None) if clips is None else slice(clips.start, clips.stop)

        def read() -> dict[str, NDArray[Any]]:
            group = self._open()[f"evidence/{name}"]
            return {column: group[column][where] for column in group}

        return self._guard(read)

    def close(self) -> None:
        """Close the file; the next access opens it again."""
        if self._file is not None and self._process == os.getpid():
            self._file.close()
        self._file = None

    def __enter__(self) -> Self:
        """Return the dataset."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        """Return what a worker process gets: no handle, no state of the random numbers."""
        return self.__dict__ | {"_file": None, "_process": 0, "_random": None}

    def _number(self, i: int) -> int:
        count = len(self)
        if not -count <= i < count:
            raise IndexError(f"clip {i} of {count}")
        return int(i) % count

    def _start(self, i: int, length: int) -> int:
        last = self.shape[0] - length
        if last < 0:
            raise IndexError(f"a window of {length} frames in clips of {self.shape[0]}")
        if last == 0:
            return 0
        if self.seed is not None:
            return int(np.random.default_rng((self.seed, i)).integers(last + 1))
        if self._random is None or self._process != os.getpid():
            self._open()
            self._random = np.random.default_rng()  # a fork must not repeat its parent's
        return int(self._random.integers(last + 1))

    def _open(self) -> h5py.File:
        """Return this process's own handle."""
        if self._file is None or self._process != os.getpid():
            # without a chunk cache HDF5 reads just the bytes asked for, not the whole clip
            self._file = h5py.File(self.path, "r", locking=False, rdcc_nbytes=0)
            self._process = os.getpid()
            self._random = None
        return self._file

    @cached_property
    def _tables(self) -> _Tables:
        return self._guard(self._read_tables)

    def _read_tables(self) -> _Tables:
        # opened and closed at once: the handle of a parent must not reach its forks
        with h5py.File(self.path, "r", locking=False) as file:
            attributes = dict(file.attrs)
            form, schema = attributes.get("format"), attributes.get("schema_version")
            if form != FORMAT or schema != SCHEMA_VERSION:
                raise DataError(
                    "E-DAT-08",
                    f"{self.path.name} is no packed export that this version reads",
                    f"format {form!r}, schema {schema!r}",
                    "export the dataset again, or check the path",
                )
            group = file["takes"]
            columns: dict[str, list[Any]] = {
                name: [text.decode() for text in group[name][()]] for name in TAKE_TEXTS
            }
            columns |= {name: group[name][()].tolist() for name in TAKE_NUMBERS}
            rows = zip(*columns.values(), strict=True)
            clips = file["clips"]
            return _Tables(
                shape=tuple(clips["pixels"].shape),
                take=clips["take"][()].astype(np.int64),
                crc=clips["crc32"][()].astype(np.int64),
                takes=tuple(dict(zip(columns, row, strict=True)) for row in rows),
                attributes=attributes,
            )

    def _read(self, name: str, where: Any) -> NDArray[Any]:
        return self._guard(lambda: np.asarray(self._open()[name][where]))

    def _guard(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (OSError, KeyError, RuntimeError, ValueError, TypeError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, measured: str) -> DataError:
        return DataError(
            "E-DAT-02",
            f"{self.path.name} is damaged or missing",
            measured,
            "export the dataset again",
        )
