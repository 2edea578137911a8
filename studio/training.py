"""Train: from the takes of a dataset to a model file for one signal's slot."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping

import numpy as np

from liveness.capture.affine_fit import fit_affine
from liveness.capture.plugins import load_signals
from liveness.datasets.errors import UsageError
from liveness.datasets.metrics import assess, outcomes_at
from liveness.datasets.metrics.area import area
from liveness.datasets.model import utc_now
from liveness.datasets.model_file import (
    CALIBRATED_CAP,
    Calibration,
    Descriptor,
    Features,
    ModelFile,
    Network,
    ScoreOutput,
)
from liveness.datasets.onnx_writer import linear
from liveness.datasets.store import DatasetRoot
from liveness.datasets.training import CurvePoint, Training

from .held_out import (
    CURVE,
    FOLDS,
    LIMIT,
    HeldOut,
    choose_ridge,
    fit_examples,
    hold_out,
    learning_curve,
)
from .learning import check_enough
from .null_of_camera import measure_null
from .ridge_fit import RidgeFit
from .taking import generator
from .texture_rows import texture_examples
from .trained import Trained
from .training_across import judged_across
from .training_rows import Examples, raw_examples
from .trial_table import Table, demo_warning, fingerprint, read_table

FEW_PEOPLE = 20
"""Below so many people the figures are called a first look."""

Step = Callable[[str, int, int], None]
"""Called with what is done now, the steps done and the steps of all."""


def check_signal(signal: str) -> None:
    """Check that there is such a signal.

    Raises
    ------
    UsageError
        ``E-MOD-15``.
    """
    names = [known.name for known in load_signals().classes]
    if signal not in names:
        raise UsageError(
            "E-MOD-15", f"there is no signal {signal!r}", f"there are {', '.join(names)}"
        )


def train(
    root: DatasetRoot,
    signal: str,
    *,
    seed: int = 0,
    workers: int = 1,
    fresh: bool = False,
    against: DatasetRoot | None = None,
    on_step: Step = lambda *_: None,
) -> Trained:
    """Return a model for one signal's slot, learnt from the takes of a dataset.

    It is judged by models that had not seen the people (presenters, targets) nor the PAIs that
    they judge; the ridge is chosen inside each of them. The model itself is then fitted to all
    takes, and calibrated by the scores of the held-out ones. No other signal takes part.

    Parameters
    ----------
    root
        The dataset.
    signal
        Name of the signal.
    seed
        Of folds and bootstrap.
    workers, fresh
        As for :func:`~liveness.studio.trial_table.read_table`.
    against
        Another dataset on which the models are judged too, people held out there as well.
    on_step
        Told how far it is.

    Raises
    ------
    UsageError
        ``E-MOD-15``, when there is no such signal.
    DataError
        ``E-CAL-02``, which names what is missing.
    """
    check_signal(signal)
    table = _table(root, signal, workers, fresh, on_step)
    examples, left, faults = _examples(root, table, signal, workers, on_step)
    made = _learn(examples, table, left, faults, signal, seed, on_step)
    if against is None:
        return made
    other = _table(against, signal, workers, fresh, on_step)
    there, _, more = _examples(against, other, signal, workers, on_step, examples.names)
    return judged_across(made, examples, there, seed, (*other.faults, *more))


def _table(root: DatasetRoot, signal: str, workers: int, fresh: bool, on_step: Step) -> Table:
    """Return the takes; texture looks at pictures, and waits for no scores."""
    return read_table(
        root,
        workers=workers,
        fresh=fresh,
        scored=signal != "texture",
        on_done=lambda done, of: on_step("scoring takes", done, of),
    )


def _examples(
    root: DatasetRoot,
    table: Table,
    signal: str,
    workers: int,
    on_step: Step,
    names: tuple[str, ...] | None = None,
) -> tuple[Examples, Mapping[str, int], tuple[str, ...]]:
    if signal == "texture":
        return texture_examples(
            root,
            table.rows,
            signal,
            workers=workers,
            on_done=lambda done, of: on_step("describing faces", done, of),
        )
    units = next(s.units for s in load_signals().classes if s.name == signal)  # type: ignore[attr-defined]
    examples, left = raw_examples(table.rows, signal, units, names=names)
    return examples, left, ()


def _learn(
    examples: Examples,
    table: Table,
    left: Mapping[str, int],
    faults: tuple[str, ...],
    signal: str,
    seed: int,
    on_step: Step,
) -> Trained:
    """Hold out, fit, calibrate, and describe."""
    check_enough(examples.rows)
    steps = FOLDS + len(CURVE) + 3
    done = 0

    def step() -> None:
        nonlocal done
        on_step("learning", done, steps)
        done += 1

    by_picture = signal == "texture"
    indicate = not by_picture
    held = hold_out(examples, seed, step, indicate=indicate)
    ridge = choose_ridge(examples, seed, indicate=indicate)
    step()
    curve = learning_curve(examples, held.folds, ridge, seed, step, indicate=indicate)
    fit = fit_examples(examples, ridge, indicate=indicate)
    training = _training(examples, held, ridge, curve, signal, seed)
    null = None
    if by_picture:
        null, told = measure_null(table.rows)
        training = training.model_copy(update={"notes": (*training.notes, told)})
    network, onnx = _pictured(fit) if by_picture else _measured(examples, fit)
    file = ModelFile(
        name=f"{signal}-trained",
        version=training.data.sha256[:12],
        networks=(network,),
        prior=0.5,
        window=60 if by_picture else 1,
        cap=_cap(examples),
        calibration=_calibration(held),
        licence="as the takes that it was trained on",
        provenance=(
            f"trained by {training.generator} on {training.data.takes} takes of "
            f"{training.data.subjects} people, fingerprint {training.data.sha256[:12]}, "
            f"seed {seed}"
        ),
        training=training,
        texture_null=null,
    )
    on_step("learning", steps, steps)
    both = {**table.left_out}
    for reason, count in left.items():
        both[reason] = both.get(reason, 0) + count
    return Trained(file, onnx, dict(sorted(both.items())), (*table.faults, *faults))


def _measured(examples: Examples, fit: RidgeFit) -> tuple[Network, bytes]:
    """Return the network of a model that takes raw quantities."""
    onnx = linear([fit.weights.tolist()], [fit.offset])
    features = Features(
        names=examples.names,
        mean=tuple(fit.scale.mean.tolist()),
        std=tuple(fit.scale.std.tolist()),
        limit=LIMIT,
        missing="indicate",
        least=int((~np.isnan(examples.values)).sum(1).min()),
    )
    network = _network(onnx).model_copy(update={"features": features, "descriptor": None})
    return network, onnx


def _pictured(fit: RidgeFit) -> tuple[Network, bytes]:
    """Return the network of a model that takes the description of a face; scale included."""
    weights = fit.weights / fit.scale.std
    onnx = linear([weights.tolist()], [fit.offset - float(weights @ fit.scale.mean)])
    return _network(onnx), onnx


def _network(onnx: bytes) -> Network:
    """Return the description of a network; by itself it takes the description of a face."""
    return Network(
        file="model.onnx",
        sha256=hashlib.sha256(onnx).hexdigest(),
        descriptor=Descriptor(name="colour-texture"),
        score=ScoreOutput(output="y", kind="logits"),
    )


def _training(
    examples: Examples,
    held: HeldOut,
    ridge: float,
    curve: tuple[CurvePoint, ...],
    signal: str,
    seed: int,
) -> Training:
    trials = held.trials
    version = next(
        str(getattr(each, "version", ""))
        for each in load_signals().classes
        if each.name == signal
    )
    return Training(
        signal=signal,
        signal_version=version or "unknown",
        generator=generator(),
        created_utc=utc_now(),
        seed=seed,
        data=fingerprint(examples.rows),
        ridge=ridge,
        folds=held.folds.count,
        sessions_apart=held.folds.sessions_apart,
        auc=area(trials, seed=seed),
        held_out=assess(trials, outcomes_at(trials, 0.0), seed=seed),
        curve=curve,
        notes=_notes(examples, held, curve),
    )


def _notes(examples: Examples, held: HeldOut, curve: tuple[CurvePoint, ...]) -> tuple[str, ...]:
    """Return what the figures do not show, in plain words."""
    notes = list(demo_warning(examples.rows))
    people = len(examples.people)
    if people < FEW_PEOPLE:
        notes.append(
            f"{people} people are a first look: another {people} may give quite other figures"
        )
    if not held.folds.sessions_apart:
        notes.append(
            "training and test share sessions: on another day or in another light the errors "
            "may be more"
        )
    lost = len(examples.rows) - len(held.examples.rows)
    if lost:
        notes.append(
            f"{lost} of {len(examples.rows)} takes were judged by no fold, for their people "
            "stand on both sides; the model learnt from them"
        )
    species = {row.label for row in examples.rows if row.species is not None}
    if len(species) == 1:
        notes.append("one species only: what it says of any other attack is not known")
    notes.append(_would_more_help(curve))
    return tuple(notes)


def _would_more_help(curve: tuple[CurvePoint, ...]) -> str:
    """Read the learning curve aloud."""
    if len(curve) < 2:
        return "too few people for a learning curve"
    before, last = curve[-2], curve[-1]
    gain = before.cllr - last.cllr
    told = (
        f"from {before.subjects} to {last.subjects} people the cost went from "
        f"{before.cllr:.3f} to {last.cllr:.3f} bits"
    )
    if gain > 0.01:
        return f"{told}: more people would still help"
    if last.auc > 0.99:
        return f"{told}: more people of this kind would change little"
    return f"{told}: more people alone help little; the quantities do not tell the rest"


def _calibration(held: HeldOut) -> Calibration:
    """Return the straight line that makes held-out scores log-likelihood ratios."""
    rows = held.examples.rows
    people = len({row.subject for row in rows})
    slope, offset = fit_affine(
        held.logits,
        held.examples.bona_fide,
        [row.label for row in rows],
        [row.subject for row in rows],
        ridge=0.5 / people,
    )
    return Calibration(slope=slope, offset=offset, takes=len(rows))


def _cap(examples: Examples) -> tuple[float, float]:
    """Return the limits of the llr: no number of people proves more than about its logarithm.

    Had none of ``n`` people scored so low, the chance to do so would still be about
    ``1 / (n + 1)``; likewise for attacks, by who was before the camera.
    """
    of = {
        live: {row.subject for row in examples.rows if (row.species is None) is live}
        for live in (True, False)
    }
    low, high = CALIBRATED_CAP
    return max(-math.log(len(of[True]) + 1), low), min(math.log(len(of[False]) + 1), high)
