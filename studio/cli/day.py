"""``day``: what was recorded on one day, as a table, a page or a PDF."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.store import DatasetRoot
from liveness.studio.day import Day, DayTake, day_of
from liveness.studio.day_file import check_ending, write_report

from .shared import Format, emit, note, progress

COLUMNS = ("time", "take", "subject", "label", "seconds", "result", "reasons", "operator")


def day(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    date_: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day; today by default."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the report there: a .html or a .pdf file.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to list the takes.")] = (
        Format.table
    ),
) -> None:
    """Report on one day: all takes by subject, species, result, reasons, operator and time."""
    if out is not None:
        check_ending(out)
    dataset = DatasetRoot.open(root)
    wanted: date | None = None if date_ is None else date_.date()
    with progress() as bar:
        task = bar.add_task("reading takes", total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        found = day_of(dataset, wanted, progress=tell)
    if not found.takes:
        days = ", ".join(other.isoformat() for other in found.others)
        note(f"no take on {found.day}" + (f"; days near it: {days}" if days else ""))
    if out is None:
        title = f"{found.dataset}, {found.day}, {found.zone}: {_takes(found)}"
        emit([_row(take) for take in found.takes], COLUMNS, format_, title=title)
        return
    write_report(found, out)
    typer.echo(f"{_takes(found)} of {found.day} in {out}")


def _takes(found: Day) -> str:
    return "1 take" if len(found.takes) == 1 else f"{len(found.takes)} takes"


def _row(take: DayTake) -> dict[str, object]:
    record = take.record
    return {
        "time": f"{take.begun:%H:%M:%S}",
        "begun": take.begun.isoformat(timespec="seconds"),
        "take": record.id,
        "subject": record.subject,
        "label": record.label,
        "pai": record.pai,
        "target": record.target,
        "session": record.session,
        "site": take.site,
        "operator": take.operator,
        "seconds": record.seconds,
        "frames": record.frames,
        "score": record.score,
        "decision": record.decision,
        "calibrated": take.calibrated,
        "result": take.result,
        "usable": record.usable,
        "reasons": "; ".join(take.reasons),
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("day")(day)
