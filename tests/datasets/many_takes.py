"""Registers takes by writing their lines: quick, for tests and benchmarks of thousands."""

from __future__ import annotations

import random
from pathlib import Path

from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

LABELS = ("bona-fide", "print-matte", "print-bent", "replay-phone", "mask-rigid")
LIGHTS = ("office", "window", "dark")


def register_many(path: Path, *, sessions: int, takes: int, subjects: int) -> DatasetRoot:
    """Make a dataset of ``sessions`` times ``takes`` takes without files, of known content."""
    root = DatasetRoot.create(path)
    chance = random.Random(5)
    for number in range(sessions):
        session = f"S{number:05}"
        content = {"id": session, "site": f"site-{number % 3}", "operator": f"O{number % 4}"}
        visit = Session.model_validate({**content, "camera": f"camera {number % 2}"})
        folder = path / "sessions" / session
        folder.mkdir()
        (folder / "session.json").write_text(visit.model_dump_json())
        lines = [
            _record(session, number * takes + i, i, chance, subjects).model_dump_json()
            for i in range(takes)
        ]
        (folder / "takes.jsonl").write_text("\n".join(lines) + "\n")
    return root


def _record(
    session: str, number: int, i: int, chance: random.Random, subjects: int
) -> TakeRecord:
    label = LABELS[number % len(LABELS)]
    person = number // len(LABELS) % subjects
    attack = label != "bona-fide"
    name = f"T{number:06}"
    return TakeRecord(
        id=name,
        session=session,
        file=f"{name}.h5",
        sha256=f"{number:064x}",
        frames=60 + number % 90,
        seconds=2.0 + number % 90 / 30,
        faces=60,
        label=label,
        subject=f"P{person:04}",
        target=f"P{(person + 1) % subjects:04}" if attack and number % 11 == 0 else None,
        lighting=LIGHTS[number % len(LIGHTS)],
        protocol="quick-check",
        step=label,
        repetition=1 + i % 3,
        score=round(chance.gauss(-2.0 if attack else 2.0, 1.5), 3),
        decision="undecided",
        status="incomplete" if number % 50 == 7 else "complete",
        created_utc=f"2026-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00.000Z",
        registered_utc=f"2026-12-01T00:00:00.{number % 1000:03}Z",
    )
