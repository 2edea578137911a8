"""Prepare a dataset of two people in BOX/disk/root, or erase one of them from it.

Usage: erasing.py prepare|erase BOX. The tests run ``erase`` under write_log.c.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from liveness.datasets.catalog import Catalog
from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.erasure.erasing import erase_subject
from liveness.datasets.journal import JournalWriter
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

FRAMES = 3


def packet(seed: int, i: int) -> bytes:
    """Bytes of a frame that no other frame has."""
    return random.Random(1000 * seed + i).randbytes(5_000)


def journal(root: DatasetRoot, seed: int, shown: Presentation, session: str) -> Path:
    header = TakeHeader(
        id=f"T20261122-10000{seed}-00000{seed}",
        session=root.start_session("lab", None, None, name=session).id,
        presentation=shown,
        consent=root.consents.get(f"C-{shown.subject}"),
        capture=CaptureInfo(source="x", kind="camera", width=1, height=1),
    )
    writer = JournalWriter(root.journal_path(header.id), header, sync="never")
    for i in range(FRAMES):
        writer.frame(FrameRecord(i, i * 33, i, Codec.CAMERA_JPEG, 1, 1, packet(seed, i)))
    writer.close(TakeEnd())
    return writer.path


def prepare(root: DatasetRoot) -> None:
    for subject in ("S1", "S2"):
        root.consents.add(Consent(id=f"C-{subject}", subject=subject))
    shown = Presentation.attack("print-matte", subject="S2", target="S1")
    own = root.finalise(journal(root, 1, Presentation(subject="S1"), "alone"))
    root.finalise(journal(root, 2, Presentation(subject="S2"), "visit"))
    root.finalise(journal(root, 3, shown, "visit"))
    journal(root, 4, Presentation(subject="S1"), "visit")
    book = PaiBook(root.path)
    book.add(Pai(id="P1", species="print-matte", target="S1"))
    book.attach("P1", "made.jpg", random.Random(5).randbytes(2_000))
    for folder, name, content in (
        ("scores", "live.jsonl", {"take": own.id, "sha256": own.sha256}),
        ("splits", "main.json", {"name": "main", "parts": {"a": [root.subject_key("S1")]}}),
        ("thumbnails", f"{own.id}.png", {}),
    ):
        (root.path / folder).mkdir()
        (root.path / folder / name).write_text(json.dumps(content) + "\n")
    with Catalog(root) as catalog:
        assert len(catalog.query()) == 3


if __name__ == "__main__":
    path = Path(sys.argv[2]) / "disk" / "root"
    if sys.argv[1] == "prepare":
        prepare(DatasetRoot.create(path))
    else:
        assert erase_subject(DatasetRoot.open(path), "S1", generator="test").clean
