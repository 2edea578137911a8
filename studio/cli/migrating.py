"""``migrate``: a dataset of an earlier schema, copied into the present one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.migration import migrate_root
from liveness.studio.protocols import shipped_protocols

from .shared import note, progress


def migrate(
    root: Annotated[Path, typer.Argument(help="The dataset; it stays as it is.")],
    out: Annotated[Path, typer.Option("--out", help="A new folder for the copy.")],
) -> None:
    """Copy a dataset of an earlier schema to a new folder, in the present schema."""
    with progress() as bar:
        tasks = {name: bar.add_task(name, total=None) for name in ("reading", "copying")}
        done = migrate_root(
            root,
            out,
            protocols=shipped_protocols(),
            progress=lambda name, count, of, _: bar.update(
                tasks[name], completed=count, total=of
            ),
        )
    takes = "1 take" if done.takes == 1 else f"{done.takes} takes"
    typer.echo(
        f"{done.root.path} has {takes} in schema {done.root.info.schema_version}; "
        f"{done.filled} of their lines say more than before; {root} is as it was"
    )
    for fault in done.faults:
        note(str(fault))
    if any(fault.severity == "error" for fault in done.faults):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("migrate")(migrate)
