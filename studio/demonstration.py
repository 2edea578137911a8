"""The main job with no hardware: labelled takes from the demo camera through the whole path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.demo import DemoSource
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.session import Session
from liveness.datasets.species import SPECIES
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice, TakeRecord

from .taking import TakeRequest, record_offline

SECONDS = 3.0
"""Length of a demo take."""

FPS = 30
"""Frames per second of the demo camera."""

FRAMES = round(SECONDS * FPS)
"""Frames of a demo take."""

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


def plan(subjects: int, takes: int, seed: int) -> list[DemoTake]:
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
            rows.append(DemoTake("bona-fide", who, who, seed + i))
            bona_fide += 1
            continue
        # each round begins with another presenter, or each would show but one species
        presenter = (attack + attack // len(attacks)) % subjects
        target = _partner(presenter, subjects)
        rows.append(DemoTake(attacks[attack % len(attacks)], presenter, target, seed + i))
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
    conditions = Conditions(lighting="demo", distance_mm=500)
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
    source = DemoSource(
        take.scene, seed=take.seed, subject=take.shown, frames=round(seconds * FPS)
    )
    request = TakeRequest(presentation(take), consent, session, codec=codec)
    with source, Analyser(context_of(source.info)) as analyser:
        return record_offline(root, request, source, analyser, on_frame=on_frame)
