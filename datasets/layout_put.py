"""Writing one dataset of a take file, with its filters, description and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

ROWS = 256
"""Rows of a chunk where nothing else is said."""


def put(
    group: h5py.Group,
    name: str,
    values: NDArray[Any],
    description: str,
    units: str,
    meanings: Mapping[int, str] | None = None,
    *,
    rows: int = ROWS,
) -> h5py.Dataset:
    """Write an array in chunks of whole rows with gzip, shuffle and a checksum."""
    dataset = group.create_dataset(
        name,
        data=values,
        chunks=(min(rows, len(values)), *values.shape[1:]),
        compression="gzip",
        compression_opts=4,
        shuffle=True,
        fletcher32=True,
    )
    dataset.attrs["description"] = description
    dataset.attrs["units"] = units
    if meanings:
        dataset.attrs["meanings"] = ", ".join(f"{key} {text}" for key, text in meanings.items())
    return dataset


def put_strings(
    group: h5py.Group, name: str, values: Sequence[str], description: str
) -> h5py.Dataset:
    """Write texts, UTF-8, of any length; there may be none."""
    # h5py takes str for variable-length UTF-8, and refuses NUL
    cleaned = np.array([value.replace("\0", " ") for value in values], dtype=object)
    dataset = group.create_dataset(name, data=cleaned, dtype=h5py.string_dtype("utf-8"))
    dataset.attrs["description"] = description
    dataset.attrs["units"] = ""
    return dataset
