"""``verify``, ``recover``: the life of a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.lock import steal
from liveness.datasets.recovery import StartUp, start_up
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.studio.protocols import shipped_protocols

from .erasing import open_still, receipt_lines
from .shared import TAKE_COLUMNS, Format, emit, fail, note, progress, take_row

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


def verify(root: RootArgument, format_: FormatOption = Format.table) -> None:
    """Check every file of a dataset: checksums, schema, gaps, consents."""
    dataset = DatasetRoot.open(root)
    with progress() as bar:
        task = bar.add_task("verifying", total=None)
        faults = verify_root(
            dataset,
            lambda done, of, _: bar.update(task, completed=done, total=of),
            protocols=shipped_protocols(),
        )
    rows = [
        {"code": f.code, "severity": f.severity, "path": f.path, "text": f.text, "fix": f.fix}
        for f in faults
    ]
    count = len(dataset.takes())
    emit(
        rows,
        ("code", "severity", "path", "text", "fix"),
        format_,
        empty=f"{root} is clean: {count} take{'' if count == 1 else 's'}, "
        "every frame's checksum holds",
    )
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(1)


def recover(
    root: RootArgument,
    steal_lock: Annotated[
        bool,
        typer.Option("--steal-lock", help="Take over from a computer that no longer runs."),
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Finish the takes and the erasure that a crash or a full disk left unfinished."""
    dataset = DatasetRoot.open(root)
    if steal_lock:
        holder = steal(dataset.path / "lock")
        if holder is not None:
            note(f"took the lock of process {holder.pid} on {holder.host}")
    with dataset.locked(), progress() as bar:
        task = bar.add_task("recovering", total=None)
        result = start_up(
            dataset,
            progress=lambda done, of, what: bar.update(
                task, completed=done, total=of or None, description=what or "recovered"
            ),
        )
    rows = [
        {**take_row(take), "frames_known_lost": take.frames_known_lost} for take in result.takes
    ]
    emit(
        rows,
        (*TAKE_COLUMNS, "frames_known_lost"),
        format_,
        empty="nothing to recover" if not result.failures else "nothing could be recovered",
    )
    _tell_erasure(dataset, result)
    for failure in result.failures:
        fail(failure.error)
    if result.failures:
        note("what could not be recovered is kept in incoming/")
    if result.failures or result.fault or (result.receipt and not result.receipt.complete):
        raise typer.Exit(1)


def _tell_erasure(dataset: DatasetRoot, result: StartUp) -> None:
    """Say on standard error what became of an erasure that was interrupted."""
    if result.fault is not None:
        fail(result.fault)
    if result.receipt is not None:
        for line in receipt_lines(result.receipt):
            note(line)
        if not result.receipt.complete:
            note(open_still(dataset))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("verify")(verify)
    app.command("recover")(recover)
