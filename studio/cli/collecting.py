"""``collect``: guided collection after a protocol."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from liveness.capture.sources import open_source
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.kept_protocol import kept_protocol, protocol_changes
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot, slots_of
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.collecting import Collection, Said, collect_step
from liveness.studio.guided import Guided
from liveness.studio.protocols import find_protocol
from liveness.studio.serving import Serving

from .promises import PrivacyOption, Promises, RetainOption, StationOption
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
    attack_source: Annotated[
        list[str] | None,
        typer.Option(
            help="SPECIES=SOURCE that serves attack steps, or demo for the demo's scenes; "
            "may be repeated."
        ),
    ] = None,
    auto: Annotated[
        bool, typer.Option("--auto", help="Record when the gates hold; warn after 5 s.")
    ] = False,
    headless: Annotated[bool, typer.Option("--headless", help="Open no window.")] = False,
    site: Annotated[str, typer.Option(help="Name of the site.")] = "unnamed-site",
    session: Annotated[str | None, typer.Option(help="Session to go on with.")] = None,
    target: Annotated[str | None, typer.Option(help="Whom the PAIs show (pseudonym).")] = None,
    pai: Annotated[str | None, typer.Option(help="Id of the PAI.")] = None,
    privacy: PrivacyOption = None,
    retain_until: RetainOption = None,
    station: StationOption = "",
    preroll: Annotated[bool, typer.Option(help="Store the 2 s before each take.")] = True,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Collect takes step by step after a protocol.

    With --auto the source serves the bona fide steps, and --attack-source the attack steps of
    its species: optional steps only where that is given. Without it the attack steps need a
    person who changes the PAI. What a session lacks is recorded, nothing twice.
    """
    check_pseudonyms(subject=subject, target=target, pai=pai, operator=operator)
    promises = Promises.of(privacy, retain_until, station)
    chosen = find_protocol(protocol)
    serving = _serving(attack_source or (), source, chosen)
    dataset = DatasetRoot.open(root)
    record = dataset.consents.require(consent, subject)
    chosen = _as_followed(dataset, session, chosen)
    if not _is_headless(headless, auto):
        code = _in_the_window(
            chosen, source, root, subject=subject, consent=consent, operator=operator,
            site=site, session=session, target=target, pai=pai, station=station,
            privacy=promises.privacy, name=protocol,
            retain_until=str(promises.retain_until) if promises.retain_until else None,
        )  # fmt: skip
        raise typer.Exit(code)
    _require_a_hand(auto)
    with visit(
        dataset, site=site, operator=operator, camera=source, protocol=chosen.id,
        seed=_seed(chosen), name=session, promises=promises, followed=chosen,
    ) as where:  # fmt: skip
        collection = Collection(
            dataset, chosen, where, record, subject, source, target=target, pai=pai,
            preroll=preroll,
        )  # fmt: skip
        run = _Run(collection, serving, auto)
        takes, faults = run.all()
        lacking = run.lacking()
    _report(takes, faults, lacking, where.id, format_)


def _as_followed(dataset: DatasetRoot, id_: str | None, protocol: Protocol) -> Protocol:
    """Return the protocol as a session that goes on was begun with; say what has changed."""
    session = next((one for one in dataset.sessions() if one.id == id_), None)
    if session is None or session.protocol != protocol.id:
        return protocol
    kept = kept_protocol(dataset.path, protocol.id, session.protocol_sha256)
    changes = () if kept is None else protocol_changes(kept, protocol)
    if changes:
        note(f"session {session.id} goes on as it was begun; since then: {'; '.join(changes)}")
    return kept or protocol


def _serving(attacks: Sequence[str], source: str, protocol: Protocol) -> Serving:
    """Return which source serves what; what is no source is said before anything else."""
    serving = Serving.parse(attacks, protocol)
    for spec in (source, *serving.attacks.values()):
        open_source(spec)  # not entered
    return serving


def _require_a_hand(auto: bool) -> None:
    if not auto and not sys.stdin.isatty():
        raise UsageError(
            "E-PRO-03",
            "collecting by hand needs a window or a terminal",
            "standard input is no terminal",
            "add --auto to record when the gates hold",
        )


def _report(
    takes: Sequence[TakeRecord], faults: int, lacking: Sequence[str], id_: str, format_: Format
) -> None:
    """Print the takes, and on the side what waits; exit 1 where a take failed or none came."""
    complete = not takes and not faults and not lacking
    for text in lacking:
        note(text)
    empty = f"session {id_} is complete" if complete else "no take came"
    emit([take_row(take) for take in takes], TAKE_COLUMNS, format_, empty=empty)
    if faults or not (takes or complete):
        raise typer.Exit(1)


def _is_headless(headless: bool, auto: bool) -> bool:
    """Return whether there will be no window, and say why where nobody asked for that."""
    if not headless and not has_display():
        note("no display: collecting headless")
        return True
    if auto and not headless:
        note("--auto records without the window")
    return headless or auto


def _seed(protocol: Protocol) -> int | None:
    """Return the seed of a new session: the protocol's, or a drawn one that is stored."""
    if protocol.order == "fixed" or protocol.seed is not None:
        return protocol.seed
    return secrets.randbelow(1 << 31)


def _in_the_window(
    protocol: Protocol, source: str, root: Path, name: str, **prefill: str | None
) -> int:
    """Open the studio on what is to be collected; the window leads through the protocol."""
    from liveness.studio.app import run as run_window

    note(f"the window leads through {protocol.title}")
    return run_window(source, root, prefill=prefill, protocol=name)


class _Run:
    """Goes through what a session lacks, as the window does.

    Parameters
    ----------
    collection
        What is collected.
    serving
        Which source serves which attack.
    auto
        Whether nobody is asked.
    """

    def __init__(self, collection: Collection, serving: Serving, auto: bool) -> None:
        self._collection, self._serving, self._auto = collection, serving, auto
        self._guided = Guided(
            collection.protocol,
            collection.session,
            collection.root.takes(),
            [collection.subject],
            optional=not auto or bool(serving.attacks),
        )
        self._guided.choose_subject(collection.subject)

    def _served(self, slot: Slot) -> bool:
        if not self._auto:
            return True
        if self._collection.protocol.step(slot.step).optional and slot.pai is None:
            return False
        return not self._serving.missing(self._collection, slot)

    def lacking(self) -> list[str]:
        """Return what waits, and for what, a line for each step."""
        found: dict[str, tuple[int, str]] = {}
        for slot in self._guided.coverage.missing(self._collection.subject):
            step = self._collection.protocol.step(slot.step)
            needs = self._serving.missing(self._collection, slot) if self._auto else ""
            if not step.optional:
                found[step.id] = (found.get(step.id, (0, ""))[0] + 1, needs)
        return [
            f"step {id_}: {count} take{'s' if count > 1 else ''} to come"
            + (f", it needs {needs}" if needs else "")
            for id_, (count, needs) in found.items()
        ]

    def all(self) -> tuple[list[TakeRecord], int]:
        """Record what is missing; return the takes, and how many failed."""
        takes: list[TakeRecord] = []
        faults = 0
        passed: set[Slot | str] = set()
        guided, subject = self._guided, self._collection.subject
        while True:
            # asked anew each time: the takes themselves may lengthen or end a stop rule
            left = [
                slot
                for slot in guided.coverage.missing(subject)
                if slot not in passed and slot.step not in passed and self._served(slot)
            ]
            if not left:
                return takes, faults
            slot = left[0]
            if not self._auto and not _ask(guided.protocol, slot):
                passed.add(slot.step)
                continue
            passed.add(slot)
            try:
                takes.append(self._take(slot))
            except LivenessError as error:
                faults += 1
                fail(error)
                if self._auto or error.code.startswith("E-DSK"):
                    return takes, faults

    def _take(self, slot: Slot) -> TakeRecord:
        guided = self._guided
        guided.go_to_slot(slot)
        place = guided.place()
        cut = None if place is None or place.cut_off is None else place.cut_off.id
        record = _one(self._serving.collection(self._collection, slot), slot, cut)
        guided.take_made(record, cut)
        return record


def _one(collection: Collection, slot: Slot, replaces: str | None) -> TakeRecord:
    with progress() as bar:
        task = bar.add_task(_name(collection.protocol, slot), total=None)

        def say(said: Said) -> None:
            note(f"{said.step.title}: {'warning: ' if said.warning else ''}{said.text}")

        return collect_step(collection, slot, say, lambda _: bar.advance(task), replaces)


def _name(protocol: Protocol, slot: Slot) -> str:
    """Return what a place of the protocol asks for, as an operator reads it."""
    step = protocol.step(slot.step)
    parts = [f"{step.title} ({slot.repetition} of {len(slots_of(step))})"]
    if slot.pai is not None and step.pais > 1:
        parts.append(f"PAI {slot.pai} of {step.pais}")
    if slot.lighting is not None:
        parts.append(f"{slot.lighting} light")
    if slot.distance_mm is not None:
        parts.append(f"at {slot.distance_mm / 10:.0f} cm")
    return ", ".join(parts)


def _ask(protocol: Protocol, slot: Slot) -> bool:
    typer.echo(f"\n{_name(protocol, slot)}\n  {protocol.step(slot.step).text}", err=True)
    return typer.confirm("  record it now?", default=True, err=True)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("collect")(run)
