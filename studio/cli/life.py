"""``verify``, ``recover``: the life of a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

from .shared import TAKE_COLUMNS, Format, emit, fail, note, progress, take_row

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


def verify(root: RootArgument, format_: FormatOption = Format.table) -> None:
    """Check every file of a dataset: checksums, schema, gaps, consents."""
    dataset = DatasetRoot.open(root)
    with progress() as bar:
        task = bar.add_task("verifying", total=None)
        faults = verify_root(
            dataset, progress=lambda done, of, _: bar.update(task, completed=done, total=of)
        )
    rows = [
        {"code": f.code, "severity": f.severity, "path": str(f.path), "text": f.text}
        for f in faults
    ]
    count = len(dataset.takes())
    emit(
        rows,
        ("code", "severity", "path", "text"),
        format_,
        empty=f"{root} is clean: {count} take{'' if count == 1 else 's'}, "
        "every frame's checksum holds",
    )
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(1)


def recover(root: RootArgument, format_: FormatOption = Format.table) -> None:
    """Finish the takes that a crash or a full disk left unfinished."""
    dataset = DatasetRoot.open(root)
    with dataset.locked(), progress() as bar:
        task = bar.add_task("recovering", total=None)
        results = recover_root(
            dataset, progress=lambda done, of, _: bar.update(task, completed=done, total=of)
        )
    takes = [result for result in results if isinstance(result, TakeRecord)]
    failures = [result for result in results if not isinstance(result, TakeRecord)]
    rows = [{**take_row(take), "frames_known_lost": take.frames_known_lost} for take in takes]
    emit(
        rows,
        (*TAKE_COLUMNS, "frames_known_lost"),
        format_,
        empty="nothing to recover" if not failures else "nothing could be recovered",
    )
    for failure in failures:
        fail(failure.error)
    if failures:
        note("what could not be recovered is kept in incoming/")
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("verify")(verify)
    app.command("recover")(recover)
