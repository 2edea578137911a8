"""A root of four small takes with faces at known places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets import store
from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.gathering import Keys, Status, Summary
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import AnalysisRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord

WIDTH, HEIGHT = 64, 48
BOX = (20, 12, 16, 20)
"""Of the landmarks in every frame with a face: x, y, width, height."""


def picture(seed: int, i: int) -> np.ndarray:
    """Noise that differs in every take and frame, ``(48, 64, 3)`` BGR."""
    rng = np.random.default_rng((seed, i))
    return rng.integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def _landmarks() -> np.ndarray:
    x, y, width, height = BOX
    points = np.random.default_rng(5).random((478, 3)).astype(np.float32)
    points[0, :2], points[1, :2] = 0, 1  # the box is met exactly
    return points * np.float32([width, height, 10]) + np.float32([x, y, -5])


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    for n in (1, 2, 3):
        made.consents.add(Consent(id=f"C{n}", subject=f"S{n}"))
    return made


@pytest.fixture(autouse=True)
def _finalise_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(journal: Path, out: Path, keys: Keys, status: Status | None, _: object) -> Summary:
        return finalise_journal(journal, out, keys, status)

    monkeypatch.setattr(store, "run_finalise", run)


AddTake = Callable[..., TakeRecord]


@pytest.fixture
def add_take(root: DatasetRoot) -> AddTake:
    """Adds a take: ``seed`` makes its pictures, ``faceless`` frames have no face."""
    made = 0

    def add(
        seed: int,
        presentation: Presentation,
        consent: str,
        *,
        frames: int = 10,
        faceless: tuple[int, ...] = (),
        session: str = "visit",
        **changes: object,
    ) -> TakeRecord:
        nonlocal made
        made += 1
        where = root.start_session("lab", "O1", "test camera", name=session)
        content: dict[str, object] = {
            "id": f"T20261122-10000{made}-{seed:06x}",
            "session": where.id,
            "presentation": presentation,
            "consent": root.consents.get(consent),
            "capture": CaptureInfo(
                source="test", kind="camera", device="cam", width=WIDTH, height=HEIGHT, fps=30
            ),
            "signals": {"depth": "1"},
            "units": {"depth": {}, "quality": {}},
            "generator": "test",
        }
        header = TakeHeader.model_validate(content | changes)
        path = root.journal_path(header.id)
        writer = JournalWriter(path, header, sync="never")
        for i in range(frames):
            data = encode(picture(seed, i), Codec.PNG)
            writer.frame(FrameRecord(i, i * 33_000_000, i, Codec.PNG, WIDTH, HEIGHT, data))
            known = i not in faceless
            signal = Evidence("depth", 0.5 * i, True, 0.75, ("relief",), {}, {}, None)
            nothing = Evidence.abstain("depth", "no face")
            writer.analysis(
                AnalysisRecord(
                    i,
                    _landmarks() if known else None,
                    (1.0, -2.0, 3.0) if known else None,
                    {"depth": signal if known else nothing},
                    FusedEvidence(0.5 * i, known, "undecided", False, {"depth": 0.5 * i}, ()),
                    {},
                )
            )
        writer.close(TakeEnd())
        return root.finalise(path)

    return add


@pytest.fixture
def takes(add_take: AddTake) -> list[TakeRecord]:
    """Two bona fide takes, and two attacks by S1 that show S2 and S3."""
    return [
        add_take(1, Presentation(subject="S1"), "C1"),
        add_take(2, Presentation(subject="S2"), "C2", frames=7, faceless=(0, 1)),
        add_take(3, Presentation.attack("print-matte", subject="S1", target="S2"), "C1"),
        add_take(4, Presentation.attack("replay-phone", subject="S1", target="S3"), "C1"),
    ]
