"""Learning from rows: weights, calibration, and the operating point on people held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from liveness.capture.affine_fit import Affine, fit_affine, with_affine
from liveness.capture.fusion import FusionWeights
from liveness.capture.fusion_fit import fit_fusion
from liveness.datasets.errors import DataError
from liveness.datasets.metrics import Rule, Trials

from .folds import deal_folds
from .fused_scores import caps_of_signals, fusion_of
from .trial_table import Row, fuse_rows, trials_of

INNER_FOLDS = 5
"""Folds at most in which people are held out for calibration and operating point."""

DEFAULT_RULE = "bpcer<=0.05"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt from some rows.

    Parameters
    ----------
    fusion
        Weights with the calibration in them, deciding at the threshold.
    affine
        The calibration; ``None`` where too few people were there to hold some out.
    threshold
        The operating point, on the calibrated score.
    chosen_on
        ``held-out``, or ``fit`` without held-out people.
    takes
        Number of takes that calibration and operating point come from.
    notes
        What was lacking, in plain words.
    """

    fusion: FusionWeights
    affine: Affine | None
    threshold: float
    chosen_on: Literal["held-out", "fit"]
    takes: int
    notes: tuple[str, ...]


def learn(rows: Sequence[Row], rule: Rule, *, seed: int = 0) -> Learnt:
    """Fit fusion, calibrate it on people held out, and choose the operating point.

    The people are dealt into folds; each fold is scored by weights that were fitted without
    it, and those scores make the calibration and the threshold. The weights that are returned
    are then fitted to all rows. Each species counts the same in the fit, and each subject
    within it; the ridge is half over the number of people.

    Parameters
    ----------
    rows
        What to learn from; rows on which nothing answered are passed over.
    rule
        How the operating point is chosen.
    seed
        Of the folds.

    Raises
    ------
    DataError
        ``E-CAL-02`` when a class or people are missing, ``E-CAL-04`` when no threshold keeps
        the rule.
    """
    rows = [row for row in rows if row.answered]
    check_enough(rows)
    weights = _fit(rows)
    scored = _held_out(rows, seed)
    if scored is None:
        plain = trials_of(rows, fuse_rows(rows, fusion_of(weights)))
        threshold = rule.threshold(plain)
        note = (
            "too few people to hold some out: the scores are not calibrated further, and the "
            "operating point was chosen on the people of the fit, which flatters it"
        )
        return Learnt(_at(weights, threshold), None, threshold, "fit", len(rows), (note,))
    judged, trials = scored
    affine = fit_affine(
        trials.scores,
        trials.bona_fide,
        [row.label for row in judged],
        [row.subject for row in judged],
        ridge=_ridge(judged),
    )
    mapped = Trials.of(affine.slope * trials.scores + affine.offset, trials.species)
    threshold = rule.threshold(mapped)
    return Learnt(
        _at(with_affine(weights, affine), threshold),
        affine,
        threshold,
        "held-out",
        len(judged),
        (),
    )


def check_enough(rows: Sequence[Row]) -> None:
    """Check that something can be learnt at all.

    Raises
    ------
    DataError
        ``E-CAL-02``, which names what is missing.
    """
    people = {row.subject for row in rows if row.species is None}
    missing = []
    if len(people) < 2:
        count = "1 person" if len(people) == 1 else "nobody"
        missing.append(f"bona fide takes of 2 people or more, there is {count}")
    attacks = sum(row.species is not None for row in rows)
    if attacks == 0:
        missing.append("attacks, there are none")
    if missing:
        raise DataError(
            "E-CAL-02",
            "there is too little to learn from",
            "; ".join(f"missing: {each}" for each in missing),
            "record what is missing; takes on which no signal answers do not count",
        )


def signal_thresholds(rows: Sequence[Row], rule: Rule) -> dict[str, float]:
    """Return, by signal, the threshold of its own llr as if it decided alone.

    Signals for which the rule chooses none are left out.
    """
    found = {}
    for name in sorted({name for row in rows for name in row.evidence}):
        spoke = [row for row in rows if _speaks(row, name)]
        trials = Trials.of(
            [row.evidence[name].llr for row in spoke], [row.species for row in spoke]
        )
        try:
            found[name] = rule.threshold(trials)
        except (DataError, ValueError):
            continue
    return found


def _held_out(rows: Sequence[Row], seed: int) -> tuple[list[Row], Trials] | None:
    """Return rows and their scores by weights that had not seen their people."""
    folds = deal_folds(rows, INNER_FOLDS, seed)
    if folds is None:
        return None
    judged: list[Row] = []
    fused = []
    for k in range(folds.count):
        tested = [rows[i] for i in folds.tested(rows, k)]
        weights = _fit([rows[i] for i in folds.trained(rows, k)])
        judged += tested
        fused += fuse_rows(tested, fusion_of(weights))
    # a weight may be 0: where only such signals speak, nothing answers
    spoke = [(row, each) for row, each in zip(judged, fused, strict=True) if each.valid]
    if len({row.species is None for row, _ in spoke}) < 2:
        return None
    return [row for row, _ in spoke], trials_of(*map(list, zip(*spoke, strict=True)))


def _fit(rows: Sequence[Row]) -> FusionWeights:
    """Fit the fusion's weights to the evidence of rows, within the signals' caps."""
    limits = caps_of_signals()
    names = [name for name in limits if any(name in row.evidence for row in rows)]
    shape = (len(rows), len(names))
    llr, quality, valid = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.bool_)
    for i, row in enumerate(rows):
        for k, name in enumerate(names):
            if _speaks(row, name):
                item, (low, high) = row.evidence[name], limits[name]
                llr[i, k] = min(max(item.llr, low), high)
                quality[i, k], valid[i, k] = item.quality, True
    fitted = fit_fusion(
        llr,
        valid,
        quality,
        [row.species is None for row in rows],
        [row.label for row in rows],
        names=names,
        subjects=[row.subject for row in rows],
        ridge=_ridge(rows),
    )
    caps = {name: limits[name] for name in names}
    return fitted.model_copy(update={"caps": caps, "accept_families": 1})


def _speaks(row: Row, name: str) -> bool:
    item = row.evidence.get(name)
    return item is not None and item.valid and item.quality > 0


def _ridge(rows: Sequence[Row]) -> float:
    """Half over the number of people: takes of one person are no independent proof."""
    return 0.5 / max(len({row.subject for row in rows}), 1)


def _at(weights: FusionWeights, threshold: float) -> FusionWeights:
    """Return weights that accept at a threshold and reject below it."""
    below = float(np.nextafter(threshold, -np.inf))
    return weights.model_copy(update={"accept": threshold, "reject": below})
