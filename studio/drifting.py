"""Drift: whether people still score as they did when the dataset or its profile was young.

No Qt. Of bona fide takes only: what attacks score depends on who attacks with what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np

from liveness.capture.fusion import FusionWeights
from liveness.capture.profiled import weights_of
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.metrics.drift import FALSE_ALARMS, LEAST, DriftReport, drift
from liveness.datasets.model import Model
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot

from .fused_scores import fusion_of
from .trial_table import Row, Table, demo_warning, fuse_rows, read_table

By = Literal["day", "session"]
"""What is compared: days (UTC) on which takes were recorded, or sessions."""

FUSED = "fused"
"""Name of the fused score among the signals."""

PROFILE = "the profile's takes"


class PeriodDrift(Model):
    """One day or session beside the reference."""

    period: str
    takes: int
    people: int
    drift: DriftReport | None
    """``None`` where there is too little to compare."""
    why: str = ""
    """Why there is none."""


class DriftOverTime(Model):
    """How bona fide scores moved since the reference.

    The same takes and program give the same bytes, whatever the number of workers.
    """

    format: Literal["liveness-drift"] = "liveness-drift"
    schema_version: Literal[1] = 1
    by: By
    reference: str
    """The day or session, or the takes of a profile."""
    reference_takes: int
    reference_people: int
    profile: str | None = None
    """Id of the profile whose fused score is watched too."""
    false_alarms: float
    """Chance that any period without drift raises an alarm, over all periods together."""
    alarm: bool
    """Whether any period moved."""
    periods: tuple[PeriodDrift, ...]
    left_out: Mapping[str, int]
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def drift_over_time(
    root: DatasetRoot,
    *,
    by: By = "day",
    reference: str | None = None,
    profile: Profile | None = None,
    false_alarms: float = FALSE_ALARMS,
    workers: int = 1,
    fresh: bool = False,
    on_done: Callable[[int, int], None] | None = None,
) -> DriftOverTime:
    """Compare the bona fide scores of each day with those of a reference.

    Each person counts once a period, with the mean of his takes: ten takes of one person are
    not ten people. Each period is tested at ``false_alarms`` over their number (Bonferroni),
    within it the signals by Holm, so that all together raise a false alarm that seldom.

    Parameters
    ----------
    root
        The dataset.
    by
        Days (UTC) or sessions.
    reference
        The day or session that the others are compared with; by default the first, or with a
        profile the takes that it was made from.
    profile
        Watches its fused score besides those of the signals.
    false_alarms
        Chance of an alarm without drift, between 0 and 1.
    workers, fresh, on_done
        As for :func:`~liveness.studio.trial_table.read_table`.

    Raises
    ------
    UsageError
        ``E-CAL-05``, for a reference that there is not, or a chance that is none.
    DataError
        ``E-CAL-22``, when there is only one period, or too few people in each.
    """
    if not 0 < false_alarms < 1:
        raise UsageError(
            "E-CAL-05", "--false-alarms is a chance", f"got {false_alarms:g}", "give 0.05"
        )
    table = read_table(root, workers=workers, fresh=fresh, on_done=on_done)
    return compare_periods(
        table, by=by, reference=reference, profile=profile, false_alarms=false_alarms
    )


def compare_periods(
    table: Table,
    *,
    by: By = "day",
    reference: str | None = None,
    profile: Profile | None = None,
    false_alarms: float = FALSE_ALARMS,
) -> DriftOverTime:
    """Do what :func:`drift_over_time` does, with takes that are scored already."""
    rows = [row for row in table.rows if row.species is None and row.may_evaluate]
    groups: dict[str, list[Row]] = {}
    for row in rows:
        period = row.session if by == "session" else (row.recorded or "")[:10]
        groups.setdefault(period or "day unknown", []).append(row)
    name, before = _reference(groups, by, reference, profile)
    weights = FusionWeights.prior() if profile is None else weights_of(profile)
    then = _values(before, weights, profile is not None)
    known = {row.take for row in before}
    later = {key: [row for row in groups[key] if row.take not in known] for key in groups}
    later = {key: later[key] for key in sorted(later) if later[key]}
    if not later:
        raise DataError(
            "E-CAL-22",
            f"there is no other {by} to compare with",
            f"all {len(before)} bona fide takes are of {name}",
            f"record on another {by}, or compare sessions: --by session",
        )
    periods = tuple(
        _period(key, part, then, _values(part, weights, profile is not None), rate)
        for key, part in later.items()
        for rate in [false_alarms / len(later)]
    )
    if all(period.drift is None for period in periods):
        raise DataError(
            "E-CAL-22",
            "there are too few people to compare",
            "; ".join(f"{period.period}: {period.why}" for period in periods[:3]),
            f"record bona fide takes of {LEAST} people or more in each {by}",
        )
    return DriftOverTime(
        by=by,
        reference=name,
        reference_takes=len(before),
        reference_people=len({row.subject for row in before}),
        profile=None if profile is None else profile.id,
        false_alarms=false_alarms,
        alarm=any(period.drift is not None and period.drift.alarm for period in periods),
        periods=periods,
        left_out=table.left_out,
        faults=table.faults,
        warnings=(*demo_warning(rows), *_warnings(before, later)),
    )


def _reference(
    groups: Mapping[str, Sequence[Row]], by: By, wanted: str | None, profile: Profile | None
) -> tuple[str, list[Row]]:
    """Return what the others are compared with, and its takes."""
    if wanted is None and profile is not None:
        made_from = {take for part in profile.parts.values() for take in part}
        before = [row for rows in groups.values() for row in rows if row.take in made_from]
        if before:
            return PROFILE, before
    if not groups:
        raise DataError("E-CAL-22", "there is no bona fide take", "", "record some")
    name = wanted or min(groups)
    if name not in groups:
        there = ", ".join(sorted(groups)[:10])
        raise UsageError(
            "E-CAL-05",
            f"there is no {by} {name!r} with bona fide takes",
            "",
            f"use one of {there}",
        )
    return name, list(groups[name])


def _values(rows: Sequence[Row], weights: FusionWeights, fused: bool) -> dict[str, list[float]]:
    """Return one score a person by signal, NaN where all of his takes abstained."""
    people: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        people.setdefault(row.subject, []).append(i)
    names = sorted({name for row in rows for name in row.evidence})
    scores = {
        name: [
            item.llr if (item := row.evidence.get(name)) is not None and item.valid else np.nan
            for row in rows
        ]
        for name in names
    }
    if fused:
        found = fuse_rows(rows, fusion_of(weights))
        scores[FUSED] = [each.llr if each.valid else np.nan for each in found]
    return {
        name: [_mean([values[i] for i in places]) for _, places in sorted(people.items())]
        for name, values in scores.items()
    }


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else float("nan")


def _period(
    name: str,
    rows: Sequence[Row],
    then: Mapping[str, Sequence[float]],
    now: Mapping[str, Sequence[float]],
    false_alarms: float,
) -> PeriodDrift:
    people = len({row.subject for row in rows})
    try:
        found = drift(then, now, false_alarms=false_alarms)
    except DataError as error:
        return PeriodDrift(
            period=name, takes=len(rows), people=people, drift=None, why=error.measured
        )
    return PeriodDrift(period=name, takes=len(rows), people=people, drift=found)


def _warnings(before: Sequence[Row], later: Mapping[str, Sequence[Row]]) -> tuple[str, ...]:
    """Return what else differs between the periods, and may be the reason."""
    told = []
    cameras = {str(row.camera) for row in before}
    lights = {row.lighting for row in before}
    for period, rows in later.items():
        other = sorted({str(row.camera) for row in rows} - cameras)
        if other:
            told.append(f"{period}: recorded with another camera, {', '.join(other)}")
        lamps = sorted(str(light) for light in {row.lighting for row in rows} - lights if light)
        if lamps:
            told.append(f"{period}: recorded in another light, {', '.join(lamps)}")
    return tuple(told)
