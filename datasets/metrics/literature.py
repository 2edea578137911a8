"""EER and ACER: **not** in ISO/IEC 30107-3, for comparison with literature only."""

from __future__ import annotations

from typing import Final

import numpy as np

from liveness.datasets.model import Model

from .curves import error_curve
from .trials import Trials

NOTE: Final = "for comparison with literature; not in ISO/IEC 30107-3"


class Literature(Model):
    """Figures that papers print and the standard does not know."""

    note: str = NOTE
    eer: float | None
    """Equal error rate over all attacks pooled."""
    acer: float | None
    """Mean of the worst species' APCER and BPCER at the operating point."""


def eer(trials: Trials) -> float:
    """Return the equal error rate: where pooled attack errors and BPCER cross.

    The mean of both at the threshold where they differ least, of several the lowest mean.
    Pooling hides the worst species; not a figure of the standard.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    curve = error_curve(trials)
    gap = np.abs(curve.pooled - curve.bpcer)
    mean = (curve.pooled + curve.bpcer) / 2
    return float(mean[gap == gap.min()].min())


def acer(apcer: float, bpcer: float) -> float:
    """Return the mean of APCER (of the worst species) and BPCER; not a figure of the standard.

    Raises
    ------
    ValueError
        When one of them is no rate.
    """
    if not (0 <= apcer <= 1 and 0 <= bpcer <= 1):
        raise ValueError(f"APCER {apcer} and BPCER {bpcer} must lie between 0 and 1")
    return (apcer + bpcer) / 2
