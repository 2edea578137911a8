"""``audit``: whether the label can be told without the face."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from liveness.datasets.store import DatasetRoot
from liveness.studio.auditing import audit, in_words

from .shared import Format, emit, note, out, progress


def run(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    seed: Annotated[int, typer.Option(help="Seed of the shuffles.")] = 0,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Say whether light, camera, hour or operator give the label away.

    A model of facts without a face is tried on held-out people. Exit status 0 whatever it
    finds, so read it.
    """
    dataset = DatasetRoot.open(root)
    with progress() as bar:
        task = bar.add_task("reading takes", total=None)
        found, left_out = audit(
            dataset,
            seed=seed,
            progress=lambda done, total, _: bar.update(task, completed=done, total=total),
        )
    for text in left_out:
        note(f"left out: {text}")
    if format_ is Format.json:
        typer.echo(found.model_copy().model_dump_json(indent=2))
        return
    rows = [
        {"fact": fact.fact, "auc": round(fact.auc, 3), "p": round(fact.p, 4)}
        for fact in found.facts
    ]
    emit(rows, ("fact", "auc", "p"), format_)
    if format_ is Format.table:
        for line in in_words(found):
            out.print(escape(line))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(run)
