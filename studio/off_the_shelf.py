"""Off the shelf or custom: trained detectors judged on one's own takes beside our fusion.

Each model is judged as it comes (accepted at P(bona fide) of one half or more), and again
calibrated on these takes: slope, offset and threshold from people held out. No Qt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import logit

from liveness.capture.affine_fit import fit_affine
from liveness.capture.fusion import FusionWeights
from liveness.capture.model import ModelScorer
from liveness.capture.plugins import load_signals
from liveness.datasets.errors import DataError, LivenessError, UsageError
from liveness.datasets.metrics import Outcomes, Rule, Trials, assess, outcomes_at
from liveness.datasets.metrics.trials import Floats
from liveness.datasets.model_file import ModelBytes, read_model
from liveness.datasets.store import DatasetRoot

from .comparison import Comparison, SystemReport, verdict_on
from .folds import Folds, deal_folds
from .fused_scores import fusion_of
from .kept_scores import KeptScores, score_kept, settings_of
from .outcomes import outcomes_of
from .schemes import OUTER_FOLDS, run_folds
from .trial_table import Row, Table, demo_warning, fingerprint, fuse_rows, read_table, trials_of

EDGE = 1e-6
"""Least distance of a probability from 0 and 1, of which the logit is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """A model with what it said: its logit by take, of those that it answered."""

    name: str
    sha256: str
    said: Mapping[str, float]


def compare_models(
    root: DatasetRoot,
    models: Sequence[Path],
    *,
    target: float = 0.05,
    rule: Rule | None = None,
    seed: int = 0,
    workers: int = 1,
    on_done: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Judge trained detectors beside our fusion, on the same takes.

    Parameters
    ----------
    root
        The dataset.
    models
        Descriptions of models, see docs/model-slot.md.
    target
        Largest APCER (of every species) and BPCER that would do.
    rule
        How the operating point of what is calibrated here is chosen; by default BPCER at the
        target or less.
    seed
        Of folds and bootstrap.
    workers, on_done
        As for :func:`~liveness.studio.trial_table.read_table`.

    Raises
    ------
    UsageError
        ``E-CAL-05``, for a target that is none, or a model that is given twice.
    LivenessError
        When a model cannot be used, or there is no take.
    """
    if not 0 < target < 1:
        raise UsageError("E-CAL-05", "--target is a rate", f"got {target:g}", "give 0.05")
    opened = _opened(models)
    table = read_table(root, workers=workers, on_done=on_done)
    rows = [row for row in table.rows if row.may_evaluate]
    if not rows:
        raise DataError(
            "E-CAL-02",
            "there is no take to judge",
            "",
            "record takes, see list and consent list",
        )
    said = _said(root, rows, models, opened, workers, on_done)
    return compare_said(
        table,
        [_Model(*each) for each in said],
        target,
        rule or Rule.parse(f"bpcer<={target:g}"),
        seed,
    )


def compare_said(
    table: Table, models: Sequence[_Model], target: float, rule: Rule, seed: int
) -> Comparison:
    """Do what :func:`compare_models` does, with what the models said already."""
    rows = [row for row in table.rows if row.may_evaluate]
    folds = deal_folds(rows, OUTER_FOLDS, seed)
    why = "" if folds is not None else _too_few(rows)
    systems = [_fusion(rows, seed)]
    if folds is not None:
        try:
            systems = [_fusion_calibrated(rows, rule, seed)]
        except DataError as error:
            why = error.measured or error.what
    for model in models:
        systems.append(_as_it_comes(model, rows, seed))
        if folds is not None and not why:
            made = _calibrated(model, rows, folds, rule, seed)
            if isinstance(made, str):
                why = why or f"{model.name}: {made}"
            else:
                systems.append(made)
    return Comparison(
        target=target,
        rule=str(rule),
        seed=seed,
        data=fingerprint(rows),
        why_not_calibrated=why,
        systems=tuple(systems),
        verdicts=tuple(
            verdict_on(name, [s for s in systems if s.name == name], target, why)
            for name in dict.fromkeys(system.name for system in systems)
        ),
        left_out=table.left_out,
        faults=table.faults,
        warnings=demo_warning(rows),
    )


def _opened(paths: Sequence[Path]) -> list[ModelBytes]:
    """Return the models, once they are known to run."""
    found: list[ModelBytes] = []
    for path in paths:
        model = read_model(path)
        ModelScorer(model)
        if model.file.name in [known.file.name for known in found]:
            raise UsageError(
                "E-CAL-05",
                f"two models are called {model.file.name}",
                str(path),
                "give each its own name in the JSON file",
            )
        found.append(model)
    return found


def _said(
    root: DatasetRoot,
    rows: Sequence[Row],
    paths: Sequence[Path],
    opened: Sequence[ModelBytes],
    workers: int,
    on_done: Callable[[int, int], None] | None,
) -> list[tuple[str, str, dict[str, float]]]:
    """Return name, hash and logits by take of each model; what was scored is kept beside."""
    names = [known.name for known in load_signals().classes]
    by_id = {record.id: root.take_path(record) for record in root.takes()}
    files = [by_id[row.take] for row in rows]
    found: dict[str, tuple[str, str, dict[str, float]]] = {}
    for slots in _passes(list(zip(paths, opened, strict=True)), names):
        models = {signal: path for signal, (path, _) in slots.items()}
        settings = settings_of(models, "stored")
        keep = root.path / "scores" / f"models-{settings[:12]}.jsonl"
        logits: dict[str, dict[str, float]] = {signal: {} for signal in slots}
        done = 0
        kept = KeptScores(settings, keep)
        for i, record in score_kept(
            files, kept, workers=workers, models=models, landmarks="stored"
        ):
            done += 1
            if on_done is not None:
                on_done(done, len(files))
            for signal in slots:
                p = record.signals[signal].raw.get("model_p") if record.signals else None
                if p is not None:
                    logits[signal][rows[i].take] = float(logit(min(max(p, EDGE), 1 - EDGE)))
        for signal, (_, model) in slots.items():
            digest = hashlib.sha256(model.file.model_dump_json().encode()).hexdigest()
            found[model.file.name] = (model.file.name, digest, logits[signal])
    return [found[model.file.name] for model in opened]


def _passes(
    models: Sequence[tuple[Path, ModelBytes]], signals: Sequence[str]
) -> list[dict[str, tuple[Path, ModelBytes]]]:
    """Return which models share a pass: one in each signal, wherever a picture's may go."""
    passes: list[dict[str, tuple[Path, ModelBytes]]] = []
    for path, model in models:
        # one that takes a signal's own quantities works in that signal only
        own = model.file.training.signal if model.file.training is not None else None
        wanted = [own] if own in signals else ["texture", *signals]
        for slots in passes:
            free = [name for name in wanted if name is not None and name not in slots]
            if free:
                slots[free[0]] = (path, model)
                break
        else:
            passes.append({str(wanted[0]): (path, model)})
    return passes


def _fusion(rows: Sequence[Row], seed: int) -> SystemReport:
    fused = fuse_rows(rows, fusion_of(FusionWeights.prior()))
    trials = trials_of(rows, fused)
    return SystemReport(
        name="our fusion",
        kind="as-it-comes",
        threshold="uncalibrated limits",
        assessment=assess(trials, outcomes_of(fused), seed=seed),
    )


def _fusion_calibrated(rows: Sequence[Row], rule: Rule, seed: int) -> SystemReport:
    whole, _ = run_folds(rows, [], rule, seed)
    trials = trials_of(whole.rows, whole.fused)
    return SystemReport(
        name="our fusion",
        kind="calibrated",
        threshold=f"chosen by {rule.words()} on other people",
        assessment=assess(trials, whole.codes, seed=seed),
    )


def _as_it_comes(model: _Model, rows: Sequence[Row], seed: int) -> SystemReport:
    trials = _trials(model, rows)
    return SystemReport(
        name=model.name,
        sha256=model.sha256,
        kind="as-it-comes",
        threshold="P(bona fide) of .5 or more",
        assessment=assess(trials, outcomes_at(trials, 0.0), seed=seed),
    )


def _calibrated(
    model: _Model, rows: Sequence[Row], folds: Folds, rule: Rule, seed: int
) -> SystemReport | str:
    """Judge a model with slope, offset and threshold of other people; or say why not."""
    judged: list[Row] = []
    scores: list[float] = []
    outcomes: list[Outcomes] = []
    for k in range(folds.count):
        train = [
            row
            for i in folds.trained(rows, k)
            if (row := rows[i]).may_train and row.take in model.said
        ]
        tested = [rows[i] for i in folds.tested(rows, k)]
        try:
            slope, offset, threshold = _fit(model, train, rule)
        except (DataError, ValueError) as error:
            return (
                error.measured if isinstance(error, LivenessError) else "it answers too little"
            )
        mapped = slope * _logits(model, tested) + offset
        judged += tested
        scores += mapped.tolist()
        outcomes.append(outcomes_at(_as_trials(mapped, tested), threshold))
    trials = _as_trials(np.array(scores), judged)
    return SystemReport(
        name=model.name,
        sha256=model.sha256,
        kind="calibrated",
        threshold=f"chosen by {rule.words()} on other people",
        assessment=assess(trials, np.concatenate(outcomes), seed=seed),
    )


def _fit(model: _Model, train: Sequence[Row], rule: Rule) -> tuple[float, float, float]:
    """Return slope, offset and threshold; three numbers need no folds of their own."""
    logits = _logits(model, train)
    slope, offset = fit_affine(
        logits,
        [row.species is None for row in train],
        [row.label for row in train],
        [row.subject for row in train],
        ridge=0.5 / max(len({row.subject for row in train}), 1),
    )
    threshold = rule.threshold(_as_trials(slope * logits + offset, train))
    return slope, offset, threshold


def _logits(model: _Model, rows: Sequence[Row]) -> Floats:
    """Return the logit of each take, NaN where the model was silent."""
    return np.array([model.said.get(row.take, np.nan) for row in rows], np.float64)


def _trials(model: _Model, rows: Sequence[Row]) -> Trials:
    return _as_trials(_logits(model, rows), rows)


def _as_trials(scores: Floats, rows: Sequence[Row]) -> Trials:
    return Trials.of(
        scores,
        [row.species for row in rows],
        [row.subject for row in rows],
        [row.pai for row in rows],
    )


def _too_few(rows: Sequence[Row]) -> str:
    people = len({row.subject for row in rows if row.species is None})
    attacks = sum(row.species is not None for row in rows)
    return f"bona fide takes of {people} people and {attacks} attacks"
