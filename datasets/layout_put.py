"""Writing one dataset of a take file, with its filters, description and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from .attributes import fixed_text, write_attribute

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
    if len(values):
        dataset = group.create_dataset(
            name,
            data=values,
            chunks=(min(rows, len(values)), *values.shape[1:]),
            compression="gzip",
            compression_opts=4,
            shuffle=True,
            fletcher32=True,
        )
    else:
        dataset = group.create_dataset(name, data=values)
    describe(dataset, description, units)
    if meanings:
        text = ", ".join(f"{key} {meaning}" for key, meaning in meanings.items())
        write_attribute(dataset, "meanings", text)
    return dataset


def put_strings(
    group: h5py.Group, name: str, values: Sequence[str], description: str
) -> h5py.Dataset:
    """Write texts, UTF-8, all as long as the longest; there may be none."""
    # a NUL would end the text
    cleaned = [value.replace("\0", " ").encode() for value in values]
    length = max(1, *map(len, cleaned)) if cleaned else 1
    return put(
        group, name, np.array(cleaned, h5py.string_dtype("utf-8", length)), description, ""
    )


def put_text(group: h5py.Group, name: str, text: str, description: str) -> h5py.Dataset:
    """Write one text."""
    dataset = group.create_dataset(name, data=fixed_text(text))
    describe(dataset, description, "")
    return dataset


def describe(dataset: h5py.Dataset, description: str, units: str) -> None:
    """Say what a dataset is, and in which unit; none is an empty text."""
    write_attribute(dataset, "description", description)
    write_attribute(dataset, "units", units)
