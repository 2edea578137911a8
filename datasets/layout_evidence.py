"""The evidence of a take file: per signal its course over the frames, and its maps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

import h5py
import numpy as np
from numpy.typing import NDArray

from .attributes import EvidenceAttributes, FusedAttributes, write_attribute, write_attributes
from .evidence import Evidence, SignalMap
from .gathering import Gathered
from .layout_put import put, put_strings

POLARITY: Final = "llr > 0 means bona fide"


def write_evidence(group: h5py.Group, name: str, gathered: Gathered) -> None:
    """Write one signal: llr, quality, valid, reasons, raw quantities and maps."""
    header = gathered.header
    rows: dict[int, Evidence] = {
        row: record.evidence[name]
        for row, record in sorted(gathered.analyses.items())
        if name in record.evidence
    }
    count = len(gathered.frames)
    llr = np.full(count, np.nan, "<f4")
    quality = np.full(count, np.nan, "<f4")
    valid = np.zeros(count, "u1")
    reasons = [""] * count
    for row, item in rows.items():
        quality[row] = item.quality
        valid[row] = item.valid
        reasons[row] = "; ".join(item.reasons)
        if item.valid:
            llr[row] = item.llr
    content = EvidenceAttributes(
        polarity=POLARITY,
        schedule=header.schedule,
        algorithm_version=header.signals.get(name),
        calibrated=any(item.calibrated for item in rows.values()),
    )
    write_attributes(group, content)
    about = "log-likelihood ratio, natural log, above 0 means bona fide"
    put(group, "llr", llr, about + "; NaN where valid is 0", "nat")
    about = "how much of its input the signal had; NaN where the frame was not analysed"
    put(group, "quality", quality, about, "1")
    put(group, "valid", valid, "0 where the signal abstains or did not run", "1")
    put_strings(group, "reasons", reasons, "why, with value, limit and unit")
    _write_raw(group, rows, count, header.units.get(name, {}))
    _write_maps(group, {row: item.map for row, item in rows.items() if item.map is not None})


def write_fused(group: h5py.Group, gathered: Gathered) -> None:
    """Write the fused evidence: llr, valid, decision, and what each signal added."""
    count = len(gathered.frames)
    llr = np.full(count, np.nan, "<f4")
    valid = np.zeros(count, "u1")
    decision = np.zeros(count, "S9")
    reasons = [""] * count
    added: dict[str, NDArray[np.float32]] = {}
    calibrated = False
    for row, record in gathered.analyses.items():
        fused = record.fused
        valid[row] = fused.valid
        decision[row] = fused.decision.encode()
        reasons[row] = "; ".join(fused.reasons)
        calibrated = calibrated or fused.calibrated
        if fused.valid:
            llr[row] = fused.llr
        for name, value in fused.contributions.items():
            added.setdefault(name, np.full(count, np.nan, "<f4"))[row] = value
    schedule = gathered.header.schedule
    content = FusedAttributes(polarity=POLARITY, schedule=schedule, calibrated=calibrated)
    write_attributes(group, content)
    put(group, "llr", llr, "fused log-likelihood ratio; NaN where valid is 0", "nat")
    put(group, "valid", valid, "1 where at least one signal is valid", "1")
    about = "accept, reject or undecided; empty where the frame was not analysed"
    put(group, "decision", decision, about, "")
    put_strings(group, "reasons", reasons, "why the decision is what it is")
    if added:
        parts = group.create_group("contributions")
        for name, values in sorted(added.items()):
            put(parts, name, values, f"what {name} added to llr; NaN where unknown", "nat")


def _write_raw(
    group: h5py.Group, rows: Mapping[int, Evidence], count: int, units: Mapping[str, str]
) -> None:
    """Write the measured quantities as a table with one column each."""
    known = dict(units)
    names: dict[str, None] = {}
    for item in rows.values():
        names.update(dict.fromkeys(item.raw))
        known.update(item.units)
    if not names:
        return
    columns = sorted(names)
    table = np.full(count, np.nan, [(name, "<f4") for name in columns])
    for name in columns:
        column = table[name]
        for row, item in rows.items():
            column[row] = item.raw.get(name, np.nan)
    dataset = put(group, "raw", table, "measured quantities; NaN where unknown", "see columns")
    chosen = {name: known.get(name, "") for name in columns}
    write_attribute(dataset, "column_units", json.dumps(chosen))


def _write_maps(group: h5py.Group, maps: Mapping[int, SignalMap]) -> None:
    """Write the maps; those of another size than the largest are stretched to it."""
    if not maps:
        return
    height = max(item.values.shape[0] for item in maps.values())
    width = max(item.values.shape[1] for item in maps.values())
    size = (height, width)
    first = next(iter(maps.values()))
    values = np.stack([_stretched(item.values, size) for item in maps.values()])
    dataset = put(
        group, "map", values, first.title or f"map of {first.kind}", first.unit, rows=1
    )
    for key in ("kind", "low", "high"):
        write_attribute(dataset, key, getattr(first, key))
    frames = np.array(list(maps), "<u4")
    put(group, "map_frame", frames, "number of the frame (row) of each map", "1")
    boxes = np.array([item.box for item in maps.values()], "<f4")
    put(group, "map_box", boxes, "x, y, width, height of each map in the image", "pixel")
    if any(item.direction is not None for item in maps.values()):
        unknown = np.full(size, np.nan, np.float32)
        turned = np.stack(
            [
                _stretched(unknown if item.direction is None else item.direction, size)
                for item in maps.values()
            ]
        )
        about = "direction, counter-clockwise from image right; NaN where unknown"
        put(group, "map_direction", turned, about, "rad", rows=1)


def _stretched(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float16]:
    """Return the values on a grid of ``(height, width)``, each from its nearest."""
    rows = np.arange(size[0]) * values.shape[0] // size[0]
    columns = np.arange(size[1]) * values.shape[1] // size[1]
    return np.asarray(values[np.ix_(rows, columns)], "<f2")
