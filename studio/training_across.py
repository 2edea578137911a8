"""A trained model on another dataset: what is lost from site to site."""

from __future__ import annotations

from dataclasses import replace

from liveness.datasets.errors import DataError
from liveness.datasets.metrics import ErrorRates, Rate, assess, outcomes_at
from liveness.datasets.metrics.area import Area, area
from liveness.datasets.training import Across

from .folds import deal_folds
from .held_out import FOLDS, judge_across
from .trained import Trained
from .training_rows import Examples
from .trial_table import fingerprint

Assessed = tuple[Area, ErrorRates]


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
    judged = assess(held.trials, outcomes_at(held.trials, 0.0), seed=seed)
    across = Across(
        data=fingerprint(held.examples.rows),
        auc=found,
        held_out=judged,
        auc_loss=lost,
        words=_lost((training.auc, training.held_out.rates), (found, judged.rates)),
    )
    told = training.model_copy(
        update={
            "across": across,
            "notes": (across.words, *training.notes),
        }
    )
    file = made.file.model_copy(update={"training": told})
    return replace(made, file=file, faults=(*made.faults, *faults))


def _lost(here: Assessed, there: Assessed) -> str:
    """Say what is lost from one dataset to another, in AUC and in errors at the threshold."""
    (home, errors), (away, more) = here, there
    told = f"on the other dataset the AUC is {away.value:.3f} in place of {home.value:.3f}"
    told += f"; accepted at 0 or more, BPCER {_rate(more.bpcer)} in place of "
    told += (
        f"{_rate(errors.bpcer)}, APCER of the worst species {_rate(more.apcer)} in place of "
    )
    told += _rate(errors.apcer)
    if away.high is not None and home.low is not None and away.high < home.low:
        return f"{told}: it is lost on the way, train on takes of that site"
    if any(
        now is not None and before is not None and (now.low or 0) > (before.high or 1)
        for before, now in ((errors.bpcer, more.bpcer), (errors.apcer, more.apcer))
    ):
        return f"{told}: the threshold does not hold there, train on takes of that site"
    if away.value < home.value or _more(errors, more):
        return f"{told}: where intervals overlap, the loss may be chance"
    return f"{told}: nothing is lost"


def _more(errors: ErrorRates, more: ErrorRates) -> bool:
    pairs = ((errors.bpcer, more.bpcer), (errors.apcer, more.apcer))
    return any(
        now is not None and before is not None and (now.value or 0) > (before.value or 0)
        for before, now in pairs
    )


def _rate(rate: Rate | None) -> str:
    if rate is None or rate.value is None:
        return "unknown"
    return f"{100 * rate.value:.1f} % ({rate.errors} of {rate.n})"
