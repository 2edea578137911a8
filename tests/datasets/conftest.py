"""Takes, small and quick to make, for the tests of files."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets import merge_plan, store, verify
from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.gathering import Keys, Status, Summary
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import AnalysisRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader
from liveness.datasets.verify_take import TakeReport, check_take

WIDTH, HEIGHT = 32, 24


def _make_importable(name: str) -> None:
    """Load a helper beside us: tests are no package, and are collected after us."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


_make_importable("many_takes")
_make_importable("small_takes")


def picture(i: int) -> np.ndarray:
    """A picture of noise that differs in every frame, (24, 32, 3) BGR."""
    return np.random.default_rng(i).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def frame_record(i: int, *, index: int | None = None, codec: Codec = Codec.RAW) -> FrameRecord:
    data = encode(picture(i), codec)
    number = i if index is None else index
    return FrameRecord(number, number * 33_000_000, 7 + i, codec, WIDTH, HEIGHT, data)


def analysis_record(i: int) -> AnalysisRecord:
    """Evidence that changes with the frame; every third frame has no face."""
    if i % 3 == 2:
        nothing = FusedEvidence(0.0, False, "undecided", False, {"depth": 0.0}, ("no face",))
        return AnalysisRecord(
            i, None, None, {"depth": Evidence.abstain("depth", "no face")}, nothing
        )
    values = np.full((4, 5), float(i), np.float32)
    values[0, 0] = np.nan
    relief = SignalMap(
        values, "relief", "mm", -20.0, 20.0, (1.0, 2.0, 20.0, 16.0), None, "relief"
    )
    depth = Evidence(
        "depth",
        0.5 * i,
        True,
        0.75,
        ("relief 12 mm", "limit 8 mm"),
        {"relief": 12.0 + i},
        {"relief": "mm"},
        relief,
    )
    fused = FusedEvidence(0.5 * i, True, "accept", False, {"depth": 0.5 * i}, ("two families",))
    landmarks = np.arange(478 * 3, dtype=np.float32).reshape(478, 3) + i
    return AnalysisRecord(
        i, landmarks, (1.0, -2.0, 3.0), {"depth": depth}, fused, {"sharpness": 100.0 + i}
    )


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    return made


@pytest.fixture
def check_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check take files in this process: the child's own tests are in test_verify.py."""

    def reports(paths: Sequence[Path]) -> Iterator[TakeReport]:
        return (check_take(path) for path in paths)

    for module in (verify, merge_plan):
        monkeypatch.setattr(module, "take_reports", reports)


@pytest.fixture
def finalise_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finalise in this process: for tests of something else than the child."""

    def run(journal: Path, out: Path, keys: Keys, status: Status | None, _: object) -> Summary:
        return finalise_journal(journal, out, keys, status)

    monkeypatch.setattr(store, "run_finalise", run)


@pytest.fixture
def header_of(root: DatasetRoot) -> Callable[..., TakeHeader]:
    """Makes the header of a new take in ``root``."""
    session = root.start_session("lab", "O1", "test camera", name="visit")

    def make(**changes: object) -> TakeHeader:
        content: dict[str, object] = {
            "id": root.new_take_id(),
            "session": session.id,
            "presentation": Presentation(subject="S1"),
            "consent": root.consents.get("C1"),
            "capture": CaptureInfo(
                source="test",
                kind="camera",
                device="test camera",
                width=WIDTH,
                height=HEIGHT,
                fps=30.0,
                asked={"exposure": 100},
                got={"exposure": 98.5, "gain": None},
            ),
            "signals": {"depth": "1"},
            "units": {"depth": {"relief": "mm"}, "quality": {"sharpness": "1"}},
            "generator": "test",
            "zero_ns": 1_000,
        }
        return TakeHeader.model_validate(content | changes)

    return make


@pytest.fixture
def journal_of(root: DatasetRoot, header_of: Callable[..., TakeHeader]) -> Callable[..., Path]:
    """Writes the journal of a new take in ``root``."""

    def make(
        frames: int = 10, *, analysed: bool = False, end: bool = True, **changes: object
    ) -> Path:
        header = header_of(**changes)
        path = root.journal_path(header.id)
        writer = JournalWriter(path, header, sync="never")
        for i in range(frames):
            writer.frame(frame_record(i))
            if analysed:
                writer.analysis(analysis_record(i))
        if end:
            writer.close(TakeEnd())
        else:
            writer._stream.close()
        return path

    return make
