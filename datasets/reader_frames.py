"""Reading the frames of one group of a take file: packets, pictures, times, crops."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import h5py
import numpy as np
from numpy.typing import NDArray

from .codec import Codec, crc32, decode
from .errors import DataError
from .records import Crop

T = TypeVar("T")


class Guarded:
    """Turns what h5py raises over a damaged file into one error.

    Parameters
    ----------
    path
        The file's, for the text.
    file
        The open file.
    """

    def __init__(self, path: Path, file: h5py.File) -> None:
        self.path = path
        self._file = file

    def guard(self, read: Callable[[], T]) -> T:
        """Return what ``read`` returns.

        Raises
        ------
        DataError
            ``E-DAT-02``, when the file is damaged.
        """
        try:
            return read()
        except (
            OSError, LookupError, RuntimeError, ValueError, TypeError, AttributeError,
            ArithmeticError, MemoryError,
        ) as error:  # fmt: skip
            raise self.damaged(str(error)) from error

    def column(self, name: str, dtype: type[Any]) -> NDArray[Any]:
        """Return a dataset by its path, whole."""
        values = self.guard(lambda: np.asarray(whole(self._file[name])[:]))
        if values.dtype.kind not in "biuf":
            raise self.damaged(f"{name} holds {values.dtype}")
        return values.astype(dtype)

    def damaged(self, measured: str) -> DataError:
        """Return the error of a damaged file."""
        return damaged(self.path, measured)


LEAST_CLAIM = 1 << 24
DEFLATE_RATIO = 1100
"""A compressed array may claim no more bytes than this for each that it has: deflate reaches
1032, and what was never written has none."""


def whole(item: h5py.Dataset) -> Any:
    """Return the values of a dataset.

    Raises
    ------
    ValueError
        When it claims more bytes than it can have: a wrong length must reserve no memory.
    """
    stored = item.id.get_storage_size()
    if item.nbytes > max(LEAST_CLAIM, DEFLATE_RATIO * stored):
        raise ValueError(f"{item.name} claims {item.nbytes} bytes and has {stored}")
    return item[()]


def damaged(path: Path, measured: str) -> DataError:
    """Return the error of a damaged or missing take."""
    return DataError(
        "E-DAT-02",
        f"{path.name} is damaged or missing",
        measured,
        "run verify on the dataset; restore the file from a backup",
    )


def whole_picture(
    data: bytes, codec: Codec, size: tuple[int, int], crop: Crop | None
) -> NDArray[np.uint8]:
    """Decode a packet into a picture of the source's size, black where nothing was kept.

    Parameters
    ----------
    data, codec
        The packet.
    size
        Width and height of the picture, pixels.
    crop
        The part that the packet shows; ``None`` for all of it.

    Returns
    -------
    ndarray
        Shape ``(height, width, 3)``, uint8, BGR.

    Raises
    ------
    DataError
        ``E-DAT-02``, when it does not decode or fit; ``E-DAT-18``, when there is none.
    """
    if crop is None:
        return decode(data, codec, width=size[0], height=size[1])
    x, y, width, height = crop
    part = decode(data, codec, width=width, height=height)
    if min(x, y) < 0 or x + width > size[0] or y + height > size[1]:
        raise DataError(
            "E-DAT-02",
            "the crop of a frame leaves the picture",
            f"{crop} of {size}",
            "run verify on the dataset; restore the file from a backup",
        )
    whole = np.zeros((size[1], size[0], 3), np.uint8)
    whole[y : y + height, x : x + width] = part
    return whole


class StoredFrames(Guarded):
    """The frames of a take, or those from before it.

    Parameters
    ----------
    path, file
        The take.
    group
        ``frames`` or ``preroll``.
    """

    def __init__(self, path: Path, file: h5py.File, group: str) -> None:
        super().__init__(path, file)
        self.group = group

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.index)

    @cached_property
    def time_ns(self) -> NDArray[np.int64]:
        """Capture time of each frame relative to time zero, ns; shape ``(N,)``, int64."""
        return self.column(f"{self.group}/time_ns", np.int64)

    @cached_property
    def arrival_ns(self) -> NDArray[np.int64]:
        """Monotonic clock at arrival, ns; shape ``(N,)``, int64."""
        return self.column(f"{self.group}/arrival_ns", np.int64)

    @cached_property
    def index(self) -> NDArray[np.int64]:
        """Number of each frame at the source; shape ``(N,)``, int64."""
        return self.column(f"{self.group}/index", np.int64)

    @cached_property
    def has_pixels(self) -> NDArray[np.bool_]:
        """Which frames keep a picture, or part of one; shape ``(N,)``, bool."""
        return np.asarray(self._codec != Codec.NONE)

    @cached_property
    def codecs(self) -> frozenset[Codec]:
        """Every codec that a frame is kept in."""
        return frozenset(Codec(code) for code in np.unique(self._codec).tolist())

    def size(self, i: int) -> tuple[int, int]:
        """Return width and height of the picture ``i`` at the source, pixels."""
        width, height = self._sizes[i]
        return int(width), int(height)

    def crop(self, i: int) -> Crop | None:
        """Return which part of picture ``i`` was kept; ``None`` for all of it, or nothing."""
        if self._crops is None or not self.has_pixels[i]:
            return None
        x, y, width, height = self._crops[i].tolist()
        return x, y, width, height

    def packet(self, i: int) -> tuple[bytes, Codec]:
        """Return the encoded bytes of frame ``i`` and their codec.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they fail their CRC.
        IndexError
            When there is no such frame.
        """
        if not 0 <= i < len(self):
            raise IndexError(f"frame {i} of {len(self)}")
        start, end = int(self._offset[i]), int(self._offset[i + 1])
        data = self.guard(lambda: self._file[f"{self.group}/data"][start:end].tobytes())
        if crc32(data) != int(self._crc[i]):
            raise self.damaged(f"frame {i} fails its CRC")
        return data, Codec(int(self._codec[i]))

    def kept(self, i: int) -> NDArray[np.uint8]:
        """Return what was kept of picture ``i``: shape ``(h, w, 3)``, uint8, BGR.

        Raises
        ------
        DataError
            ``E-DAT-02``, when it fails its CRC or does not decode; ``E-DAT-18``, when no
            pixel of it was kept.
        """
        data, codec = self.packet(i)
        crop = self.crop(i)
        width, height = self.size(i) if crop is None else crop[2:]
        return decode(data, codec, width=width, height=height)

    def picture(self, i: int) -> NDArray[np.uint8]:
        """Return picture ``i`` in its whole size, black where nothing was kept.

        Shape ``(H, W, 3)``, uint8, BGR. Raises as :meth:`kept`.
        """
        data, codec = self.packet(i)
        return whole_picture(data, codec, self.size(i), self.crop(i))

    def check(self, count: int) -> None:
        """Check that the columns fit together and number ``count``.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they do not.
        """
        columns = (self._crc, self._codec, self.time_ns, self.index)
        if len(self._offset) != count + 1 or any(len(column) != count for column in columns):
            raise self.damaged("the columns of its frames differ in length")
        offset = self._offset
        total = self.guard(lambda: int(self._file[f"{self.group}/data"].shape[0]))
        size = self.guard(lambda: int(self._file.id.get_filesize()))
        if (
            total > size
            or offset[0] != 0
            or offset[-1] != total
            or bool(np.any(np.diff(offset) < 0))
        ):
            raise self.damaged("the offsets of its frames do not fit the data")
        if not set(np.unique(self._codec).tolist()) <= {int(codec) for codec in Codec}:
            raise self.damaged("unknown codec")
        if self._crops is not None and self._crops.shape != (count, 4):
            raise self.damaged("the columns of its frames differ in length")

    @cached_property
    def _offset(self) -> NDArray[np.int64]:
        return self.column(f"{self.group}/offset", np.int64)

    @cached_property
    def _crc(self) -> NDArray[np.int64]:
        return self.column(f"{self.group}/crc32", np.int64)

    @cached_property
    def _codec(self) -> NDArray[np.int64]:
        return self.column(f"{self.group}/codec", np.int64)

    @cached_property
    def _crops(self) -> NDArray[np.int64] | None:
        name = f"{self.group}/crop"
        return self.column(name, np.int64) if self.guard(lambda: name in self._file) else None

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        """Width and height of each frame, (N, 2); columns only where they change."""
        names = ("width", "height")
        if self.guard(lambda: f"{self.group}/width" in self._file):
            columns = [self.column(f"{self.group}/{name}", np.int64) for name in names]
            if any(len(column) != len(self) for column in columns):
                raise self.damaged("the columns of its frames differ in length")
            return np.stack(columns, axis=1)
        attributes = self.guard(lambda: [self._file[self.group].attrs[n] for n in names])
        size = self.guard(lambda: np.array(attributes, np.int64).reshape(2))
        return np.broadcast_to(size, (len(self), 2))
