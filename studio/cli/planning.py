"""What takes can show, and how many more a claim needs: of ``list`` and ``protocols``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from liveness.datasets.errors import UsageError
from liveness.datasets.planner import SampleSize, sample_sizes
from liveness.datasets.take import TakeRecord

from .shared import Format, emit, note

ClaimOption = Annotated[
    float | None,
    typer.Option(
        "--claim",
        help="Tell how many more takes would show this error rate, for instance 0.05.",
        show_default=False,
    ),
]


def checked_claim(claim: float) -> float:
    """Return a claim.

    Raises
    ------
    UsageError
        ``E-CMD-01``, when it is no rate, or takes more takes than anybody records.
    """
    if not 0.0001 <= claim < 1:
        raise UsageError(
            "E-CMD-01",
            f"{claim:g} is no rate that can be shown",
            "a rate lies between 0.0001 and 1",
            "give for instance --claim 0.05",
        )
    return claim


def tell_takes(takes: Iterable[TakeRecord], claim: float, format_: Format) -> None:
    """Print what takes show by their recorded decisions."""
    sizes = sample_sizes(takes, claim=checked_claim(claim))
    tell_sizes(sizes, format_, basis="errors are those of the recorded decisions")


def tell_sizes(sizes: Sequence[SampleSize], format_: Format, *, basis: str) -> None:
    """Print what takes can show.

    Parameters
    ----------
    sizes
        Label by label.
    format_
        How.
    basis
        Where the errors come from; a note under the table.
    """
    rows: list[dict[str, object]] = [
        {
            "label": each.label,
            "takes": each.takes,
            "errors": each.errors,
            "clusters": each.clusters,
            "shown": each.shown,
            "claim": each.claim,
            "more": each.more,
            "sentence": each.sentence,
        }
        for each in sizes
    ]
    if format_ is Format.table:
        emit(rows, ("label", "takes", "sentence"), format_)
        for each in sizes:
            if each.caution:
                note(f"{each.label}: {each.caution}")
        note(f"exact, one-sided, {100 * sizes[0].confidence:g} %; {basis}")
    else:
        emit(rows, tuple(rows[0]), format_)
