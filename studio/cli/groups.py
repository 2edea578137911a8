"""``consent groups``: how many people and takes there are of each group."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.groups import LEAST_PEOPLE
from liveness.datasets.store import DatasetRoot
from liveness.studio.people_rates import coverage_of_people

from .shared import Format, emit, note


def groups(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Count people and takes by age band, sex and skin tone, as far as they were told."""
    rows = [asdict(each) for each in coverage_of_people(DatasetRoot.open(root))]
    empty = "nobody told anything: it is asked in the consent dialog, and voluntary"
    emit(rows, ("kind", "group", "people", "bona_fide", "attacks"), format_, empty=empty)
    if any(row["people"] is None for row in rows):
        note(f"groups of fewer than {LEAST_PEOPLE} people are not counted")
