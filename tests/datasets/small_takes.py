"""Whole takes of three frames of noise, quick to make, for tests of several datasets."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.durable import append_line
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.gathering import Keys
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.register import append_manifest, record_of
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord

WIDTH, HEIGHT, FRAMES = 32, 24, 3


def agree(root: DatasetRoot, subject: str, consent: str) -> None:
    """Add a consent unless it is there."""
    if not (root.path / "consents" / f"{consent}.json").exists():
        root.consents.add(Consent(id=consent, subject=subject))


def take_in(
    root: DatasetRoot,
    subject: str,
    *,
    session: str = "visit",
    consent: str | None = None,
    species: str | None = None,
    target: str | None = None,
    pai: str | None = None,
    lighting: str | None = None,
    protocol: str | None = None,
    step: str | None = None,
    seed: int | None = None,
    **header: object,
) -> TakeRecord:
    """Record, finalise (in this process) and register one take."""
    consent = consent or f"C-{subject}"
    agree(root, subject, consent)
    visit = root.start_session("lab", "O1", "test camera", name=session)
    conditions = Conditions(lighting=lighting)
    presentation = Presentation(subject=subject, conditions=conditions)
    if species is not None:
        presentation = Presentation.attack(
            species, subject=subject, target=target, pai=pai, conditions=conditions
        )
    content: dict[str, object] = {
        "id": root.new_take_id(),
        "session": visit.id,
        "presentation": presentation,
        "consent": root.consents.get(consent),
        "capture": CaptureInfo(source="test", kind="camera", width=WIDTH, height=HEIGHT),
        "protocol": protocol,
        "step": step,
    }
    made = TakeHeader.model_validate(content | header)
    journal = root.journal_path(made.id)
    writer = JournalWriter(journal, made, sync="never")
    noise = np.random.default_rng(seed)
    for i in range(FRAMES):
        picture = noise.integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
        data = encode(picture, Codec.RAW)
        writer.frame(FrameRecord(i, i * 33_000_000, 7 + i, Codec.RAW, WIDTH, HEIGHT, data))
    writer.close(TakeEnd())
    out = root.path / "sessions" / visit.id / f"{made.id}.h5"
    keys = Keys(
        subject_key=root.subject_key(subject),
        target_key=None if target is None else root.subject_key(target),
    )
    record = record_of(made, finalise_journal(journal, out, keys), out.name)
    append_line(out.parent / "takes.jsonl", record.model_dump_json())
    append_manifest(root.path, record)
    journal.unlink()
    return record


def content_of(root: Path) -> dict[str, bytes]:
    """Return every file of a dataset with its content, but for the catalogue."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith("catalog.sqlite")
    }
