"""What a protocol comes to: every take it asks for, in which order, its hours and its disk."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .protocol import Protocol, Step

COUNTDOWN_S = 3.0
LIGHT_CHANGE_S = 120.0
"""Time to change the lamps, seconds; for the estimate."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One take that a protocol asks for of one subject."""

    step: str
    repetition: int
    """From 1, over all PAIs and conditions of the step: the take's name in the protocol."""
    pai: int | None
    """Which PAI of the species, from 1; ``None`` for a bona fide take."""
    lighting: str | None = None
    distance_mm: float | None = None


def slots_of(step: Step, *, accepted: Sequence[int] = ()) -> tuple[Slot, ...]:
    """Return every take of a step, in its own order: repetition by repetition.

    Parameters
    ----------
    step
        The step.
    accepted
        Accepted takes of each PAI so far, which may lengthen a stop rule.
    """
    lights: Sequence[str | None] = step.lighting or (None,)
    distances: Sequence[float | None] = step.distance_mm or (None,)
    pais: Sequence[int | None] = (None,) if step.bona_fide else range(1, step.pais + 1)
    conditions = list(itertools.product(lights, distances))
    rounds = _rounds(step, len(conditions), accepted)
    cells = itertools.product(range(rounds), enumerate(pais), conditions)
    made = [
        (n, i, Slot(step.id, n, pai, light, distance))
        for n, (_, (i, pai), (light, distance)) in enumerate(cells, 1)
    ]
    if step.stop is None:
        return tuple(slot for _, _, slot in made)
    left = [step.stop.needed(accepted[i] if i < len(accepted) else 0) for i in range(step.pais)]
    kept: list[Slot] = []
    for _, i, slot in made:
        if left[i] > 0:
            left[i] -= 1
            kept.append(slot)
    return tuple(kept)


def _rounds(step: Step, conditions: int, accepted: Sequence[int]) -> int:
    """Return how often all PAIs and conditions are gone through."""
    if step.stop is None:
        return step.repetitions
    most = max((step.stop.needed(count) for count in accepted), default=0)
    return -(-max(most, step.stop.presentations) // conditions)


def plan(
    protocol: Protocol, subject: str, *, seed: int | None = None, optional: bool = False
) -> tuple[Slot, ...]:
    """Return the takes of one subject in the order in which they are asked for.

    Parameters
    ----------
    protocol
        The protocol.
    subject
        Pseudonym; with a random order each subject has an order of its own.
    seed
        Seed of the session; the protocol's own where ``None``.
    optional
        Whether optional steps are planned too.
    """
    steps = [step for step in protocol.steps if optional or not step.optional]
    slots = [slot for step in steps for slot in slots_of(step)]
    blocks = [slots]
    if protocol.order == "random":
        used = protocol.seed if seed is None else seed
        blocks = _shuffled(slots, random.Random(f"{used}:{subject}"))
    if protocol.attacks_per_bona_fide is not None:
        blocks = [_alternated(block, protocol.attacks_per_bona_fide) for block in blocks]
    return tuple(slot for block in blocks for slot in block)


def _shuffled(slots: Iterable[Slot], draw: random.Random) -> list[list[Slot]]:
    """Shuffle within each light, and the lights: a lamp is changed as rarely as can be."""
    blocks: dict[str | None, list[Slot]] = {}
    for slot in slots:
        blocks.setdefault(slot.lighting, []).append(slot)
    lights = list(blocks)
    draw.shuffle(lights)
    for block in blocks.values():
        draw.shuffle(block)
    return [blocks[light] for light in lights]


def _alternated(slots: Sequence[Slot], ratio: float) -> list[Slot]:
    """Put a bona fide take after every ``ratio`` attacks; what is left over comes last."""
    live = [slot for slot in slots if slot.pai is None]
    attacks = [slot for slot in slots if slot.pai is not None]
    mixed: list[Slot] = []
    due = 0.0
    while live and attacks:
        if due < 1:
            mixed.append(live.pop(0))
            due += ratio
        else:
            mixed.append(attacks.pop(0))
            due -= 1
    return mixed + attacks + live


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a protocol's matrix: what is asked for under one condition."""

    step: str
    label: str
    """``bona-fide`` or the species."""
    lighting: str | None
    distance_mm: float | None
    pais: int
    takes: int
    """Takes of one subject."""
    seconds: float
    """Length of one take."""


def matrix(protocol: Protocol, *, optional: bool = True) -> tuple[Row, ...]:
    """Return how many takes each step asks for under each of its conditions."""
    rows: list[Row] = []
    for step in protocol.steps:
        if step.optional and not optional:
            continue
        counts: dict[tuple[str | None, float | None], int] = {}
        for slot in slots_of(step):
            key = (slot.lighting, slot.distance_mm)
            counts[key] = counts.get(key, 0) + 1
        rows += [
            Row(
                step.id,
                step.species or "bona-fide",
                light,
                distance,
                0 if step.bona_fide else step.pais,
                takes,
                step.seconds,
            )
            for (light, distance), takes in counts.items()
        ]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a protocol costs."""

    takes: int
    bona_fide: int
    attacks: int
    hours: float
    """Of one camera and one operator."""
    recorded_s: float
    bytes: float
    """On the disk, at the rate that was given."""


def estimate(
    protocol: Protocol, *, subjects: int | None = None, bytes_per_s: float = 36e6
) -> Estimate:
    """Return takes, hours and disk space of a protocol without its optional steps.

    Parameters
    ----------
    protocol
        The protocol.
    subjects
        Number of people; as the protocol plans where ``None``.
    bytes_per_s
        Data rate: 36 MB/s is lossless 720p at 30 fps, a camera's own JPEG some 9 MB/s at
        1080p (docs/measurements.md).
    """
    people = protocol.subjects if subjects is None else subjects
    steps = {step.id: step for step in protocol.steps}
    slots = plan(protocol, "")
    recorded = sum(steps[slot.step].seconds for slot in slots)
    changes = sum(a.lighting != b.lighting for a, b in itertools.pairwise(slots))
    one = recorded + len(slots) * (protocol.setup_s + COUNTDOWN_S) + changes * LIGHT_CHANGE_S
    live = sum(slot.pai is None for slot in slots)
    return Estimate(
        takes=people * len(slots),
        bona_fide=people * live,
        attacks=people * (len(slots) - live),
        hours=people * one / 3600,
        recorded_s=people * recorded,
        bytes=people * recorded * bytes_per_s,
    )


__all__ = ["Estimate", "Row", "Slot", "estimate", "matrix", "plan", "slots_of"]
