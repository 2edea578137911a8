"""Checks what a take file says: its attributes and arrays against the schema, its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import h5py
from pydantic import ValidationError

from .attributes import TakeAttributes, plain, read_attributes
from .errors import UsageError
from .findings import Finding
from .layout_spec import spec_of
from .privacy import MAP_LIMIT
from .reader_frames import whole
from .species import find_species

GROUPS = (
    "README",
    "frames",
    "landmarks/xyz",
    "landmarks/valid",
    "evidence/fused/llr",
    "labels",
    "quality",
    "capture",
    "consent",
    "events",
)
"""What every take holds."""

SHOWN_FAULTS = 5
"""Faults of attributes that a text names one by one."""

_DAMAGE = (OSError, RuntimeError, KeyError, ValueError, TypeError, AttributeError, MemoryError)


def check_attributes(file: h5py.File) -> Iterator[Finding]:
    """Check the attributes of every group against the models that the schema is made of."""
    try:
        TakeAttributes.model_validate(read_attributes(file))
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        ]
        left = len(faults) - SHOWN_FAULTS
        more = f" and {left} more" if left > 0 else ""
        text = "; ".join(faults[:SHOWN_FAULTS]) + more
        yield Finding(code="V-SCHEMA", text=f"attributes do not fit: {text}")
    except _DAMAGE as error:
        yield Finding(code="V-DAMAGED", text=f"attributes do not read: {error}")


def check_arrays(file: h5py.File, frames: int, preroll: int | None) -> Iterator[Finding]:
    """Check every array's type, shape and description, and read it against its checksum.

    Parameters
    ----------
    file
        The open take.
    frames, preroll
        Number of frames; ``None`` without a pre-roll.
    """
    names: list[str] = []
    try:
        file.visit(names.append)
    except RuntimeError as error:
        yield Finding(code="V-DAMAGED", text=str(error))
        return
    known = {"N": frames} | ({} if preroll is None else {"P": preroll})
    for name in names:
        try:
            item = file[name]
            if isinstance(item, h5py.Dataset):
                yield from _check_array(name, item, known)
        except _DAMAGE as error:
            yield Finding(code="V-DAMAGED", text=f"{name}: {error}")
    missing = [group for group in GROUPS if group not in file]
    if missing:
        yield Finding(code="V-SCHEMA", text=f"without {', '.join(missing)}")


def _check_array(name: str, item: h5py.Dataset, known: Mapping[str, int]) -> Iterator[Finding]:
    spec = spec_of(name)
    if spec is None:
        yield Finding(code="V-SCHEMA", text=f"{name} is no array of a take")
        return
    fault = spec.fault(item.dtype, item.shape)
    if fault is not None:
        yield Finding(code="V-SCHEMA", text=f"{name} {fault}")
        return
    fault = spec.lengths(item.shape, known)
    if fault is not None:
        yield Finding(code="V-LENGTH", text=f"{name} {fault}")
    if name.endswith(("/map", "/map_direction")) and max(item.shape[1:]) > MAP_LIMIT:
        text = f"{name} is {item.shape[1]} x {item.shape[2]}, larger than {MAP_LIMIT}"
        yield Finding(code="V-PRIVACY", text=text)
    unsaid = [key for key in ("description", "units") if key not in item.attrs]
    if unsaid or not plain(item.attrs["description"]):
        yield Finding(code="V-SCHEMA", text=f"{name} does not say its description and units")
    if name.endswith("/data") and item.ndim == 1:
        return  # read packet by packet, against the CRC of each
    if item.ndim == 3 and name.startswith(("depth/", "infrared/")):
        for row in range(item.shape[0]):
            _ = item[row]
        return
    whole(item)


def check_label(labels: Mapping[str, Any], target_key: str | None) -> Iterator[Finding]:
    """Check that label, species and family say the same.

    Parameters
    ----------
    labels
        As ``TakeReader.labels`` has them.
    target_key
        Key of the person whom the PAI shows.
    """
    species, label, family = (labels.get(key) for key in ("species", "label", "family"))
    if label != (species or "bona-fide"):
        yield Finding(code="V-LABEL", text=f"the label is {label!r}, the species {species!r}")
    if labels.get("bona_fide") != (species is None):
        text = f"bona_fide is {labels.get('bona_fide')}, the species {species!r}"
        yield Finding(code="V-LABEL", text=text)
    if species is None:
        given = [key for key in ("family", "pai", "recipe") if labels.get(key) is not None]
        given += ["target"] if target_key is not None else []
        if given:
            text = f"a bona fide presentation has {' and '.join(given)}"
            yield Finding(code="V-LABEL", text=text)
        return
    try:
        known = find_species(str(species)).family
    except UsageError:
        return  # a protocol's own; the root's check knows whether it may be
    if family != known:
        text = f"{species} is of the family {known}, the take says {family}"
        yield Finding(code="V-LABEL", text=text)


def check_retention(last: str | None, today: date | None = None) -> Iterator[Finding]:
    """Warn when the last day on which a take may be kept has passed.

    Parameters
    ----------
    last
        The day as ISO 8601; ``None`` sets no limit.
    today
        UTC; for tests.
    """
    today = today or datetime.now(UTC).date()
    try:
        passed = last is not None and date.fromisoformat(last) < today
    except ValueError:
        passed = False  # the schema's check tells
    if passed:
        text = f"it was to be kept until {last}"
        yield Finding(code="V-RETENTION", text=text, severity="warning")
