"""Calibrate: from the takes of a dataset to a profile, fitted and validated on other people."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from liveness.capture.fusion import FusionWeights
from liveness.capture.profiled import weights_of
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.metrics import Rule, assess, outcomes_at
from liveness.datasets.model import utc_now
from liveness.datasets.profile import (
    AffineMap,
    CameraProfile,
    FusionTerms,
    Limits,
    OperatingPoint,
    Profile,
)
from liveness.datasets.splits import load_split
from liveness.datasets.store import DatasetRoot

from .folds import deal_folds
from .fused_scores import fusion_of, versions_of_signals
from .learning import DEFAULT_RULE, Learnt, check_enough, learn, signal_thresholds
from .taking import generator
from .trial_table import Row, Table, demo_warning, fingerprint, fuse_rows, read_table, trials_of

FIT_PARTS = ("fit", "train", "calibrate", "dev")
"""Names of a split's parts that are learnt from."""
VALIDATE_PARTS = ("validate", "test", "eval", "evaluate")
"""Names of a split's parts that are validated on."""
FUSED = "fused"
"""Key of the fused threshold beside those of the signals."""
VALIDATE_FOLDS = 3
"""A third of the people validate, where there are enough."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a profile is to be.

    Parameters
    ----------
    rule
        How the operating point is chosen.
    seed
        Of the split and the bootstrap.
    split
        Name of a split of the dataset, instead of a split by seed.
    id
        Of the profile; random by default.
    author
        Pseudonym of the person who makes it.
    expires
        Last day on which it should be used.
    """

    rule: Rule = field(default_factory=lambda: Rule.parse(DEFAULT_RULE))
    seed: int = 0
    split: str | None = None
    id: str | None = None
    author: str | None = None
    expires: date | None = None


def calibrate(
    root: DatasetRoot,
    wish: Wish | None = None,
    *,
    workers: int = 1,
    fresh: bool = False,
    on_done: Callable[[int, int], None] | None = None,
) -> tuple[Profile, Table]:
    """Return a profile made from a dataset, and the takes that it was made from.

    Nobody is in both parts, neither as presenter nor as target, and no PAI is; weights,
    calibration and operating point come from ``fit``, the error rates from ``validate`` alone.

    Parameters
    ----------
    root
        The dataset.
    wish
        What the profile is to be.
    workers, fresh, on_done
        As for :func:`~liveness.studio.trial_table.read_table`.

    Raises
    ------
    DataError
        ``E-CAL-02``, which names what is missing; ``E-CAL-04``, when no threshold keeps the
        rule.
    UsageError
        ``E-CAL-05``, when a split has no parts to fit and validate on.
    """
    wish = wish or Wish()
    table = read_table(root, workers=workers, fresh=fresh, on_done=on_done)
    fit, validate, notes = _parts(root, table.rows, wish)
    learnt = learn(fit, wish.rule, seed=wish.seed)
    trials = trials_of(validate, fuse_rows(validate, fusion_of(learnt.fusion)))
    used = [*fit, *validate]
    profile = Profile(
        id=wish.id or f"P{secrets.token_hex(4)}",
        author=wish.author,
        expires=wish.expires,
        generator=generator(),
        signals=versions_of_signals(),
        fusion=_terms(learnt.fusion),
        calibration=_affine(learnt),
        thresholds=signal_thresholds(fit, wish.rule),
        operating_point=OperatingPoint(
            threshold=learnt.threshold,
            rule=str(wish.rule),
            chosen_on=learnt.chosen_on,
            takes=learnt.takes,
        ),
        limits=_limits(used),
        data=fingerprint(used),
        parts={
            "fit": tuple(sorted(row.take for row in fit)),
            "validate": tuple(sorted(row.take for row in validate)),
        },
        validation=assess(trials, outcomes_at(trials, learnt.threshold), seed=wish.seed),
        notes=(*demo_warning(used), *learnt.notes, *notes),
    )
    return profile.sealed(), table


def with_thresholds(
    profile: Profile,
    rows: Sequence[Row],
    thresholds: Mapping[str, float],
    *,
    author: str | None = None,
    expires: date | None = None,
    seed: int = 0,
) -> Profile:
    """Return a profile with thresholds that were set by hand, and what they then cost.

    Where none of them differs, only author and expiry are changed; else the profile gets an id
    of its own and error rates at the new threshold, on the takes that validated it.

    Parameters
    ----------
    profile
        The profile.
    rows
        The takes that it was made from, at least those that validated it.
    thresholds
        Of ``fused`` and of signals, nat.
    author, expires
        As in :class:`Wish`; ``None`` leaves nobody and no limit.
    seed
        Of the bootstrap.

    Raises
    ------
    DataError
        ``E-CAL-02``, when a take that validated it is not there any more.
    """
    point = profile.operating_point
    signs = {"author": author, "expires": expires}
    threshold = thresholds.get(FUSED, point.threshold)
    alone = {name: thresholds.get(name, value) for name, value in profile.thresholds.items()}
    if threshold == point.threshold and alone == dict(profile.thresholds):
        return profile.model_copy(update=signs).sealed()
    wanted = set(profile.parts["validate"])
    validate = [row for row in rows if row.take in wanted]
    if len(validate) < len(wanted):
        raise DataError(
            "E-CAL-02",
            f"profile {profile.id} cannot be judged at another threshold",
            f"{len(wanted) - len(validate)} of the {len(wanted)} takes that validated it are "
            "not in this dataset, or may not be used any more",
            "fit it anew on this dataset",
        )
    moved = point.model_copy(update={"threshold": threshold})
    if threshold != point.threshold:
        moved = moved.model_copy(update={"rule": f"set by hand, after {point.rule}"})
    made = profile.model_copy(update={"operating_point": moved})
    trials = trials_of(validate, fuse_rows(validate, fusion_of(weights_of(made))))
    changes = {
        **signs,
        "id": f"P{secrets.token_hex(4)}",
        "created_utc": utc_now(),
        "generator": generator(),
        "thresholds": alone,
        "validation": assess(trials, outcomes_at(trials, threshold), seed=seed),
    }
    return made.model_copy(update=changes).sealed()


def _parts(
    root: DatasetRoot, rows: Sequence[Row], wish: Wish
) -> tuple[list[Row], list[Row], list[str]]:
    """Return the rows to fit and to validate on, and what is to be said of them."""
    check_enough([row for row in rows if row.may_train and row.answered])
    if wish.split is not None:
        fit, validate = _named_parts(root, rows, wish.split)
        apart = False
    else:
        folds = deal_folds(rows, VALIDATE_FOLDS, wish.seed, each=True)
        if folds is None:
            raise _too_few(rows)
        fit = [rows[i] for i in folds.trained(rows, 0) if rows[i].may_train]
        validate = [rows[i] for i in folds.tested(rows, 0) if rows[i].may_evaluate]
        apart = folds.sessions_apart
    if {row.species is None for row in validate if row.answered} != {True, False}:
        raise _too_few(rows)
    check_enough([row for row in fit if row.answered])
    notes = []
    shared = {row.session for row in fit} & {row.session for row in validate}
    if shared and not apart:
        notes.append(
            "fit and validate share sessions: on another day or in another light the errors "
            "may be more"
        )
    lost = len(rows) - len(fit) - len(validate)
    if lost:
        notes.append(
            f"{lost} of {len(rows)} takes are in neither part: their people or PAIs stand on "
            "both sides, or a consent allows only one use"
        )
    return fit, validate, notes


def _named_parts(
    root: DatasetRoot, rows: Sequence[Row], name: str
) -> tuple[list[Row], list[Row]]:
    split, keys = load_split(root.path, name), root.subject_keys()
    parts = {
        row.take: split.parts_of(keys.get(person) for person in row.people) for row in rows
    }
    place = {take: found[0] if len(found) == 1 else None for take, found in parts.items()}
    validate = [r for r in rows if place[r.take] in VALIDATE_PARTS and r.may_evaluate]
    pais = {row.pai for row in validate if row.pai is not None}
    fit = [
        row
        for row in rows
        if place[row.take] in FIT_PARTS and row.may_train and row.pai not in pais
    ]
    if not fit or not validate:
        raise UsageError(
            "E-CAL-05",
            f"the split {name} cannot be used to calibrate",
            f"it has the parts {', '.join(split.parts)}",
            f"fitting takes a part named {' or '.join(FIT_PARTS)}, validation one named "
            f"{' or '.join(VALIDATE_PARTS)}, both with takes in them",
        )
    return fit, validate


def _too_few(rows: Sequence[Row]) -> DataError:
    answered = [row for row in rows if row.answered]
    people = {name for row in answered for name in row.people}
    attacks = sum(row.species is not None for row in answered)
    return DataError(
        "E-CAL-02",
        "fit and validation cannot be kept apart",
        f"{len(people)} people, {attacks} attacks; each side needs bona fide takes and attacks "
        "whose presenter and target are on that side",
        "record bona fide takes of more people, and attacks between few of them",
    )


def _terms(weights: FusionWeights) -> FusionTerms:
    return FusionTerms(
        weights=weights.weights,
        biases=weights.biases,
        offset=weights.offset,
        caps=weights.caps,
        accept_families=weights.accept_families,
    )


def _affine(learnt: Learnt) -> AffineMap | None:
    if learnt.affine is None:
        return None
    slope, offset = learnt.affine
    return AffineMap(slope=slope, offset=offset, takes=learnt.takes)


def _limits(rows: Sequence[Row]) -> Limits:
    cameras: dict[str, CameraProfile] = {str(row.camera): row.camera for row in rows}
    lightings = {row.lighting for row in rows if row.lighting is not None}
    return Limits(
        cameras=tuple(cameras[name] for name in sorted(cameras)),
        lightings=tuple(sorted(lightings)),
    )
