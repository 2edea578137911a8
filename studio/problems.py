"""Which takes want a look first, and why. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.duplicates import Pair
from liveness.datasets.take import TakeRecord

from .rescoring import ScoreRecord

Kind = Literal["duplicate", "label", "near duplicate", "signals", "quality"]

_WEIGHTS: Mapping[Kind, float] = {
    "duplicate": 40.0,
    "label": 20.0,
    "near duplicate": 10.0,
    "signals": 5.0,
    "quality": 2.0,
}
"""By what kind of problem a take comes first."""

ENOUGH = 5
"""Takes of each class of other people from which the limit between them is learnt."""
FACES = 0.8
"""Least share of analysed frames with a face."""
DROPPED = 0.02
"""Largest share of frames that the source dropped."""
OPPOSED = 1.0
"""Least evidence for each side, nat, with which two signals disagree."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is doubtful about a take, in words with value and limit."""

    kind: Kind
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How far a take's score is on the other side of its label.

    Parameters
    ----------
    id
        The take.
    score, limit
        Its score, and where bona fide and attack part, nat.
    nat
        Distance from the limit on the wrong side; below 0 on the right one.
    learnt
        Whether the limit comes from takes of other people; else it is 0.
    """

    id: str
    score: float
    limit: float
    nat: float
    learnt: bool


def rank_mislabelled(
    takes: Iterable[TakeRecord], scores: Mapping[str, ScoreRecord] | None = None
) -> list[Suspicion]:
    """Return takes with a score, the most likely mislabelled first.

    Only bona fide and attack are told apart: a fused score does not say which species. The
    limit between the two is half way between the medians of both, over the takes of people
    who are not in the judged one (a median bears a few wrong labels); where there are too few
    of those it is 0, as before any calibration.

    Parameters
    ----------
    takes
        The takes; superseded ones are passed over.
    scores
        Fresh score by id; without one the score that was stored counts.
    """
    known = [
        (record, score)
        for record in takes
        if record.superseded_by is None and (score := _score(record, scores or {})) is not None
    ]
    people = [frozenset(filter(None, (r.subject, r.target))) for r, _ in known]
    sides = np.array([record.bona_fide for record, _ in known], dtype=np.bool_)
    values = np.array([score for _, score in known], dtype=np.float64)
    limits: dict[frozenset[str], float | None] = {}
    for group in set(people):
        apart = np.array([not (group & other) for other in people], dtype=np.bool_)
        limits[group] = _limit(values[apart & sides], values[apart & ~sides])
    found = []
    for (record, score), group in zip(known, people, strict=True):
        learnt = limits[group]
        limit = 0.0 if learnt is None else learnt
        nat = limit - score if record.bona_fide else score - limit
        found.append(Suspicion(record.id, score, limit, nat, learnt is not None))
    return sorted(found, key=lambda each: -each.nat)


def _score(record: TakeRecord, scores: Mapping[str, ScoreRecord]) -> float | None:
    fresh = scores.get(record.id)
    score = record.score if fresh is None or fresh.error else fresh.score
    return score if score is not None and math.isfinite(score) else None


def _limit(bona_fide: NDArray[np.float64], attacks: NDArray[np.float64]) -> float | None:
    if min(len(bona_fide), len(attacks)) < ENOUGH:
        return None
    high, low = float(np.median(bona_fide)), float(np.median(attacks))
    # scores that tell nothing are no ground to doubt a label anew
    return (high + low) / 2 if high > low else None


def find_problems(
    takes: Sequence[TakeRecord],
    *,
    scores: Mapping[str, ScoreRecord] | None = None,
    duplicates: Iterable[Pair] = (),
) -> dict[str, tuple[Problem, ...]]:
    """Return the problems of each take that has any, the heaviest first.

    Parameters
    ----------
    takes
        All takes; superseded ones are passed over.
    scores
        Fresh scores by id; only they tell whether signals disagree.
    duplicates
        Takes that show the same, see `datasets.duplicates`. Files with one SHA-256 are found
        without.
    """
    found: dict[str, list[Problem]] = {}
    counted = [record for record in takes if record.superseded_by is None]

    def add(id_: str, kind: Kind, text: str, more: float = 0.0) -> None:
        found.setdefault(id_, []).append(Problem(kind, text, _WEIGHTS[kind] + more))

    for one, two, exact in _pairs(counted, duplicates):
        kind: Kind = "duplicate" if exact else "near duplicate"
        said = "the same pictures as" if exact else "nearly the same pictures as"
        add(one, kind, f"{said} {two}")
        add(two, kind, f"{said} {one}")
    by_id = {record.id: record for record in counted}
    for each in rank_mislabelled(counted, scores):
        if each.nat > 0:
            label = by_id[each.id].label
            text = f"labelled {label}, score {each.score:+.2f}, limit {each.limit:+.2f} nat"
            add(each.id, "label", text, min(each.nat, 9.0))
    for record in counted:
        if scores is not None and record.id in scores:
            _signals(scores[record.id], record.id, add)
        for text in _quality(record):
            add(record.id, "quality", text)
    return {
        id_: tuple(sorted(problems, key=lambda each: -each.weight))
        for id_, problems in found.items()
    }


def _pairs(
    takes: Sequence[TakeRecord], duplicates: Iterable[Pair]
) -> list[tuple[str, str, bool]]:
    ids = {record.id for record in takes}
    pairs = {
        (each.first, each.second): each.exact
        for each in duplicates
        if each.first in ids and each.second in ids
    }
    first: dict[str, str] = {}
    for record in takes:
        one = first.setdefault(record.sha256, record.id)
        if one != record.id:
            pairs.pop((record.id, one), None)
            pairs[one, record.id] = True
    return [(one, two, exact) for (one, two), exact in pairs.items()]


def _signals(scored: ScoreRecord, id_: str, add: Callable[[str, Kind, str], None]) -> None:
    said = {name: each.llr for name, each in scored.signals.items() if each.valid}
    if len(said) < 2:
        return
    high, low = max(said, key=lambda n: said[n]), min(said, key=lambda n: said[n])
    if said[high] >= OPPOSED and said[low] <= -OPPOSED:
        text = f"{high} {said[high]:+.2f} nat against {low} {said[low]:+.2f} nat"
        add(id_, "signals", text)


def _quality(record: TakeRecord) -> Iterable[str]:
    if record.status != "complete":
        yield f"the take is {record.status}"
    if record.frames_known_lost:
        yield f"{record.frames_known_lost} frames were lost"
    if record.analysed and record.faces < FACES * record.analysed:
        share = 100 * record.faces / record.analysed
        yield f"a face in {share:.0f} % of the frames, limit {100 * FACES:.0f} %"
    if record.dropped > DROPPED * (record.frames + record.dropped):
        share = 100 * record.dropped / (record.frames + record.dropped)
        yield f"{share:.1f} % of the frames dropped, limit {100 * DROPPED:.0f} %"


def problems_first(
    takes: Iterable[TakeRecord], problems: Mapping[str, tuple[Problem, ...]]
) -> list[TakeRecord]:
    """Return takes with the heaviest problems first; equals keep their order."""
    return sorted(takes, key=lambda r: -sum(each.weight for each in problems.get(r.id, ())))
