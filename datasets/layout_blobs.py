"""The large arrays of a take file, which grow while the journal is read."""

from __future__ import annotations

from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from .attributes import AudioAttributes, write_attributes
from .layout_put import describe, put
from .records_extra import AudioRecord, PlaneKind, PlaneRecord
from .take import SoundInfo

DATA_CHUNK = 1 << 20
_GROWTH = 64
_SOUND_CHUNK = 16384

_PLANES: dict[PlaneKind, tuple[str, str, str]] = {
    "depth": ("depth/mm", "distance along the optical axis; 0 where unknown", "mm"),
    "infrared": ("infrared/data", "infrared picture; 0 where valid is 0", "1"),
}
"""Path, description and unit by kind of plane."""


class FrameBlob:
    """Grows ``/frames/data``: encoded frames back to back, written in whole chunks.

    Parameters
    ----------
    group
        ``/frames`` or ``/preroll``.
    expected
        About how many bytes will come; a small take gets a small chunk.
    """

    def __init__(self, group: h5py.Group, expected: int) -> None:
        self._chunk = max(4096, min(DATA_CHUNK, expected))
        self._data = group.create_dataset(
            "data", shape=(0,), maxshape=(None,), dtype="u1", chunks=(self._chunk,)
        )
        describe(self._data, "encoded frames back to back; see offset", "byte")
        self._rest = bytearray()
        self._written = 0

    def add(self, data: bytes) -> None:
        """Append one frame's bytes."""
        self._rest += data
        whole = len(self._rest) // self._chunk * self._chunk
        for at in range(0, whole, self._chunk):
            self._put(bytes(self._rest[at : at + self._chunk]))
        del self._rest[:whole]

    def finish(self) -> None:
        """Write the rest, and cut the dataset to the bytes that were added."""
        total = self._written + len(self._rest)
        if self._rest:
            self._put(bytes(self._rest).ljust(self._chunk, b"\0"))
        self._data.resize((total,))

    def _put(self, chunk: bytes) -> None:
        if self._written + self._chunk > self._data.shape[0]:
            self._data.resize((self._written + _GROWTH * self._chunk,))
        # past the chunk cache and the filters: there are none
        self._data.id.write_direct_chunk((self._written,), chunk)
        self._written += self._chunk


class PlaneBlob:
    """Grows a stack of planes, one row a frame; frames without a plane take no space.

    Parameters
    ----------
    file
        The take file.
    first
        The first plane, whose shape and type all have.
    """

    def __init__(self, file: h5py.File, first: PlaneRecord) -> None:
        self._path, about, unit = _PLANES[first.kind]
        shape = first.values.shape
        self._data = file.create_dataset(
            self._path,
            shape=(0, *shape),
            maxshape=(None, *shape),
            dtype=first.values.dtype.newbyteorder("<"),
            chunks=(1, *shape),
            compression="gzip",
            compression_opts=1,
            shuffle=True,
            fletcher32=True,
        )
        describe(self._data, about, unit)
        self._rows: list[int] = []

    def add(self, row: int, values: NDArray[Any]) -> bool:
        """Put the plane of a frame; return False when it does not fit the first one."""
        if values.shape != self._data.shape[1:] or values.dtype.itemsize != (
            self._data.dtype.itemsize
        ):
            return False
        if row >= self._data.shape[0]:
            self._data.resize(row + 1, axis=0)
        self._data[row] = values
        self._rows.append(row)
        return True

    def finish(self, frames: int) -> None:
        """Give it one row a frame, and say which hold a plane."""
        self._data.resize(frames, axis=0)
        valid = np.zeros(frames, "u1")
        valid[self._rows] = 1
        put(self._data.parent, "valid", valid, "1 where the frame came with a plane", "1")


class AudioBlob:
    """Grows ``/audio/pcm``, and notes when each block of it came.

    Parameters
    ----------
    file
        The take file.
    first
        The first block, whose rate and channels all have.
    """

    def __init__(self, file: h5py.File, first: AudioRecord) -> None:
        self._group = file.create_group("audio")
        self._rate, self._channels = first.rate_hz, first.samples.shape[1]
        self._pcm = self._group.create_dataset(
            "pcm",
            shape=(0,),
            maxshape=(None,),
            dtype="<i2",
            chunks=(_SOUND_CHUNK,),
            compression="gzip",
            compression_opts=4,
            shuffle=True,
            fletcher32=True,
        )
        describe(self._pcm, "samples, the channels of one moment side by side", "1")
        self._blocks: list[tuple[int, int, int]] = []
        self._waiting: list[NDArray[np.int16]] = []
        self._count = 0
        self._first = self._next = first.position
        self._lost = 0

    def add(self, record: AudioRecord) -> bool:
        """Append a block; return False when its rate or channels differ."""
        if record.rate_hz != self._rate or record.samples.shape[1] != self._channels:
            return False
        self._lost += max(0, record.position - self._next)
        self._next = record.position + len(record.samples)
        self._blocks.append((self._count, record.position - self._first, record.time_ns))
        self._waiting.append(record.samples.reshape(-1))
        self._count += len(record.samples)
        if sum(map(len, self._waiting)) >= _SOUND_CHUNK:
            self._flush()
        return True

    def finish(self, info: SoundInfo | None) -> None:
        """Write what is left, the blocks' times, and the attributes."""
        self._flush()
        start, position, time_ns = np.array(self._blocks, "<i8").reshape(-1, 3).T
        for name, values, about, unit in (
            ("block_start", start, "row of pcm, in moments, where each block begins", "1"),
            (
                "block_position",
                position,
                "moments by the sound's own clock; a gap is lost",
                "1",
            ),
            ("block_time_ns", time_ns, "capture time of each block's first moment", "ns"),
        ):
            put(self._group, name, values, about, unit)
        write_attributes(
            self._group,
            AudioAttributes(
                rate_hz=self._rate,
                channels=self._channels,
                t0_ns=int(time_ns[0]),
                lost=self._lost,
                device=None if info is None else info.device,
                uncertainty_ns=None if info is None else info.uncertainty_ns,
                settled=None if info is None else info.settled,
            ),
        )

    def _flush(self) -> None:
        if self._waiting:
            block = np.concatenate(self._waiting)
            self._waiting.clear()
            size = self._pcm.shape[0]
            self._pcm.resize((size + len(block),))
            self._pcm[size:] = block


class TakeBlobs:
    """All that a journal has in bulk, written as it is read.

    Parameters
    ----------
    file
        The take file.
    expected
        About how many bytes will come.
    """

    def __init__(self, file: h5py.File, expected: int) -> None:
        self._file, self._expected = file, expected
        self._frames = FrameBlob(file.create_group("frames"), expected)
        self._preroll: FrameBlob | None = None
        self._planes: dict[PlaneKind, PlaneBlob] = {}
        self._audio: AudioBlob | None = None
        self.misfits = 0
        """Planes and blocks of sound that did not fit their first one, and are left out."""

    def frame(self, data: bytes) -> None:
        """Append a frame's bytes."""
        self._frames.add(data)

    def preroll(self, data: bytes) -> None:
        """Append the bytes of a frame from before the take."""
        if self._preroll is None:
            self._preroll = FrameBlob(self._file.create_group("preroll"), self._expected)
        self._preroll.add(data)

    def plane(self, row: int, record: PlaneRecord) -> None:
        """Put a plane of the frame in a row."""
        blob = self._planes.get(record.kind)
        if blob is None:
            blob = self._planes[record.kind] = PlaneBlob(self._file, record)
        self.misfits += not blob.add(row, record.values)

    def audio(self, record: AudioRecord) -> None:
        """Append a block of sound."""
        if self._audio is None:
            self._audio = AudioBlob(self._file, record)
        self.misfits += not self._audio.add(record)

    def finish(self, frames: int, sound: SoundInfo | None = None) -> None:
        """End all of them; the take has so many frames, and its sound came from there."""
        self._frames.finish()
        if self._preroll is not None:
            self._preroll.finish()
        for blob in self._planes.values():
            blob.finish(frames)
        if self._audio is not None:
            self._audio.finish(sound)
