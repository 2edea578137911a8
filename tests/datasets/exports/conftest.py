"""A root of four small takes with faces at known places."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

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


def analysis(i: int, known: bool) -> AnalysisRecord:
    """What the signals said of frame ``i``, with a face or without."""
    signal = Evidence("depth", 0.5 * i, True, 0.75, ("relief",), {}, {}, None)
    return AnalysisRecord(
        i,
        _landmarks() if known else None,
        (1.0, -2.0, 3.0) if known else None,
        {"depth": signal if known else Evidence.abstain("depth", "no face")},
        FusedEvidence(0.5 * i, known, "undecided", False, {"depth": 0.5 * i}, ()),
        {},
    )


def finalise_here(
    journal: Path, out: Path, keys: Keys, status: Status | None, _: object
) -> Summary:
    return finalise_journal(journal, out, keys, status)


def _header(root: DatasetRoot, seed: int, who: Presentation, consent: str) -> TakeHeader:
    return TakeHeader(
        id=f"T20261122-10000{seed}-{seed:06x}",
        session=root.start_session("lab", "O1", "test camera", name="visit").id,
        presentation=who,
        consent=root.consents.get(consent),
        capture=CaptureInfo(
            source="test", kind="camera", device="cam", width=WIDTH, height=HEIGHT, fps=30
        ),
        signals={"depth": "1"},
        units={"depth": {}, "quality": {}},
        generator="test",
    )


def _add(
    root: DatasetRoot,
    seed: int,
    who: Presentation,
    consent: str,
    frames: int = 10,
    faceless: tuple[int, ...] = (),
) -> None:
    """Add a take; ``seed`` makes its pictures, frames ``faceless`` have no face."""
    header = _header(root, seed, who, consent)
    path = root.journal_path(header.id)
    writer = JournalWriter(path, header, sync="never")
    for i in range(frames):
        data = encode(picture(seed, i), Codec.PNG)
        writer.frame(FrameRecord(i, i * 33_000_000, i, Codec.PNG, WIDTH, HEIGHT, data))
        writer.analysis(analysis(i, i not in faceless))
    writer.close(TakeEnd())
    root.finalise(path)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bona fide takes, and two attacks by S1 that show S2 and S3."""
    root = DatasetRoot.create(tmp_path_factory.mktemp("made") / "root")
    for n in (1, 2, 3):
        root.consents.add(Consent(id=f"C{n}", subject=f"S{n}"))
    attack = Presentation.attack
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "run_finalise", finalise_here)
        _add(root, 1, Presentation(subject="S1"), "C1")
        _add(root, 2, Presentation(subject="S2"), "C2", frames=7, faceless=(0, 1))
        _add(root, 3, attack("print-matte", subject="S1", target="S2"), "C1")
        _add(root, 4, attack("replay-phone", subject="S1", target="S3"), "C1")
    return root.path


@pytest.fixture
def root(_made: Path, tmp_path: Path) -> DatasetRoot:
    shutil.copytree(_made, tmp_path / "root")
    return DatasetRoot.open(tmp_path / "root")


@pytest.fixture
def takes(root: DatasetRoot) -> list[TakeRecord]:
    return root.takes()


@pytest.fixture
def exporting() -> SimpleNamespace:
    """What makes takes, for tests that need others: tests are no package."""
    return SimpleNamespace(picture=picture, analysis=analysis, finalise_here=finalise_here)
