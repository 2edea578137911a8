"""The evidence of a take as it stood at each frame."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import h5py
import numpy as np
from numpy.typing import NDArray

from .evidence import Evidence, MapKind, SignalMap
from .reader_frames import whole


def course_of(group: h5py.Group) -> dict[str, Any]:
    """Return the arrays of an evidence group by name, ``reasons`` as a list of texts."""
    content = {key: whole(item) for key, item in group.items() if hasattr(item, "shape")}
    for name in ("reasons", "decision"):
        if name in content or name == "reasons":
            content[name] = [text.decode() for text in content[name]]
    content["valid"] = content["valid"].astype(bool)
    return content


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


@dataclass(frozen=True, slots=True, eq=False)
class MapTrack:
    """The maps of one signal.

    Parameters
    ----------
    rows
        Frame (row) of each map, shape ``(M,)``, rising.
    values
        Shape ``(M, h, w)``, float16, NaN where unknown.
    boxes
        Shape ``(M, 4)``: x, y, width, height in the image, pixels.
    direction
        Shape ``(M, h, w)``, radians, or ``None``.
    kind, unit, low, high, title
        As in `SignalMap`.
    """

    rows: NDArray[np.int64]
    values: NDArray[np.float16]
    boxes: NDArray[np.float32]
    direction: NDArray[np.float16] | None
    kind: MapKind
    unit: str
    low: float
    high: float
    title: str

    @classmethod
    def read(cls, group: h5py.Group) -> Self | None:
        """Return the maps of an evidence group; ``None`` where there are none."""
        if "map" not in group:
            return None
        dataset = group["map"]
        attrs = dataset.attrs
        return cls(
            whole(group["map_frame"]).astype(np.int64),
            whole(dataset),
            whole(group["map_box"]),
            whole(group["map_direction"]) if "map_direction" in group else None,
            cast(MapKind, _text(attrs["kind"])),
            _text(attrs["units"]),
            float(attrs["low"]),
            float(attrs["high"]),
            _text(attrs["description"]),
        )

    def at(self, row: int) -> SignalMap | None:
        """Return the last map at or before a frame."""
        i = int(np.searchsorted(self.rows, row, side="right")) - 1
        if i < 0:
            return None
        x, y, width, height = self.boxes[i].tolist()
        turned = None if self.direction is None else self.direction[i].astype(np.float32)
        return SignalMap(
            self.values[i].astype(np.float32),
            self.kind,
            self.unit,
            self.low,
            self.high,
            (x, y, width, height),
            turned,
            self.title,
        )


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceTrack:
    """What one signal said, frame by frame.

    Parameters
    ----------
    name
        The signal.
    llr, quality
        Shape ``(N,)``, float32, NaN where it abstained, or did not run.
    valid
        Shape ``(N,)``, bool.
    reasons
        One text a frame.
    raw
        Structured, shape ``(N,)``, float32 columns, or ``None``.
    units
        Unit by column of ``raw``.
    maps
        The stored maps, or ``None``.
    calibrated
        Whether the likelihoods came from a profile.
    """

    name: str
    llr: NDArray[np.float32]
    quality: NDArray[np.float32]
    valid: NDArray[np.bool_]
    reasons: tuple[str, ...]
    raw: NDArray[Any] | None
    units: Mapping[str, str]
    maps: MapTrack | None
    calibrated: bool

    @classmethod
    def read(cls, name: str, group: h5py.Group) -> Self:
        """Return the course of a signal from its group.

        Raises
        ------
        OSError, KeyError, ValueError
            When the group is damaged; `TakeReader.track` names the file.
        """
        raw = group["raw"] if "raw" in group else None
        units = {} if raw is None else json.loads(_text(raw.attrs["column_units"]))
        return cls(
            name,
            whole(group["llr"]),
            whole(group["quality"]),
            whole(group["valid"]).astype(bool),
            tuple(_text(text) for text in whole(group["reasons"])),
            None if raw is None else whole(raw),
            units,
            MapTrack.read(group),
            bool(group.attrs.get("calibrated", False)),
        )

    def at(self, row: int, *, with_map: bool = False) -> Evidence | None:
        """Return the evidence at a frame; ``None`` where the frame was not analysed."""
        quality = float(self.quality[row])
        if not np.isfinite(quality):
            return None
        raw = {}
        if self.raw is not None:
            values = self.raw[row]
            named = {name: float(values[name]) for name in self.raw.dtype.names or ()}
            raw = {name: value for name, value in named.items() if np.isfinite(value)}
        reasons = tuple(part for part in self.reasons[row].split("; ") if part)
        shown = self.maps.at(row) if with_map and self.maps is not None else None
        if not self.valid[row]:
            said = reasons or ("no reason is stored",)
            return Evidence.abstain(self.name, *said, raw=raw, units=self.units, map=shown)
        return Evidence(
            self.name,
            float(self.llr[row]),
            True,
            min(max(quality, 0.0), 1.0),
            reasons,
            raw,
            self.units,
            shown,
            calibrated=self.calibrated,
        )
