"""``collect``: guided collection after a protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from liveness.capture.sources import open_source
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.protocol import Protocol, Step
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.collecting import Collection, Said, collect_step
from liveness.studio.protocols import find_protocol

from .shared import (
    TAKE_COLUMNS,
    Format,
    check_pseudonyms,
    emit,
    fail,
    has_display,
    note,
    progress,
    take_row,
    visit,
)


def run(
    protocol: Annotated[str, typer.Option(help="A shipped protocol or a TOML file.")],
    source: Annotated[str, typer.Option(help="camera:0, demo:bona-fide, a file, a URL.")],
    root: Annotated[Path, typer.Option("--out", help="The dataset.")],
    subject: Annotated[str, typer.Option(help="Who is before the camera (pseudonym).")],
    consent: Annotated[str, typer.Option(help="Id of the consent record of that person.")],
    operator: Annotated[str, typer.Option(help="Who works the studio (pseudonym).")],
    auto: Annotated[
        bool, typer.Option("--auto", help="Record when the gates hold; warn after 5 s.")
    ] = False,
    headless: Annotated[bool, typer.Option("--headless", help="Open no window.")] = False,
    site: Annotated[str, typer.Option(help="Name of the site.")] = "unnamed-site",
    session: Annotated[str | None, typer.Option(help="Session to go on with.")] = None,
    target: Annotated[str | None, typer.Option(help="Whom the PAIs show (pseudonym).")] = None,
    pai: Annotated[str | None, typer.Option(help="Id of the PAI.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Collect takes step by step after a protocol.

    With --auto a plain source serves the bona fide steps that are not optional; the attack
    steps need a person who changes the PAI.
    """
    check_pseudonyms(subject=subject, target=target, pai=pai, operator=operator)
    chosen = find_protocol(protocol)
    open_source(source)  # not entered: what is no source is bad usage, said before anything
    dataset = DatasetRoot.open(root)
    record = dataset.consents.require(consent, subject)
    if not headless and not has_display():
        note("no display: collecting headless")
        headless = True
    if auto and not headless:
        note("--auto records without the window")
        headless = True
    if not headless:
        code = _in_the_window(
            chosen, source, root, subject=subject, consent=consent, operator=operator,
            site=site, session=session, target=target, pai=pai,
        )  # fmt: skip
        raise typer.Exit(code)
    if not auto and not sys.stdin.isatty():
        raise UsageError(
            "E-PRO-03",
            "collecting by hand needs a window or a terminal",
            "standard input is no terminal",
            "add --auto to record when the gates hold",
        )
    with visit(
        dataset, site=site, operator=operator, camera=source, protocol=chosen.id, name=session
    ) as where:
        collection = Collection(
            dataset, chosen, where, record, subject, source, target=target, pai=pai
        )
        takes, faults = _run_steps(collection, auto)
    complete = not takes and not faults and _missing(collection, auto) == 0
    empty = f"session {where.id} is complete" if complete else "no take came"
    emit([take_row(take) for take in takes], TAKE_COLUMNS, format_, empty=empty)
    if faults or not (takes or complete):
        raise typer.Exit(1)


def _in_the_window(protocol: Protocol, source: str, root: Path, **prefill: str | None) -> int:
    """Open the studio on what is to be collected, and say what the protocol asks for."""
    from liveness.studio.app import run as run_window

    steps = "; ".join(
        f"{step.title} ({step.species or 'bona fide'}, {step.repetitions} x {step.seconds:g} s)"
        for step in protocol.steps
    )
    note(f"the window records what its form says; {protocol.title} asks for: {steps}")
    return run_window(source, root, prefill=prefill)


def _missing(collection: Collection, auto: bool) -> int:
    """Return how many takes the steps to run still lack."""
    done = _done(collection.root, collection.session.id)
    return sum(
        max(0, step.repetitions - done.get(step.id, 0))
        for step in _wanted(collection.protocol.steps, auto)
    )


def _wanted(steps: tuple[Step, ...], auto: bool) -> list[Step]:
    """Return the steps to run: alone, a source can only serve a live person."""
    if auto:
        return [step for step in steps if step.bona_fide and not step.optional]
    return list(steps)


def _run_steps(collection: Collection, auto: bool) -> tuple[list[TakeRecord], int]:
    takes: list[TakeRecord] = []
    faults = 0
    done = _done(collection.root, collection.session.id)
    for step in _wanted(collection.protocol.steps, auto):
        for repetition in range(done.get(step.id, 0) + 1, step.repetitions + 1):
            if not auto and not _ask(step, repetition):
                break
            try:
                takes.append(_one(collection, step, repetition))
            except LivenessError as error:
                faults += 1
                fail(error)
                if auto or error.code.startswith("E-DSK"):
                    return takes, faults
    return takes, faults


def _one(collection: Collection, step: Step, repetition: int) -> TakeRecord:
    with progress() as bar:
        task = bar.add_task(f"{step.title} {repetition}/{step.repetitions}", total=None)

        def say(said: Said) -> None:
            note(f"{said.step.title}: {'warning: ' if said.warning else ''}{said.text}")

        return collect_step(collection, step, repetition, say, lambda _: bar.advance(task))


def _done(root: DatasetRoot, session: str) -> dict[str, int]:
    """Return how many complete takes each step of a continued session has."""
    counts: dict[str, int] = {}
    for record in root.takes():
        if record.session == session and record.state == "complete" and record.step:
            counts[record.step] = counts.get(record.step, 0) + 1
    return counts


def _ask(step: Step, repetition: int) -> bool:
    typer.echo(f"\n{step.title} ({repetition} of {step.repetitions})\n  {step.text}", err=True)
    return typer.confirm("  record it now?", default=True, err=True)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("collect")(run)
