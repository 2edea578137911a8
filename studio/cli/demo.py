"""``demo``: the main job with no hardware."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress

from liveness.datasets.consent import Consent
from liveness.datasets.errors import UsageError
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root
from liveness.studio.demonstration import (
    FPS,
    SECONDS,
    DemoTake,
    ensure_consents,
    plan,
    record_demo_take,
    record_demo_takes,
)

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


class Look(StrEnum):
    """Camera and light of a demo site, see `liveness.capture.scenes.looks`."""

    a = "a"
    b = "b"


def run(
    headless: Annotated[bool, typer.Option(help="Open no window.")] = False,
    root: Annotated[Path, typer.Option("--out", help="The dataset.")] = Path("demo-dataset"),
    subjects: Annotated[int, typer.Option(min=1, max=24, help="Different people.")] = 2,
    takes: Annotated[int, typer.Option(min=1, max=1000, help="Takes to record.")] = 8,
    site: Annotated[str, typer.Option(help="Name of the site.")] = "demo",
    seed: Annotated[int, typer.Option(min=0, help="Seed of every motion and noise.")] = 0,
    seconds: Annotated[
        float, typer.Option(min=0.5, max=60, help="Length of a take.")
    ] = SECONDS,
    look: Annotated[
        Look,
        typer.Option(
            help="Camera and light: a, or b with other noise, sharpening, "
            "compression and light."
        ),
    ] = Look.a,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="Processes that record, without a window.")
    ] = 1,
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
        if workers > 1 or look is not Look.a or seconds != SECONDS:
            raise UsageError(
                "E-CMD-01",
                "--workers, --look and --seconds are for the demo without a window",
                "",
                "add --headless",
            )
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
    wish = Wish(site, seed, seconds, look.value, workers, Promises.of(privacy, None))
    records, failed = record_takes(root, subjects, takes, wish)
    emit([take_row(record) for record in records], TAKE_COLUMNS, format_, title="demo takes")
    _close(root, time.monotonic() - started, quiet=format_ is not Format.table)
    if failed:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Wish:
    """How demo takes are recorded without a window."""

    site: str = "demo"
    seed: int = 0
    seconds: float = SECONDS
    look: str = "a"
    workers: int = 1
    promises: Promises = field(default_factory=Promises)


def record_takes(
    root: Path, subjects: int, takes: int, wish: Wish
) -> tuple[list[TakeRecord], int]:
    """Record the demo's takes headless, with progress; return them and how many failed."""
    dataset = DatasetRoot.open_or_create(root)
    rows = plan(subjects, takes, wish.seed, wish.look)
    camera = "demo" if wish.look == "a" else f"demo-{wish.look}"
    with (
        visit(
            dataset, site=wish.site, operator="DEMO-O1", camera=camera, promises=wish.promises
        ) as session,
        progress() as bar,
    ):
        consents = ensure_consents(dataset, subjects)
        if wish.workers == 1:
            found = _one_by_one(dataset, session, consents, rows, wish, bar)
        else:
            found = record_demo_takes(
                dataset, session, consents, rows, seconds=wish.seconds, workers=wish.workers
            )
        return _told(found, len(rows), bar)


def _one_by_one(
    dataset: DatasetRoot,
    session: Session,
    consents: Mapping[int, Consent],
    rows: Sequence[DemoTake],
    wish: Wish,
    bar: Progress,
) -> Iterator[TakeRecord | str]:
    """Record takes in this process, with a bar for the frames of each."""
    for row in rows:
        frames = bar.add_task(f"{row.scene}, {row.subject + 1}", total=wish.seconds * FPS)
        yield record_demo_take(
            dataset,
            session,
            consents[row.subject],
            row,
            seconds=wish.seconds,
            on_frame=lambda _, task=frames: bar.advance(task),  # type: ignore[misc]
        )
        bar.remove_task(frames)


def _told(
    found: Iterator[TakeRecord | str], count: int, bar: Progress
) -> tuple[list[TakeRecord], int]:
    """Tell of each take as it comes; return the takes and the number of those that failed."""
    records: list[TakeRecord] = []
    total = bar.add_task("takes", total=count)
    for done, made in enumerate(found, 1):
        bar.advance(total)
        if isinstance(made, str):
            note(made)
            continue
        records.append(made)
        if not bar.console.is_terminal:
            note(f"take {done} of {count}: {made.label}, {made.frames} frames, {made.decision}")
    return records, count - len(records)


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
