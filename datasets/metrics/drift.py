"""Whether scores of one day still come from where those of the calibration came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import mannwhitneyu

from liveness.datasets.errors import DataError
from liveness.datasets.model import Model

from .trials import Floats

FALSE_ALARMS = 0.05
"""Chance that a day without drift raises an alarm, over all signals together."""

LEAST = 8
"""Fewer values than this on either side tell nothing."""


class SignalDrift(Model):
    """How one signal moved."""

    signal: str
    n_reference: int
    n_day: int
    reference: float
    """Median score then, nat."""
    day: float
    """Median score now, nat."""
    shift: float
    """Of the means, in standard deviations of the reference; below 0 moves to attack."""
    p: float
    """Chance of such a difference without drift, after Holm's correction."""
    alarm: bool


class DriftReport(Model):
    """What a day's scores say beside those of the calibration."""

    false_alarms: float
    signals: tuple[SignalDrift, ...]
    """The most moved first."""
    untested: tuple[str, ...]
    """Signals with too few values, one sentence each."""

    @property
    def alarm(self) -> bool:
        """Whether anything moved."""
        return any(signal.alarm for signal in self.signals)


def drift(
    reference: Mapping[str, Sequence[float]],
    day: Mapping[str, Sequence[float]],
    *,
    false_alarms: float = FALSE_ALARMS,
) -> DriftReport:
    """Compare the scores of a day with those of the reference, signal by signal.

    The rank-sum test (Mann and Whitney, 1947) asks whether one side tends to score higher; it
    needs no normal distribution, and Holm's correction (1979) keeps the chance of any false
    alarm at ``false_alarms``. Give one value a presentation of **bona fide** people, best one
    a person: presentations of one person are not independent, and too many raise alarms.

    Parameters
    ----------
    reference, day
        Scores by signal, nat; NaN (abstained) is left out.
    false_alarms
        Chance of an alarm without drift.

    Raises
    ------
    DataError
        ``E-CAL-22``, when no signal has enough values on both sides.
    """
    tested: list[tuple[str, Floats, Floats, float]] = []
    untested: list[str] = []
    for name in sorted(set(reference) | set(day)):
        then, now = _known(reference.get(name, ())), _known(day.get(name, ()))
        if min(len(then), len(now)) < LEAST:
            untested.append(f"{name}: {len(then)} and {len(now)} values, {LEAST} are needed")
        else:
            tested.append((name, then, now, float(mannwhitneyu(now, then).pvalue)))
    if not tested:
        raise DataError(
            "E-CAL-22", "there is too little to compare", "; ".join(untested), "collect more"
        )
    found: list[SignalDrift] = []
    worst = 0.0
    for i, (name, then, now, p) in enumerate(sorted(tested, key=lambda row: row[3])):
        worst = max(worst, min(1.0, p * (len(tested) - i)))
        spread = float(then.std())
        found.append(
            SignalDrift(
                signal=name,
                n_reference=len(then),
                n_day=len(now),
                reference=float(np.median(then)),
                day=float(np.median(now)),
                shift=float(now.mean() - then.mean()) / spread if spread > 0 else 0.0,
                p=worst,
                alarm=worst <= false_alarms,
            )
        )
    return DriftReport(
        false_alarms=false_alarms, signals=tuple(found), untested=tuple(untested)
    )


def _known(values: Sequence[float]) -> Floats:
    found = np.asarray(values, np.float64)
    known: Floats = found[np.isfinite(found)]
    return known
