"""A trained model on another dataset: what is lost from site to site."""

from __future__ import annotations

from dataclasses import replace

from liveness.datasets.errors import DataError
from liveness.datasets.metrics import assess, outcomes_at
from liveness.datasets.metrics.area import Area, area
from liveness.datasets.training import Across

from .folds import deal_folds
from .held_out import FOLDS, judge_across
from .trained import Trained
from .training_rows import Examples
from .trial_table import fingerprint


def judged_across(
    made: Trained, examples: Examples, others: Examples, seed: int, faults: tuple[str, ...]
) -> Trained:
    """Return the model with how it does on another dataset.

    Parameters
    ----------
    made
        The model.
    examples, others
        What it learnt from, and the takes of the other dataset with the same quantities.
    seed
        The model's.
    faults
        Files of the other dataset that could not be read.

    Raises
    ------
    DataError
        ``E-CAL-02``, when nothing there can be judged.
    """
    training = made.training
    indicate = training.signal != "texture"
    folds = deal_folds(examples.rows, FOLDS, seed)
    assert folds is not None  # hold_out dealt the same before
    held = judge_across(examples, others, folds, training.ridge, indicate=indicate)
    if held is None or len(set(held.examples.bona_fide.tolist())) < 2:
        raise DataError(
            "E-CAL-02",
            "the other dataset holds nothing that this model could be judged on",
            f"{len(others.rows)} takes",
            "give one with bona fide takes and attacks of which the signal sees something",
        )
    found = area(held.trials, seed=seed)
    lost = training.auc.value - found.value
    across = Across(
        data=fingerprint(held.examples.rows),
        auc=found,
        held_out=assess(held.trials, outcomes_at(held.trials, 0.0), seed=seed),
        auc_loss=lost,
        words=_lost(training.auc, found),
    )
    told = training.model_copy(
        update={
            "across": across,
            "notes": (across.words, *training.notes),
        }
    )
    file = made.file.model_copy(update={"training": told})
    return replace(made, file=file, faults=(*made.faults, *faults))


def _lost(here: Area, there: Area) -> str:
    """Say what is lost from one dataset to another."""
    told = f"on the other dataset the AUC is {there.value:.3f} in place of {here.value:.3f}"
    if there.high is not None and here.low is not None and there.high < here.low:
        return f"{told}: it is lost on the way, train on takes of that site"
    if there.value < here.value:
        return f"{told}: where the two intervals overlap, the loss may be chance"
    return f"{told}: nothing is lost"
