"""``drift``: whether bona fide people still score as they did."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from liveness.datasets.store import DatasetRoot

from .calibrating import ReportFormat, scoring
from .shared import note, out

if TYPE_CHECKING:
    from liveness.studio.drifting import DriftOverTime, PeriodDrift


class Period(StrEnum):
    """What is compared with the reference."""

    day = "day"
    session = "session"


def run_drift(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    by: Annotated[Period, typer.Option(help="Compare days (UTC) or sessions.")] = Period.day,
    reference: Annotated[
        str | None,
        typer.Option(help="The day (2027-01-31) or session to compare with; else the first."),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(help="Compare with the takes of this profile; watch its score too."),
    ] = None,
    false_alarms: Annotated[
        float, typer.Option(help="Chance of an alarm when nothing moved, over all together.")
    ] = 0.05,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Score every take anew.")] = False,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="How to report.")
    ] = ReportFormat.table,
) -> None:
    """Tell whether the scores of bona fide people moved between days or sessions.

    Each person counts once a day. The rate of false alarms holds over all days and signals
    together; see docs/metrics.md.
    """
    from liveness.datasets.profile import Profile
    from liveness.studio.drifting import drift_over_time

    loaded = None if profile is None else Profile.load(profile)
    with scoring() as step:
        found = drift_over_time(
            DatasetRoot.open(root),
            by=by.value,
            reference=reference,
            profile=loaded,
            false_alarms=false_alarms,
            workers=workers,
            fresh=fresh,
            on_done=step,
        )
    for fault in found.faults:
        note(fault)
    if format_ is ReportFormat.json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        for line in _lines(found):
            out.print(line, soft_wrap=isinstance(line, str))
    if found.faults:
        raise typer.Exit(1)


def _lines(found: DriftOverTime) -> Iterator[str | Table]:
    """Yield what a person reads, the verdict first."""
    moved = [period for period in found.periods if period.drift and period.drift.alarm]
    if moved:
        yield f"[b]The scores moved[/] in {len(moved)} of {len(found.periods)}:"
        for period in moved:
            yield f"  {escape(_words(period))}"
    else:
        yield "[b]No drift was seen.[/] With few people a small one stays unseen."
    yield (
        f"compared with {escape(found.reference)}: {found.reference_takes} bona fide takes of "
        f"{found.reference_people} people; false alarms {100 * found.false_alarms:g} % over all"
    )
    if found.left_out:
        left = "; ".join(f"{n} {escape(reason)}" for reason, n in found.left_out.items())
        yield f"left out: {left}"
    yield _table(found)
    told = [f"{p.period}: not compared, {p.why}" for p in found.periods if p.drift is None]
    told += [
        f"{p.period}: not compared, {why}"
        for p in found.periods
        if p.drift is not None
        for why in p.drift.untested
    ]
    told += found.warnings
    if told:
        yield "\n[b]What these numbers do not show[/]"
    for line in told:
        yield f"  - {escape(line)}"


def _words(period: PeriodDrift) -> str:
    assert period.drift is not None
    parts = [
        f"{each.signal} {each.shift:+.2f} standard deviations "
        f"({'towards attack' if each.shift < 0 else 'towards bona fide'}, p = {each.p:.2g})"
        for each in period.drift.signals
        if each.alarm
    ]
    return f"{period.period}: {'; '.join(parts)}"


def _table(found: DriftOverTime) -> Table:
    table = Table(
        title="bona fide llr of each person's mean, natural log",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in (found.by, "people", "signal", "median then", "now", "shift (sd)", "p"):
        table.add_column(column, justify="left" if column in (found.by, "signal") else "right")
    for period in found.periods:
        for each in period.drift.signals if period.drift else ():
            table.add_row(
                escape(period.period),
                f"{each.n_reference}, {each.n_day}",
                f"{escape(each.signal)}{' moved' if each.alarm else ''}",
                f"{each.reference:+.2f}",
                f"{each.day:+.2f}",
                f"{each.shift:+.2f}",
                f"{each.p:.2g}",
            )
    return table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("drift")(run_drift)
