"""What a signal's model learns from: quantities by take, with truth and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from liveness.datasets.evidence import Evidence

from .ridge_fit import Bools, Floats
from .trial_table import Row

RECORDING = frozenset(
    {
        *("triples", "frame_rate", "duplicates", "dropped", "blinks"),
        *("tracks", "pairs", "track_error", "sensor_covered"),
        *("iris_px", "pixels", "openness", "visible", "readings", "patches", "iod_px", "votes"),
        *("light_azimuth_deg", "light_elevation_deg"),
    }
)
"""Quantities that tell how a take was recorded and how long: camera, frame rate, size of the
face, where the lamp stood. A model would learn the visit by them, not the attack."""

LEAST_SHARE = 0.25
"""A take of which less of the quantities is known is not learnt from."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Takes with the numbers that a model takes.

    Parameters
    ----------
    names
        Of the ``k`` quantities.
    rows
        The ``n`` takes; each counts as answered.
    values
        Shape ``(n, k)``, float64, NaN where missing.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    values: Floats

    def at(self, places: Sequence[int]) -> Examples:
        """Return some of the takes."""
        rows = tuple(self.rows[i] for i in places)
        return Examples(self.names, rows, self.values[list(places)])

    @property
    def bona_fide(self) -> Bools:
        """The truth, shape ``(n,)``."""
        return np.array([row.species is None for row in self.rows], np.bool_)

    @property
    def people(self) -> frozenset[str]:
        """Everybody in the takes."""
        return frozenset(name for row in self.rows for name in row.people)


def raw_examples(
    rows: Sequence[Row],
    signal: str,
    units: Mapping[str, str],
    *,
    names: Sequence[str] | None = None,
) -> tuple[Examples, Mapping[str, int]]:
    """Return takes with a signal's raw quantities, and how many were left out, by reason.

    Parameters
    ----------
    rows
        Takes; those whose consent does not allow training are left out.
    signal
        Name of the signal.
    units
        Its quantities, in order; those of `RECORDING` are not learnt from.
    names
        Exactly these quantities, for takes that a model judges which learnt from others; by
        default those that differ between the takes.
    """
    given = names is not None
    names = list(names or (name for name in units if name not in RECORDING))
    left: Counter[str] = Counter()
    kept, values = [], []
    for row in rows:
        raw = row.evidence[signal].raw if signal in row.evidence else {}
        known = sum(name in raw for name in names)
        if not row.may_train:
            left["consent does not allow training"] += 1
        elif not known:
            left[f"nothing measured by {signal}"] += 1
        else:
            kept.append(row)
            values.append([raw.get(name, np.nan) for name in names])
    table = np.array(values, np.float64).reshape(len(values), len(names))
    used = list(range(len(names))) if given else _telling(table)
    table = table[:, used]
    enough = (~np.isnan(table)).sum(1) >= max(LEAST_SHARE * len(used), 1)
    if not enough.all():
        left[f"too little measured by {signal}"] += int((~enough).sum())
    rows_ = tuple(answered(row, signal) for row, ok in zip(kept, enough, strict=True) if ok)
    return Examples(tuple(names[i] for i in used), rows_, table[enough]), dict(left)


def answered(row: Row, signal: str) -> Row:
    """Return a take as one on which the signal speaks: the model may where it abstains."""
    return replace(row, evidence={signal: Evidence(signal, 0.0, True, 1.0)})


def _telling(values: Floats) -> list[int]:
    """Return the columns that differ between takes, or are known in some only."""
    found = []
    for i, column in enumerate(values.T):
        known = column[~np.isnan(column)]
        if len(known) and (len(known) < len(column) or np.ptp(known) > 1e-9):
            found.append(i)
    return found
