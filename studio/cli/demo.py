"""``demo``: the main job with no hardware."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root
from liveness.studio.demonstration import FRAMES, ensure_consents, plan, record_demo_take

from .promises import PrivacyOption, Promises
from .shared import (
    TAKE_COLUMNS,
    Format,
    emit,
    has_display,
    note,
    out,
    progress,
    take_row,
    visit,
)


def run(
    headless: Annotated[bool, typer.Option(help="Open no window.")] = False,
    root: Annotated[Path, typer.Option("--out", help="The dataset.")] = Path("demo-dataset"),
    subjects: Annotated[int, typer.Option(min=1, max=24, help="Different people.")] = 2,
    takes: Annotated[int, typer.Option(min=1, max=1000, help="Takes to record.")] = 8,
    site: Annotated[str, typer.Option(help="Name of the site.")] = "demo",
    seed: Annotated[int, typer.Option(min=0, help="Seed of every motion and noise.")] = 0,
    privacy: PrivacyOption = None,
    exit_: Annotated[bool, typer.Option("--exit", help="Close the window when done.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Record labelled takes from the demo camera through the whole real path.

    With a display the studio's window records them before your eyes and stays open on them.
    """
    if not headless and not has_display():
        note("no display: the demo runs headless")
        headless = True
    if not headless:
        from liveness.studio.app import run_demo

        code = run_demo(
            root,
            subjects=subjects,
            takes=takes,
            site=site,
            seed=seed,
            privacy=privacy.value if privacy else "full",
            exit_when_done=exit_,
        )
        raise typer.Exit(code)
    started = time.monotonic()
    promises = Promises.of(privacy, None)
    records = record_takes(root, subjects, takes, site, seed, promises)
    emit([take_row(record) for record in records], TAKE_COLUMNS, format_, title="demo takes")
    _close(root, time.monotonic() - started, quiet=format_ is not Format.table)


def record_takes(
    root: Path, subjects: int, takes: int, site: str, seed: int, promises: Promises
) -> list[TakeRecord]:
    """Record the demo's takes headless, with progress, and return their records."""
    dataset = DatasetRoot.open_or_create(root)
    records: list[TakeRecord] = []
    rows = plan(subjects, takes, seed)
    with (
        visit(
            dataset, site=site, operator="DEMO-O1", camera="demo", promises=promises
        ) as session,
        progress() as bar,
    ):
        consents = ensure_consents(dataset, subjects)
        total = bar.add_task("takes", total=len(rows))
        for row in rows:
            frames = bar.add_task(f"{row.scene}, {row.subject + 1}", total=FRAMES)
            record = record_demo_take(
                dataset,
                session,
                consents[row.subject],
                row,
                on_frame=lambda _, task=frames: bar.advance(task),  # type: ignore[misc]
            )
            records.append(record)
            bar.remove_task(frames)
            bar.advance(total)
            if not bar.console.is_terminal:
                note(
                    f"take {len(records)} of {len(rows)}: {record.label}, "
                    f"{record.frames} frames, {record.decision}"
                )
    return records


def _close(root: Path, seconds: float, *, quiet: bool) -> None:
    faults = verify_root(DatasetRoot.open(root))
    for fault in faults:
        note(f"{fault.code}: {fault.path}: {fault.text}")
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(1)
    if quiet:
        return
    # as it must be typed, and no markup of ours
    where = escape(shlex.quote(str(root)))
    out.print(
        "\nScores are log-likelihood ratios, above 0 means bona fide, and [b]uncalibrated[/b]; "
        "the demo proves the path, not an error rate.\n"
        f"{where} verified clean, {seconds:.0f} s in all. Next:\n"
        f"  liveness-studio --root {where}       the studio, where there is a display\n"
        f"  liveness-studio list {where}         the takes\n"
        f"  liveness-studio score {where}        fresh passes over them\n"
        f"  liveness-studio verify {where}       every checksum",
        soft_wrap=True,
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(run)
