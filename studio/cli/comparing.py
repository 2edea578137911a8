"""Detectors side by side, for the terminal: ``evaluate --model``."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.markup import escape
from rich.table import Table

from liveness.datasets.metrics import Assessment
from liveness.studio.comparison import Comparison

from .assessed import rate_text

Line = str | Table


def comparison_lines(found: Comparison) -> Iterator[Line]:
    """Yield what is told of detectors, the verdicts first."""
    for told in found.verdicts:
        yield f"- {escape(told)}"
    data = found.data
    yield (
        f"\n{data.takes} takes: {data.bona_fide} bona fide, {data.attacks} attacks; "
        f"{data.subjects} people"
    )
    if found.left_out:
        left = "; ".join(f"{n} {escape(reason)}" for reason, n in found.left_out.items())
        yield f"left out: {left}"
    yield _table(found)
    yield _species(found)
    yield (
        "rates with their exact 95 % interval; 'calibrated here' is judged on people held out; "
        "'no answer' is no rejection"
    )
    if found.warnings:
        yield "\n[b]What these numbers do not show[/]"
    for warning in found.warnings:
        yield f"  - {escape(warning)}"


def _table(found: Comparison) -> Table:
    table = _plain("detectors on the same takes")
    for column in ("detector", "worst APCER", "species", "BPCER", "no answer", "Cllr, at best"):
        table.add_column(column)
    for system in found.systems:
        rates = system.assessment.rates
        silent = rates.bpnrr.errors + sum(each.apnrr.errors for each in rates.species)
        table.add_row(
            escape(system.title),
            rate_text(rates.apcer),
            escape(rates.worst_species or "-"),
            rate_text(rates.bpcer),
            str(silent),
            _cost(system.assessment),
        )
    return table


def _species(found: Comparison) -> Table:
    names = sorted({s.species for x in found.systems for s in x.assessment.rates.species})
    table = _plain("APCER by species")
    table.add_column("detector")
    for name in names:
        table.add_column(escape(name))
    for system in found.systems:
        by = {each.species: each.apcer for each in system.assessment.rates.species}
        cells = [rate_text(by.get(name)) for name in names]
        table.add_row(escape(system.title), *cells)
    return table


def _plain(title: str) -> Table:
    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)


def _cost(found: Assessment) -> str:
    made = found.information
    return "-" if made is None else f"{made.cllr:.3f}, {made.min_cllr:.3f}"
