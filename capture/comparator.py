"""The popular rule that the nose is nearer than the cheeks and these nearer than the ears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from . import pose

DepthSource = Literal["mesh prior", "measured relief", "network", "depth camera"]
"""Where a depth comes from: the face model's own z, parallax, a trained network, a sensor."""

NOSE = (1, 4)
CHEEKS = (50, 280)
EARS = (234, 454)
"""Contour of the face before the ears: the mesh has no ear."""

NOSE_TO_CHEEK = 0.02
CHEEK_TO_EAR = 0.01
"""Least differences of the popular rule, in IOD."""


@dataclass(frozen=True, slots=True)
class DepthConsistency:
    """What the rule says of one depth, and of which.

    Parameters
    ----------
    source
        Where the depth comes from.
    nose_to_cheek, cheek_to_ear
        How much farther the second is than the first, in IOD; NaN where unknown.
    consistent
        Whether the rule holds; ``None`` where it cannot say.
    text
        The same as a sentence.
    """

    source: DepthSource
    nose_to_cheek: float
    cheek_to_ear: float
    consistent: bool | None
    text: str

    @property
    def informative(self) -> bool:
        """Whether the source saw the scene: the mesh's z is a memory of faces."""
        return self.source != "mesh prior"


def check_depth_consistency(
    depth: NDArray[np.float32] | NDArray[np.float64],
    landmarks: NDArray[np.float32] | NDArray[np.float64],
    *,
    source: DepthSource,
    iod: float | None = None,
) -> DepthConsistency:
    """Compare nose, cheeks and ears in a depth of any source; a teaching aid, no evidence.

    Parameters
    ----------
    depth
        Larger is farther. Shape ``(478,)``, one per landmark, or ``(h, w)``, a map in the
        landmarks' coordinates; NaN or, in a map, 0 where unknown.
    landmarks
        Shape ``(478, 2)`` or ``(478, 3)``, pixels; of the map where there is one.
    source
        Where the depth comes from.
    iod
        Distance between the eye centres in the unit of the depth; by default that of the
        landmarks, for a depth in pixels.

    Returns
    -------
    DepthConsistency
        On the mesh's own z ``consistent`` is always ``None``: that z is the same for a person
        and for a photograph (``test_truth_D6``), and the rule passes both.

    Raises
    ------
    ValueError
        When the depth is neither 478 values nor a map.
    """
    xy = np.asarray(landmarks, np.float32)[:, :2]
    unit = pose.inter_ocular_px(xy) if iod is None else float(iod)
    values = _at(np.asarray(depth, np.float64), xy)
    nose, cheek, ear = (_mean(values[list(which)]) for which in (NOSE, CHEEKS, EARS))
    scale = 1 / unit if unit > 0 else np.nan
    near, far = (cheek - nose) * scale, (ear - cheek) * scale
    shown = f"nose to cheek {_shown(near)}, cheek to ear {_shown(far)}"
    if source == "mesh prior":
        text = f"uninformative: the mesh gives every photograph this depth ({shown})"
        return DepthConsistency(source, near, far, None, text)
    known = [(near, NOSE_TO_CHEEK), (far, CHEEK_TO_EAR)]
    verdicts = [value >= least for value, least in known if np.isfinite(value)]
    holds = False if not all(verdicts) else True if len(verdicts) == 2 else None
    state = {True: "holds", False: "broken", None: "unknown"}[holds]
    return DepthConsistency(source, near, far, holds, f"{state} by {source}: {shown}")


def _at(depth: NDArray[np.float64], xy: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the depth at all landmarks: of a map, the median of 5 by 5 pixels around."""
    if depth.shape == (len(xy),):
        return depth
    if depth.ndim != 2 or not depth.size:
        raise ValueError(f"a depth is (478,) or (h, w), got {depth.shape}")
    centre = np.where(np.isfinite(xy), np.round(xy), -1e6).clip(-1e6, 1e6).astype(np.intp)
    step = np.arange(-2, 3)
    columns = centre[:, 0, None, None] + step[None, None, :]
    rows = centre[:, 1, None, None] + step[None, :, None]
    inside = (columns >= 0) & (columns < depth.shape[1]) & (rows >= 0) & (rows < depth.shape[0])
    found = depth[rows.clip(0, depth.shape[0] - 1), columns.clip(0, depth.shape[1] - 1)]
    found = np.where(inside & (found != 0), found, np.nan).reshape(len(xy), -1)
    found.sort(1)  # NaN last
    known = np.isfinite(found).sum(1)
    middle = found[np.arange(len(xy)), np.maximum(known - 1, 0) // 2]
    return np.where(known > 0, middle, np.nan)


def _mean(values: NDArray[np.float64]) -> float:
    """Mean of both sides: a turn of the head cancels; NaN where one is unknown."""
    return float(values.mean())


def _shown(value: float) -> str:
    return f"{value:+.2f} IOD" if np.isfinite(value) else "unknown"
