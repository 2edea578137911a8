"""Scores of takes that do not keep whole pictures say what they go without."""

from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.studio.demonstration import DemoTake, ensure_consents, record_demo_take
from liveness.studio.rescoring import ScoreRecord, score_path

MODES: tuple[PrivacyMode, ...] = ("full", "face", "signals")


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same demo take in every mode."""
    root = DatasetRoot.create(tmp_path_factory.mktemp("modes") / "root")
    consent = ensure_consents(root, 1)[0]
    found = {}
    for mode in MODES:
        session = root.start_session("lab", None, "demo", name=mode, privacy=mode)
        row = DemoTake("bona-fide", 0, 0, seed=1)
        record = record_demo_take(root, session, consent, row, seconds=0.7)
        found[mode] = root.take_path(record)
    return found


@pytest.fixture(scope="module")
def scores(takes: dict[str, Path]) -> dict[str, ScoreRecord]:
    return {mode: score_path(path) for mode, path in takes.items()}


def test_a_take_without_pictures_is_scored_by_what_it_holds(
    scores: dict[str, ScoreRecord],
) -> None:
    full, stored = scores["full"], scores["signals"]
    assert stored.error is None
    assert (stored.privacy, stored.landmarks) == ("signals", "stored")
    assert "keeps no pictures" in stored.missing
    assert "(offline)" in stored.missing
    assert (stored.frames, stored.faces, stored.seconds) == (
        full.frames,
        full.faces,
        full.seconds,
    )
    # an offline pass is repeatable: what was stored is what a fresh pass says
    assert (stored.score is None) == (full.score is None)
    assert stored.decision == full.decision
    for name, signal in full.signals.items():
        assert stored.signals[name].valid == signal.valid
        assert stored.signals[name].llr == pytest.approx(signal.llr, abs=1e-5)
        assert stored.signals[name].raw == pytest.approx(signal.raw, rel=1e-5, abs=1e-6)
        assert stored.signals[name].units == signal.units
        assert "; ".join(signal.reasons) == "; ".join(stored.signals[name].reasons)


def test_a_take_of_the_face_is_scored_and_says_what_it_lacks(
    scores: dict[str, ScoreRecord],
) -> None:
    face = scores["face"]
    assert face.error is None
    assert (face.privacy, face.frames) == ("face", scores["full"].frames)
    assert "outside the face was not kept" in face.missing
    assert scores["full"].missing == ""


def test_a_damaged_take_without_pictures_is_an_error(
    takes: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "cut.h5"
    path.write_bytes(takes["signals"].read_bytes()[:5000])
    record = score_path(path)
    assert record.error is not None
    assert record.error.code == "E-DAT-02"
