"""Datasets of several people, with everything of them that an erasure must find."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets.catalog import Catalog
from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.erasure import search
from liveness.datasets.erasure.frame_marks import read_marks
from liveness.datasets.journal import JournalWriter
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader, TakeRecord

HeaderOf = Callable[..., TakeHeader]


class ChildHere:
    """Answers in this process what the child would; its own tests use the real one."""

    def __init__(self, module: str) -> None:
        assert module == "liveness.datasets.erasure.frame_marks"

    def __enter__(self) -> ChildHere:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def ask(self, line: str, limit_s: float) -> str:
        assert limit_s > 0
        path, marks = json.loads(line)
        return read_marks(Path(path), marks=marks).model_dump_json()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read take files in this process: for tests of something else than the child."""
    monkeypatch.setattr(search, "Child", ChildHere)


class Crowd:
    """A dataset of several people under construction."""

    def __init__(self, root: DatasetRoot, header_of: HeaderOf) -> None:
        self.root = root
        self._header_of = header_of
        self._made = 0

    def journal(
        self,
        subject: str,
        *,
        target: str | None = None,
        frames: int = 3,
        session: str = "visit",
        **changes: object,
    ) -> Path:
        """Write the journal of a take whose frames are noise that occurs nowhere else."""
        root = self.root
        self._made += 1
        if not (root.path / "consents" / f"C-{subject}.json").exists():
            root.consents.add(Consent(id=f"C-{subject}", subject=subject))
        presentation = Presentation(subject=subject)
        if target is not None:
            presentation = Presentation.attack("print-matte", subject=subject, target=target)
        content = {
            "presentation": presentation,
            "consent": root.consents.get(f"C-{subject}"),
            "session": root.start_session("lab", "O1", "cam", name=session).id,
        }
        header = self._header_of(**(content | changes))
        path = root.journal_path(header.id)
        writer = JournalWriter(path, header, sync="never")
        for i in range(frames):
            data = np.random.default_rng((self._made, i)).bytes(24 * 32 * 3)
            writer.frame(FrameRecord(i, i * 33_000_000, i, Codec.RAW, 32, 24, data))
        writer.close(TakeEnd())
        return path

    def take(self, subject: str, **options: object) -> TakeRecord:
        """Register a take."""
        return self.root.finalise(self.journal(subject, **options))  # type: ignore[arg-type]

    def write(self, name: str, content: object) -> Path:
        """Write a file; anything but text and bytes as JSON."""
        path = self.root.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path


@pytest.fixture
def crowd(root: DatasetRoot, header_of: HeaderOf) -> Crowd:
    return Crowd(root, header_of)


@pytest.fixture
def full(crowd: Crowd) -> Crowd:
    """Three people, and of the first one, S1, everything that a dataset may hold."""
    own = crowd.take("S1", session="visit-a")
    shown = crowd.take("S2", target="S1")
    other = crowd.take("S2")
    crowd.take("S10")
    root = crowd.root
    root.supersede(own.id, shown.id)
    root.supersede(shown.id, other.id)
    waiting = crowd.journal("S1")
    crowd.journal("S10")
    keys = {label: root.subject_key(label) for label in ("S1", "S2", "S10")}
    crowd.write(f"sessions/visit/{shown.id}.h5.part", b"half")
    crowd.write(f"thumbnails/{own.id}.png", b"thumb of " + waiting.stem.encode())
    crowd.write(f"caches/{own.id}/0001.jpg", b"cached")
    scores = [{"take": r.id, "sha256": r.sha256, "score": 1.5} for r in (own, other, shown)]
    crowd.write("scores/live.jsonl", "".join(json.dumps(line) + "\n" for line in scores))
    rows = [f"sessions/{r.session}/{r.file},{r.label},1.5" for r in (own, other)]
    crowd.write("scores/live.csv", "\n".join(["path,label,score", *rows, ""]))
    parts = {"train": [keys["S1"], keys["S2"]], "test": [keys["S10"]]}
    crowd.write("splits/main.json", {"name": "main", "parts": parts})
    book = PaiBook(root.path)
    for id_, target in (("P1", "S1"), ("P1-b", "S2")):
        book.add(Pai(id=id_, species="print-matte", target=target))
        book.attach(id_, "made.jpg", np.random.default_rng(len(id_)).bytes(3000))
    crowd.write("profiles/gate.json", {"name": "gate", "takes": [own.id, other.id]})
    root.consents.add(Consent(id="C-old", subject="S1"))
    root.consents.withdraw("C-old")
    with Catalog(root) as catalog:
        assert len(catalog.query()) == 4
    return crowd
