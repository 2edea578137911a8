"""The main job with no hardware: labelled takes from the demo camera through the whole path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.demo import DemoSource
from liveness.capture.scenes.looks import LOOKS
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.session import Session
from liveness.datasets.species import SPECIES
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice, TakeRecord

from .engines import Died, LocalEngine, spread
from .taking import TakeRequest, journal_offline, record_offline

SECONDS = 3.0
"""Length of a demo take."""

FPS = 30
"""Frames per second of the demo camera."""

_FIRST = ("print-matte", "replay-monitor", "mask-rigid", "face-swap-live")


@dataclass(frozen=True, slots=True)
class DemoTake:
    """One take of the demo: what is shown, by whom, of whom."""

    scene: str
    """``bona-fide`` or a PAI species with a demo scene."""
    subject: int
    """Number of the subject before the camera, from 0."""
    shown: int
    """Number of the person whose face is seen; on an attack the target."""
    seed: int
    look: str = "a"
    """Camera and light of the site, see :mod:`liveness.capture.scenes.looks`."""


def plan(subjects: int, takes: int, seed: int, look: str = "a") -> list[DemoTake]:
    """Return the takes of a demo: every third or so bona fide, attacks of all families first.

    The first eight hold two bona fide takes and every attack that the demo camera renders.
    People present each other's faces in pairs, so that a split need not part presenter and
    target.
    """
    attacks = list(_FIRST) + [
        species.id for species in SPECIES if species.demo_scene and species.id not in _FIRST
    ]
    rows: list[DemoTake] = []
    bona_fide = attack = 0
    for i in range(takes):
        if i % 4 == 0:
            who = bona_fide % subjects
            rows.append(DemoTake("bona-fide", who, who, seed + i, look))
            bona_fide += 1
            continue
        # each round begins with another presenter, or each would show but one species
        presenter = (attack + attack // len(attacks)) % subjects
        target = _partner(presenter, subjects)
        scene = attacks[attack % len(attacks)]
        rows.append(DemoTake(scene, presenter, target, seed + i, look))
        attack += 1
    return rows


def _partner(number: int, subjects: int) -> int:
    """Return whose face somebody presents: 0 and 1 each other's, and so on."""
    other = number ^ 1
    return other if other < subjects else max(number - 1, 0)


def subject_id(number: int) -> str:
    """Return the pseudonym of a demo subject."""
    return f"DEMO-S{number + 1}"


def ensure_consents(root: DatasetRoot, subjects: int) -> dict[int, Consent]:
    """Return a consent record for each demo subject, adding those that are missing.

    The demo camera re-renders a picture that is in the public domain; the records are there so
    that the demo goes through the same gate as everybody.
    """
    known = {consent.id: consent for consent in root.consents}
    consents: dict[int, Consent] = {}
    for number in range(subjects):
        id_ = f"DEMO-C{number + 1}"
        if id_ not in known:
            known[id_] = Consent(id=id_, subject=subject_id(number), form_version="demo")
            root.consents.add(known[id_])
        consents[number] = root.consents.require(id_, subject_id(number))
    return consents


def presentation(take: DemoTake) -> Presentation:
    """Return the label of a demo take."""
    subject = subject_id(take.subject)
    conditions = Conditions(lighting=LOOKS[take.look].lighting, distance_mm=500)
    if take.scene == "bona-fide":
        return Presentation(subject=subject, conditions=conditions)
    return Presentation.attack(
        take.scene,
        subject=subject,
        target=subject_id(take.shown),
        pai=f"DEMO-{take.scene}-{take.shown + 1}",
        conditions=conditions,
    )


def record_demo_take(
    root: DatasetRoot,
    session: Session,
    consent: Consent,
    take: DemoTake,
    *,
    codec: CodecChoice = "auto",
    seconds: float = SECONDS,
    on_frame: Callable[[Snapshot], None] | None = None,
) -> TakeRecord:
    """Record one demo take as fast as the computer can, every frame analysed.

    Raises
    ------
    LivenessError
        As :func:`~liveness.studio.taking.record_offline`.
    """
    request = TakeRequest(presentation(take), consent, session, codec=codec)
    with _source(take, seconds) as source, Analyser(context_of(source.info)) as analyser:
        return record_offline(root, request, source, analyser, on_frame=on_frame)


def _source(take: DemoTake, seconds: float) -> DemoSource:
    return DemoSource(
        take.scene,
        seed=take.seed,
        subject=take.shown,
        frames=round(seconds * FPS),
        look=take.look,
    )


@dataclass(frozen=True, slots=True)
class _Errand:
    """One take for another process: everything that it needs, and nothing that is open."""

    root: Path
    session: Session
    consent: Consent
    take: DemoTake
    number: int
    seconds: float


def _journal(errand: _Errand) -> Path | str:
    """Record a take in this process, up to its journal; a fault is told."""
    take = errand.take
    request = TakeRequest(
        presentation(take), errand.consent, errand.session, number=errand.number
    )
    try:
        root = DatasetRoot.open(errand.root)
        with (
            _source(take, errand.seconds) as source,
            Analyser(context_of(source.info)) as analyser,
        ):
            return journal_offline(root, request, source, analyser)
    except LivenessError as error:
        return str(error)


def record_demo_takes(
    root: DatasetRoot,
    session: Session,
    consents: Mapping[int, Consent],
    rows: Sequence[DemoTake],
    *,
    seconds: float = SECONDS,
    workers: int = 2,
) -> Iterator[TakeRecord | str]:
    """Record takes in several processes; yield each in the order of the plan, or its fault.

    What is recorded does not depend on the number of processes. The takes are rendered,
    analysed and written to journals there; here, where the lock is held, they become files.

    Parameters
    ----------
    root
        The dataset root, locked by the caller.
    session, consents
        Where the takes belong, and the consent of each subject by number.
    rows
        The takes.
    seconds
        Length of a take.
    workers
        Processes to use.
    """
    errands = [
        _Errand(
            root.path,
            session,
            consents[row.subject],
            row,
            root.numbers.next(session.id),
            seconds,
        )
        for row in rows
    ]
    made: dict[int, Path | str | Died] = {}
    told = 0
    for place, found in spread(_journal, errands, workers, LocalEngine()):
        made[place] = found
        while told in made:
            yield _registered(root, made.pop(told), rows[told])
            told += 1


def _registered(root: DatasetRoot, made: Path | str | Died, take: DemoTake) -> TakeRecord | str:
    if isinstance(made, Died):
        return (
            f"{take.scene} of {subject_id(take.subject)}: the process that recorded it crashed"
        )
    if isinstance(made, str):
        return made
    try:
        return root.finalise(made)
    except LivenessError as error:
        return str(error)
