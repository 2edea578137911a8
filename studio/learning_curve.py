"""Would more data help, and of what: fits on less of it, judged on the same people held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from liveness.datasets.errors import DataError
from liveness.datasets.metrics import Rule, cllr, error_rates
from liveness.datasets.metrics.area import area_under_roc

from .learning import learn
from .less_data import LearningCurve, LessData, Of
from .schemes import Judged, fold_rows
from .trial_table import Row, trials_of

SHARES = (0.25, 0.5, 0.75)
"""Parts of the people, or of each person's takes, besides all."""

DRAWS = 3
"""Random choices for each point."""

HELPS_BITS = 0.02
"""A fall of Cllr by less than this between the last two points is called nothing."""

Keep = Callable[[Sequence[Row], np.random.Generator], list[Row]]


def learning_curve(rows: Sequence[Row], whole: Judged, rule: Rule, seed: int) -> LearningCurve:
    """Learn from fewer people, fewer takes of each, and without each species.

    Parameters
    ----------
    rows
        All takes.
    whole
        What fits on all of them made of the people held out, see
        :func:`~liveness.studio.schemes.run_folds`; the last point of each curve.
    rule, seed
        As for :func:`~liveness.studio.learning.learn`.
    """
    notes: list[str] = []
    people = [_point("people", s, _some_people(s), rows, rule, seed, notes) for s in SHARES]
    takes = [
        _point("takes of each person", s, _some_takes(s), rows, rule, seed, notes)
        for s in SHARES
    ]
    last = [_measured(of, "all", None, [whole]) for of in ("people", "takes of each person")]
    species = []
    for name in sorted({row.species for row in rows if row.species is not None}):
        without = _draw(_without(name), rows, rule, seed, 1, notes, f"without {name}")
        known = _measured("species", f"{name} learnt", name, [whole])
        unseen = None if without is None else _measured("species", name, name, without)
        species.append((name, known, unseen))
    curves = [_rising([p for p in (*people, last[0]) if p is not None])]
    curves.append(_rising([p for p in (*takes, last[1]) if p is not None]))
    points = [point for curve in curves for point in curve]
    points += [p for _, *both in species for p in both if p is not None]
    words = [_would_help(curve) for curve in curves]
    words += [_of_species(*each) for each in species]
    return LearningCurve(points=tuple(points), words=tuple(words), notes=_counted(notes))


def _counted(notes: Sequence[str]) -> tuple[str, ...]:
    """Return each note once, with how often it came."""
    counts = Counter(notes)
    return tuple(f"{note} ({n} times)" if n > 1 else note for note, n in counts.items())


def _point(
    of: Of,
    share: float,
    keep: Keep,
    rows: Sequence[Row],
    rule: Rule,
    seed: int,
    notes: list[str],
) -> LessData | None:
    found = _draw(keep, rows, rule, seed, DRAWS, notes, f"{share:.0%} of {of}")
    return None if found is None else _measured(of, f"{share:.0%}", None, found)


def _draw(
    keep: Keep,
    rows: Sequence[Row],
    rule: Rule,
    seed: int,
    draws: int,
    notes: list[str],
    name: str,
) -> list[Judged] | None:
    """Return what fits on a part judged, once for each draw; ``None`` for too little."""
    found = []
    for number in range(draws):
        random = np.random.default_rng([seed, number])
        made = Judged(name)
        for train, tested in fold_rows(rows, seed):
            part = keep(train, random)
            try:
                learnt = learn(part, rule, seed=seed)
            except DataError as error:
                notes.append(f"{name}: a fold was left out, {error.measured or error.what}")
                continue
            made.judge(tested, learnt, len(part), len({row.subject for row in part}))
        if _both(made):
            found.append(made)
    return found or None


def _both(made: Judged) -> bool:
    trials = trials_of(made.rows, made.fused)
    return len(trials.bona_fide_scores()) > 0 and len(trials.attack_scores()) > 0


def _some_people(share: float) -> Keep:
    def keep(rows: Sequence[Row], random: np.random.Generator) -> list[Row]:
        names = sorted({name for row in rows for name in row.people})
        count = max(round(share * len(names)), 2)
        chosen = {names[i] for i in random.permutation(len(names))[:count].tolist()}
        return [row for row in rows if chosen.issuperset(row.people)]

    return keep


def _some_takes(share: float) -> Keep:
    def keep(rows: Sequence[Row], random: np.random.Generator) -> list[Row]:
        cells: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            cells.setdefault((row.subject, row.label), []).append(row)
        return [
            cell[i]
            for _, cell in sorted(cells.items())
            for i in random.permutation(len(cell))[: max(round(share * len(cell)), 1)].tolist()
        ]

    return keep


def _without(species: str) -> Keep:
    return lambda rows, _: [row for row in rows if row.species != species]


def _measured(of: Of, part: str, species: str | None, draws: Sequence[Judged]) -> LessData:
    """Return the mean over draws."""
    costs, areas, apcers, bpcers = [], [], [], []
    for made in draws:
        trials = trials_of(made.rows, made.fused)
        bona_fide, attacks = trials.bona_fide_scores(), trials.attack_scores(species)
        costs.append(cllr(bona_fide, attacks))
        areas.append(area_under_roc(bona_fide, attacks))
        rates = error_rates(trials, made.codes)
        own = next((s.apcer for s in rates.species if s.species == species), rates.apcer)
        apcers.append(None if own is None else own.value)
        bpcers.append(rates.bpcer.value)
    trained = [count for made in draws for count in made.trained_on]
    people = [count for made in draws for count in made.people]
    return LessData(
        of=of,
        part=part,
        trained_on=round(float(np.mean(trained))),
        people=round(float(np.mean(people))),
        judged=sum(len(made.rows) for made in draws),
        cllr=float(np.mean(costs)),
        auc=float(np.mean(areas)),
        apcer=_mean(apcers),
        bpcer=_mean(bpcers),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _rising(points: Sequence[LessData]) -> list[LessData]:
    """Return the points that learnt from more than the one before: a share may round to all."""
    found: list[LessData] = []
    for point in points:
        if found and point.trained_on <= found[-1].trained_on:
            if point.part != "all":
                continue
            found.pop()
        found.append(point)
    return found


def _would_help(curve: Sequence[LessData]) -> str:
    """Read one curve aloud."""
    if len(curve) < 2:
        of = curve[0].of if curve else "data"
        return f"{of}: too few for a curve"
    before, last = curve[-2], curve[-1]
    count = "people" if last.of == "people" else "trained_on"
    unit = "people" if last.of == "people" else "takes of the same people"
    told = (
        f"from {getattr(before, count)} to {getattr(last, count)} {unit} the cost went from "
        f"{before.cllr:.3f} to {last.cllr:.3f} bits"
    )
    what = "more people" if last.of == "people" else "more takes of the same people"
    if before.cllr - last.cllr > HELPS_BITS:
        return f"{told}: {what} would still help"
    return f"{told}: {what} of this kind would change little"


def _of_species(name: str, known: LessData, unseen: LessData | None) -> str:
    if unseen is None:
        return f"{name}: without it too little is left to learn from"
    told = (
        f"{name}: {unseen.cllr:.3f} bits where it was not learnt from, {known.cllr:.3f} where "
        "it was"
    )
    if unseen.cllr - known.cllr > HELPS_BITS:
        return f"{told}: takes of it help, and of attacks like it more may"
    return f"{told}: it is told by what the others teach"
