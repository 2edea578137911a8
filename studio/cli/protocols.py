"""``protocols``: which there are, what one asks for, and what it takes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape

from liveness.datasets.errors import LivenessError
from liveness.datasets.planner import planned_sizes
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import estimate, matrix
from liveness.studio.protocols import find_protocol, own_protocols, shipped_protocols

from .planning import ClaimOption, checked_claim, tell_sizes
from .shared import EXIT_FAULT, Format, emit, fail, out

ROW_COLUMNS = ("step", "label", "lighting", "distance_mm", "pais", "takes", "seconds")


def run(
    name: Annotated[
        str | None, typer.Argument(help="One to show: an id or a TOML file.")
    ] = None,
    subjects: Annotated[
        int | None, typer.Option(min=1, help="Reckon with this many people.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a protocol file.")
    ] = False,
    claim: ClaimOption = None,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """List the collection protocols, or show one: its matrix, hours and disk.

    A TOML file of your own is checked on the way; a fault names its line and field.
    """
    if schema:
        typer.echo(json.dumps(Protocol.model_json_schema(), indent=2))
    elif name is None:
        _list(format_)
    else:
        protocol = find_protocol(name)
        if claim is not None:
            sizes = planned_sizes(protocol, subjects=subjects, claim=checked_claim(claim))
            tell_sizes(sizes, format_, basis="once every take is there and none errs")
        else:
            _show(protocol, subjects, format_)


def _list(format_: Format) -> None:
    rows = []
    own = [found for _, found in own_protocols()]
    for error in own:
        if isinstance(error, LivenessError):
            fail(error)
    for protocol in (*shipped_protocols(), *own):
        if isinstance(protocol, LivenessError):
            continue
        cost = estimate(protocol)
        rows.append(
            {
                "id": protocol.id,
                "title": protocol.title,
                "subjects": protocol.subjects,
                "takes": cost.takes,
                "hours": round(cost.hours, 1),
                "gigabytes": round(cost.bytes / 1e9, 1),
                "text": protocol.text,
            }
        )
    emit(rows, ("id", "title", "subjects", "takes", "hours", "gigabytes"), format_)
    if any(isinstance(found, LivenessError) for found in own):
        raise typer.Exit(EXIT_FAULT)


def _show(protocol: Protocol, subjects: int | None, format_: Format) -> None:
    cost = estimate(protocol, subjects=subjects)
    rows = [
        {
            "step": row.step,
            "label": row.label,
            "lighting": row.lighting,
            "distance_mm": row.distance_mm,
            "pais": row.pais,
            "takes": row.takes,
            "seconds": row.seconds,
        }
        for row in matrix(protocol)
    ]
    if format_ is Format.json:
        content = {"protocol": protocol.id, "version": protocol.version, **asdict(cost)}
        typer.echo(json.dumps({**content, "matrix": rows}, indent=2))
        return
    if format_ is Format.table:
        out.print(f"[b]{escape(protocol.title)}[/] ({protocol.id}, version {protocol.version})")
        if protocol.text:
            out.print(escape(protocol.text))
    emit(rows, ROW_COLUMNS, format_)
    if format_ is Format.table:
        people = protocol.subjects if subjects is None else subjects
        who = "1 person" if people == 1 else f"{people} people"
        out.print(
            f"takes of one person in the table; with {who} {cost.takes} takes: "
            f"{cost.bona_fide} bona fide, {cost.attacks} attacks, "
            f"about {cost.hours:.1f} hours, {cost.bytes / 1e9:.0f} GB lossless at 720p"
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("protocols")(run)
