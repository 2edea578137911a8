"""Evaluate: error rates of a dataset under a scheme, with intervals and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from liveness.capture.fusion import FusionWeights
from liveness.capture.profiled import weights_of
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.metrics import (
    Assessment,
    ErrorRates,
    GroupRates,
    Outcomes,
    Rate,
    Rule,
    assess,
    error_rates,
    rates_by_group,
)
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot

from .evaluation import SCHEME_WORDS, CrossLoss, Evaluation, PartReport, Scheme
from .fused_scores import fusion_of
from .judged_takes import JudgedTake, judged_takes, profile_words
from .learning import DEFAULT_RULE
from .learning_curve import learning_curve
from .outcomes import outcomes_of
from .people_rates import rates_of_people
from .schemes import Judged, leave_one_out, run_folds
from .trial_table import Row, Table, demo_warning, fingerprint, fuse_rows, read_table, trials_of

CONSENT_ONE = "consent does not cover evaluate"
FITTED = "of people whom the profile was fitted on"
STRADDLE = "presenter and target, or a PAI, on both sides"


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be evaluated.

    Parameters
    ----------
    scheme
        How learning and judging are kept apart; ``as-is`` learns nothing.
    profile
        Judged as it is; the uncalibrated fusion without one.
    against
        The other dataset, for ``cross``.
    rule, seed
        For schemes that learn.
    """

    scheme: Scheme = "as-is"
    profile: Profile | None = None
    against: DatasetRoot | None = None
    rule: Rule = field(default_factory=lambda: Rule.parse(DEFAULT_RULE))
    seed: int = 0

    def check(self) -> None:
        """Check that the parts fit together.

        Raises
        ------
        UsageError
            ``E-CAL-05``, with what does not.
        """
        fault = None
        if self.profile is not None and self.scheme != "as-is":
            fault = "a scheme fits anew, so it takes no profile"
        elif (self.scheme == "cross") != (self.against is not None):
            fault = "the scheme cross and the other dataset go together: --against ROOT2"
        if fault is not None:
            raise UsageError("E-CAL-05", "this cannot be evaluated", fault)


def evaluate(
    root: DatasetRoot,
    question: Question | None = None,
    *,
    workers: int = 1,
    fresh: bool = False,
    on_done: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Return the error rates of a dataset.

    Parameters
    ----------
    root
        The dataset.
    question
        The scheme; by default the uncalibrated fusion as it is.
    workers, fresh, on_done
        As for :func:`~liveness.studio.trial_table.read_table`.

    Raises
    ------
    UsageError
        ``E-CAL-05``, for a question that does not fit together.
    DataError
        ``E-CAL-02``, which names what is missing.
    """
    question = question or Question()
    question.check()
    table = read_table(root, workers=workers, fresh=fresh, on_done=on_done)
    if question.scheme == "as-is":
        return _as_it_is(table, question)
    if question.against is not None:
        other = read_table(question.against, workers=workers, fresh=fresh, on_done=on_done)
        return _across(table, other, question)
    return _by_scheme(table, question)


def _as_it_is(table: Table, question: Question) -> Evaluation:
    profile = question.profile
    left = Counter(table.left_out)
    rows = [row for row in table.rows if row.may_evaluate]
    left[CONSENT_ONE] += len(table.rows) - len(rows)
    weights, warnings = (
        FusionWeights.prior(),
        ["uncalibrated: these are no error rates of a product, calibrate first"],
    )
    if profile is not None:
        weights, warnings = weights_of(profile), _beyond(profile, rows)
        known = set(profile.parts.get("fit", ()))
        people = {name for row in table.rows if row.take in known for name in row.people}
        apart = [r for r in rows if r.take not in known and not people & set(r.people)]
        left[FITTED] += len(rows) - len(apart)
        rows = apart
    if not rows:
        raise _nothing(left)
    fused = fuse_rows(rows, fusion_of(weights))
    made = _assessed(rows, fused, outcomes_of(fused), question.seed)
    return Evaluation(
        scheme="as-is",
        scheme_words=SCHEME_WORDS["as-is"],
        calibrated=weights.calibrated,
        profile=None if profile is None else profile.id,
        profile_words="" if profile is None else profile_words(profile, rows),
        rule=None if profile is None else profile.operating_point.rule,
        accept=weights.accept,
        reject=weights.reject,
        seed=question.seed,
        data=fingerprint(rows),
        left_out=_counts(left),
        faults=table.faults,
        assessment=made.assessment,
        injection=made.injection,
        groups=made.groups,
        takes=made.takes,
        warnings=(*demo_warning(rows), *warnings, *made.assessment.warnings),
    )


def _by_scheme(table: Table, question: Question) -> Evaluation:
    rows, scheme = list(table.rows), question.scheme
    curve = None
    if scheme in ("within", "learning-curve"):
        whole, _ = run_folds(rows, [], question.rule, question.seed)
        parts = [whole]
        if scheme == "learning-curve":
            curve = learning_curve(rows, whole, question.rule, question.seed)
    else:
        parts = leave_one_out(rows, scheme, question.rule, question.seed)
        whole = _once_each(parts)
    if not whole.rows:
        raise _nothing(table.left_out)
    made = _assessed(whole.rows, whole.fused, whole.codes, question.seed)
    left = Counter(table.left_out)
    left[STRADDLE] += len(rows) - len(whole.rows)
    notes = sorted({note for part in parts for note in part.notes})
    return Evaluation(
        scheme=scheme,
        scheme_words=SCHEME_WORDS[scheme],
        calibrated=True,
        rule=str(question.rule),
        accept=None,
        reject=None,
        seed=question.seed,
        data=fingerprint(whole.rows),
        left_out=_counts(left),
        faults=table.faults,
        assessment=made.assessment,
        injection=made.injection,
        parts=tuple(_report(part) for part in parts),
        curve=curve,
        groups=made.groups,
        takes=made.takes,
        warnings=(*demo_warning(whole.rows), *notes, *made.assessment.warnings),
    )


def _across(table: Table, other: Table, question: Question) -> Evaluation:
    here, there = run_folds(list(table.rows), list(other.rows), question.rule, question.seed)
    if not here.rows or not there.rows:
        raise _nothing({**table.left_out, **other.left_out})
    within = _assessed(here.rows, here.fused, here.codes, question.seed)
    cross = _assessed(there.rows, there.fused, there.codes, question.seed)
    left = Counter(other.left_out)
    left[STRADDLE] += len(other.rows) - len(there.rows)
    same = {row.camera for row in here.rows} & {row.camera for row in there.rows}
    warnings = sorted(here.notes | there.notes)
    if same:
        warnings.append("both datasets were recorded with the same camera")
    return Evaluation(
        scheme="cross",
        scheme_words=SCHEME_WORDS["cross"],
        loss=_loss(within.assessment.rates, cross.assessment.rates),
        calibrated=True,
        rule=str(question.rule),
        accept=None,
        reject=None,
        seed=question.seed,
        data=fingerprint(there.rows),
        learnt_from=fingerprint(table.rows),
        left_out=_counts(left),
        faults=(*table.faults, *other.faults),
        assessment=cross.assessment,
        within=within.assessment,
        injection=cross.injection,
        parts=(_report(here), _report(there)),
        groups=cross.groups,
        takes=cross.takes,
        warnings=(*demo_warning(there.rows), *warnings, *cross.assessment.warnings),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    assessment: Assessment
    injection: ErrorRates | None
    groups: Mapping[str, tuple[GroupRates, ...]]
    takes: tuple[JudgedTake, ...]


def _assessed(
    rows: Sequence[Row], fused: Sequence[FusedEvidence], outcomes: Outcomes, seed: int
) -> _Made:
    """Return everything that is told of decided rows; injected video apart."""
    trials = trials_of(rows, fused)
    injected = np.array([row.family == "injection" for row in rows], np.bool_)
    physical = ~injected
    inside = [row for row, out in zip(rows, injected, strict=True) if not out]
    part, codes = trials.only(physical), outcomes[physical]
    names: dict[str, list[str | None]] = {
        "camera": [str(row.camera) for row in inside],
        "lighting": [row.lighting for row in inside],
        "session": [row.session for row in inside],
    }
    return _Made(
        assessment=assess(part, codes, seed=seed),
        injection=(
            error_rates(trials.only(injected), outcomes[injected]) if injected.any() else None
        ),
        groups={
            kind: rates_by_group(part, codes, groups)
            for kind, groups in names.items()
            if len(set(groups)) > 1
        }
        | rates_of_people(inside, part, codes),
        takes=judged_takes(rows, fused, outcomes),
    )


def _once_each(parts: Sequence[Judged]) -> Judged:
    """Return rows judged once each: of bona fide takes that several fits judged, one in turn.

    Otherwise a bona fide take would count once for every species, and the interval of BPCER
    would be narrower than its people allow.
    """
    by_take: dict[tuple[str, str], list[tuple[Judged, int]]] = {}
    for part in parts:
        for i, row in enumerate(part.rows):
            by_take.setdefault((row.dataset, row.take), []).append((part, i))
    whole = Judged("each in turn")
    for turn, key in enumerate(sorted(by_take)):
        seen = by_take[key]
        part, i = seen[turn % len(seen)]
        whole.rows.append(part.rows[i])
        whole.fused.append(part.fused[i])
        whole.outcomes.append(part.outcomes[i])
    return whole


def _report(part: Judged) -> PartReport:
    trained = part.trained_on
    return PartReport(
        left_out=part.left_out,
        trained_on=round(sum(trained) / len(trained)) if trained else 0,
        thresholds=tuple(part.thresholds),
        rates=error_rates(trials_of(part.rows, part.fused), part.codes),
    )


def _loss(within: ErrorRates, cross: ErrorRates) -> CrossLoss:
    return CrossLoss(
        apcer_within=within.apcer,
        apcer_cross=cross.apcer,
        apcer_loss=_difference(within.apcer, cross.apcer),
        bpcer_within=within.bpcer,
        bpcer_cross=cross.bpcer,
        bpcer_loss=_difference(within.bpcer, cross.bpcer),
    )


def _difference(before: Rate | None, after: Rate | None) -> float | None:
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return after.value - before.value


def _beyond(profile: Profile, rows: Sequence[Row]) -> list[str]:
    """Return how many takes lie outside of a profile's limits, and why."""
    found = Counter(
        fault for row in rows for fault in profile.limits.faults(row.camera, row.lighting)
    )
    told = [f"{n} of {len(rows)} takes: {fault}" for fault, n in sorted(found.items())]
    expired = profile.expired()
    return told if expired is None else [*told, expired]


def _counts(left: Mapping[str, int]) -> dict[str, int]:
    return {reason: n for reason, n in sorted(left.items()) if n}


def _nothing(left: Mapping[str, int]) -> DataError:
    counts = ", ".join(f"{n} {reason}" for reason, n in sorted(left.items()) if n)
    return DataError(
        "E-CAL-02",
        "there is no take to judge",
        counts or "the dataset holds none",
        "record takes, or look at what was left out: list, consent list",
    )
