"""The layout of a packed export, and how it is written (docs/exports.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import h5py
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.codec import crc32
from liveness.datasets.layout_put import put, put_strings
from liveness.datasets.packed import FORMAT, SCHEMA_VERSION, TAKE_NUMBERS, TAKE_TEXTS

from .options import ExportOptions

POLARITY = "llr > 0 means bona fide"

README = """Face clips of one dataset, made for training. In Python with h5py:
  f = h5py.File(path, rdcc_nbytes=0)     # a window is then read without the rest of its clip
  clip = f['clips/pixels'][i]            # (T, H, W, 3) uint8, RGB
  take = f['clips/take'][i]; label = f['takes/label'][take]; f['takes/bona_fide'][take]
liveness.datasets.packed.PackedClips reads it as a map-style dataset of PyTorch.
Split by takes/subject_key and takes/target_key: people are never in two parts.
"""

_COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "frame": ("<i4", "row of the frame in the take", "1"),
    "index": ("<i8", "number of the frame at the source; a gap is a drop", "1"),
    "time_ns": ("<i8", "capture time relative to the take's time zero", "ns"),
    "box": ("<f4", "the clip's square in the picture: x, y, width, height", "pixel"),
    "landmarks": ("<f4", "face mesh in the clip's pixels; NaN where no face", "pixel"),
    "landmarks_valid": ("u1", "1 where a face was found", "1"),
}
_LANDMARK_BYTES = 478 * 3 * 4


@dataclass(frozen=True, slots=True)
class TakeRow:
    """What a packed export says of a take: texts and numbers by column."""

    texts: Mapping[str, str]
    numbers: Mapping[str, float]

    @classmethod
    def from_mapping(cls, row: Mapping[str, Any]) -> Self:
        """Return the row that :meth:`PackedClips.take_rows` gave."""
        return cls({key: row[key] for key in TAKE_TEXTS}, {k: row[k] for k in TAKE_NUMBERS})


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a packed file before its first clip.

    Parameters
    ----------
    dataset_id
        Of the dataset that it is made from.
    options
        Form of the clips.
    takes
        Every take that has clips.
    counts
        Number of clips of each take.
    """

    dataset_id: str
    options: ExportOptions
    takes: Sequence[TakeRow]
    counts: Sequence[int]

    @property
    def clips(self) -> int:
        """Number of clips."""
        return sum(self.counts)

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of one clip, ``(T, H, W, 3)``."""
        return self.options.clip_frames, self.options.size, self.options.size, 3

    @property
    def expected_bytes(self) -> int:
        """About how large the file becomes, rather more."""
        frames = self.clips * self.options.clip_frames
        return self.clips * int(np.prod(self.shape)) + frames * (_LANDMARK_BYTES + 200)

    @property
    def signals(self) -> Mapping[str, str]:
        """Names of all signals, with the algorithm versions that the takes have."""
        found: dict[str, set[str]] = {}
        for take in self.takes:
            for name, version in json.loads(take.texts["signals"]).items():
                found.setdefault(name, set()).add(version)
        return {name: ", ".join(sorted(found[name])) for name in sorted(found)}


@dataclass(slots=True)
class Block:
    """The clips of one take: arrays over (clips, frames), and the pixels one clip at a time."""

    frame: NDArray[np.int64]
    index: NDArray[np.int64]
    time_ns: NDArray[np.int64]
    box: NDArray[np.float32]
    landmarks: NDArray[np.float32]
    landmarks_valid: NDArray[np.uint8]
    evidence: Mapping[str, Mapping[str, NDArray[Any]]]
    pixels: Iterator[NDArray[np.uint8]]


class PackedWriter:
    """Writes a packed file; a context manager.

    The same clips give the same bytes: nothing in it depends on time or chance.

    Parameters
    ----------
    path
        The new file.
    layout
        What will come; the blocks are added in the order of its takes.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self._layout = layout
        self._done = 0
        self._crc = np.zeros(layout.clips, "<u4")
        self._file = h5py.File(path, "w", libver=("earliest", "v110"))
        try:
            self._make()
        except BaseException:
            self._file.close()
            raise

    def add(self, block: Block) -> None:
        """Append the clips of the next take."""
        first, count = self._done, len(block.frame)
        where = slice(first, first + count)
        clips = self._file["clips"]
        for name in _COLUMNS:
            clips[name][where] = getattr(block, name)
        for name, columns in block.evidence.items():
            for column, values in columns.items():
                self._file[f"evidence/{name}/{column}"][where] = values
        pixels = clips["pixels"]
        for i, clip in enumerate(block.pixels, first):
            data = np.ascontiguousarray(clip).tobytes()
            # past the chunk cache and the filters: there are none
            pixels.id.write_direct_chunk((i, 0, 0, 0, 0), data)
            self._crc[i] = crc32(data)
        self._done += count

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Write what is known only now, and close the file."""
        try:
            if kind is None:
                assert self._done == self._layout.clips
                about = "CRC-32 (as zlib) of each clip's pixels"
                put(self._file["clips"], "crc32", self._crc, about, "1")
        finally:
            self._file.close()

    def _make(self) -> None:
        layout, file = self._layout, self._file
        file.attrs["format"] = FORMAT
        file.attrs["schema_version"] = SCHEMA_VERSION
        file.attrs["dataset_id"] = layout.dataset_id
        file.attrs["options"] = layout.options.model_dump_json()
        file.attrs["pixel_order"] = "RGB"
        readme = file.create_dataset("README", data=README)
        readme.attrs["description"] = "how to read a clip"
        readme.attrs["units"] = ""
        self._make_takes(file.create_group("takes"))
        clips = file.create_group("clips")
        self._make_pixels(clips)
        for name, (kind, about, units) in _COLUMNS.items():
            _empty(clips, name, self._shape_of(name), kind, about, units)
        of_take = np.repeat(np.arange(len(layout.counts)), layout.counts).astype("<u4")
        put(clips, "take", of_take, "row in /takes", "1")
        self._make_evidence(file.create_group("evidence"))
        file.flush()
        self._reserve()

    def _shape_of(self, name: str) -> tuple[int, ...]:
        count, frames = self._layout.clips, self._layout.options.clip_frames
        tail = {"box": (4,), "landmarks": (frames, 478, 3)}
        return (count, *tail.get(name, (frames,)))

    def _make_takes(self, group: h5py.Group) -> None:
        takes = self._layout.takes
        for name, about in TAKE_TEXTS.items():
            put_strings(group, name, [take.texts[name] for take in takes], about)
        for name, (about, units) in TAKE_NUMBERS.items():
            put(group, name, np.array([t.numbers[name] for t in takes], "<f4"), about, units)

    def _make_pixels(self, group: h5py.Group) -> None:
        """Make the pixels' place in the file, one clip a chunk, all of it at once."""
        shape = (self._layout.clips, *self._layout.shape)
        how = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        how.set_chunk((1, *shape[1:]))
        how.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        how.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
        how.set_obj_track_times(False)  # the same clips give the same bytes
        space = h5py.h5s.create_simple(shape)
        h5py.h5d.create(group.id, b"pixels", h5py.h5t.STD_U8LE, space, how)
        group["pixels"].attrs["description"] = "face clips (clip, frame, row, column, RGB)"
        group["pixels"].attrs["units"] = "1"

    def _make_evidence(self, group: h5py.Group) -> None:
        shape = (self._layout.clips, self._layout.options.clip_frames)
        for name, version in {**self._layout.signals, "fused": ""}.items():
            signal = group.create_group(name)
            signal.attrs["polarity"] = POLARITY
            if version:
                signal.attrs["algorithm_version"] = version
            about = "log-likelihood ratio, natural log; NaN where valid is 0"
            _empty(signal, "llr", shape, "<f4", about, "nat")
            if name != "fused":
                about = "how much of its input the signal had; NaN where it did not run"
                _empty(signal, "quality", shape, "<f4", about, "1")
            about = "0 where the signal abstains or did not run"
            _empty(signal, "valid", shape, "u1", about, "1")

    def _reserve(self) -> None:
        """Take the pixels' space from the disk now: a full one would crash libhdf5 later."""
        descriptor = self._file.id.get_vfd_handle()
        fallocate = getattr(os, "posix_fallocate", None)
        if fallocate is None or not isinstance(descriptor, int):
            return
        with suppress(NotImplementedError):
            fallocate(descriptor, 0, os.fstat(descriptor).st_size)


def _empty(
    group: h5py.Group, name: str, shape: tuple[int, ...], kind: str, about: str, units: str
) -> None:
    """Make a dataset to be filled; rows that are not, hold NaN or 0."""
    whole = int(np.prod(shape[1:])) * np.dtype(kind).itemsize
    rows = max(1, min(shape[0], (1 << 16) // max(whole, 1)))
    fill = np.nan if kind.startswith("<f") else 0
    dataset = group.create_dataset(
        name,
        shape=shape,
        dtype=kind,
        chunks=(rows, *shape[1:]),
        compression="gzip",
        compression_opts=4,
        shuffle=True,
        fletcher32=True,
        fillvalue=fill,
    )
    dataset.attrs["description"] = about
    dataset.attrs["units"] = units
