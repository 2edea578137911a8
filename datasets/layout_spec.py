"""Every array that a take file may hold: its type and shape, as `docs/file-format.md` says.

In a shape ``N`` is the number of frames and ``P`` that of the pre-roll; other letters are any
number, the same within one take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

Dimension = int | str


@dataclass(frozen=True, slots=True)
class ArraySpec:
    """One array, or all of one form.

    Parameters
    ----------
    pattern
        Of the path, the whole of it.
    types
        What its type may be: numpy's names, ``text`` or ``table`` (columns of float32).
    shape
        Of any length each; ``()`` is a scalar.
    """

    pattern: str
    types: tuple[str, ...]
    shape: tuple[Dimension, ...]

    def fault(self, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> str | None:
        """Return what speaks against a type and a number of dimensions, or ``None``."""
        if not any(_is(dtype, name) for name in self.types):
            return f"is {dtype}, not {' or '.join(self.types)}"
        if len(shape) != len(self.shape):
            return f"has {len(shape)} dimensions, not {len(self.shape)}"
        return None

    def lengths(self, shape: tuple[int, ...], known: Mapping[str, int]) -> str | None:
        """Return what speaks against the lengths of an array, or ``None``."""
        for number, (length, wanted) in enumerate(zip(shape, self.shape, strict=True)):
            if isinstance(wanted, str) and wanted.removesuffix("+1") in known:
                wanted = known[wanted.removesuffix("+1")] + wanted.endswith("+1")
            if isinstance(wanted, int) and length != wanted:
                what = "rows" if number == 0 else "columns"
                return f"has {length} {what} where {wanted} belong"
        return None


_FRAMES: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...] = (
    ("offset", ("uint64",), "+1", ()),
    ("crc32", ("uint32",), "", ()),
    ("codec", ("uint8",), "", ()),
    ("time_ns", ("int64",), "", ()),
    ("arrival_ns", ("int64",), "", ()),
    ("index", ("int64",), "", ()),
    ("width", ("uint32",), "", ()),
    ("height", ("uint32",), "", ()),
    ("crop", ("int32",), "", (4,)),
)

_NAME = "[^/]+"

ARRAYS: tuple[ArraySpec, ...] = (
    ArraySpec("README", ("text",), ()),
    ArraySpec("events", ("text",), ("E",)),
    *(
        ArraySpec(f"{group}/{name}", types, (count + more, *rest))
        for group, count in (("frames", "N"), ("preroll", "P"))
        for name, types, more, rest in _FRAMES
    ),
    ArraySpec("(frames|preroll)/data", ("uint8",), ("bytes",)),
    ArraySpec("landmarks/xyz", ("float32",), ("N", 478, 3)),
    ArraySpec("landmarks/pose", ("float32",), ("N", 3)),
    ArraySpec("landmarks/valid", ("uint8",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/llr", ("float32",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/quality", ("float32",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/valid", ("uint8",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/reasons", ("text",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/raw", ("table",), ("N",)),
    ArraySpec(f"evidence/{_NAME}/map", ("float16",), ("M", "h", "w")),
    ArraySpec(f"evidence/{_NAME}/map_direction", ("float16",), ("M", "h", "w")),
    ArraySpec(f"evidence/{_NAME}/map_frame", ("uint32",), ("M",)),
    ArraySpec(f"evidence/{_NAME}/map_box", ("float32",), ("M", 4)),
    ArraySpec("evidence/fused/decision", ("text",), ("N",)),
    ArraySpec(f"evidence/fused/contributions/{_NAME}", ("float32",), ("N",)),
    ArraySpec(f"quality/{_NAME}", ("float32",), ("N",)),
    ArraySpec("depth/mm", ("uint16",), ("N", "h", "w")),
    ArraySpec("infrared/data", ("uint8", "uint16"), ("N", "h", "w")),
    ArraySpec("(depth|infrared)/valid", ("uint8",), ("N",)),
    ArraySpec("audio/pcm", ("int16",), ("n",)),
    ArraySpec("audio/(block_start|block_position|block_time_ns)", ("int64",), ("B",)),
)
"""All arrays."""


def spec_of(path: str) -> ArraySpec | None:
    """Return what an array of this path has to be; ``None`` for one that does not belong."""
    return next((spec for spec in ARRAYS if re.fullmatch(spec.pattern, path)), None)


def _is(dtype: np.dtype[np.generic], name: str) -> bool:
    if name == "text":  # of a length of its own in schema 1, of a fixed one since
        return dtype.kind in "SO"
    if name == "table":
        columns = (dtype.fields or {}).values()
        return bool(columns) and all(column[0] == np.float32 for column in columns)
    kind: DTypeLike = name
    return dtype == np.dtype(kind)
