"""A signal with a model inside, alone and in the analyser."""

from __future__ import annotations

import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np
import pytest
from capture_fakes import FixedTracker, Steady, face, frame, slot_analyser

from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.model import ModelScorer
from liveness.capture.signal import Signal
from liveness.capture.slotted import SlottedSignal
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import ModelBytes, read_model


def slotted(eye_model: ModelBytes, llr: float | None, quality: float = 1.0) -> SlottedSignal:
    inner = Steady()
    inner.llr, inner.quality = llr, quality
    return SlottedSignal(inner, ModelScorer(eye_model))


def test_a_slotted_signal_is_still_that_signal(eye_model: ModelBytes) -> None:
    subject = slotted(eye_model, None)
    assert isinstance(subject, Signal)
    assert (subject.name, subject.family, subject.title) == ("steady", "texture", "Steady")
    assert subject.version.startswith("3 with tiny 1 (")
    assert eye_model.file.networks[0].sha256[:12] in subject.version
    assert f"cv2.dnn {cv2.__version__}" in subject.version
    assert subject.cap == (-6.0, 2.0)
    assert {"frames", "model_p", "model_llr", "model_1_p"} <= set(subject.units)


def test_where_the_signal_abstains_the_model_speaks(eye_model: ModelBytes) -> None:
    subject = slotted(eye_model, None)
    subject.update(frame(0, blue=1, red=2), face())
    found = subject.evidence()
    assert found.valid
    assert not found.calibrated
    assert found.llr == pytest.approx(1.0, abs=1e-4)
    assert found.quality == 1.0
    assert found.raw["model_p"] == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-4)
    assert found.raw["frames"] == 1.0
    assert set(found.raw) <= set(found.units)
    assert found.reasons == (
        "the model tiny says P(bona fide) 0.731 over 1 frame",
        "no pattern",
    )


@pytest.mark.parametrize(
    ("own", "quality", "red", "expected"),
    [
        (0.5, 1.0, 2, 0.5 + 1.0),  # both for
        (0.5, 0.4, 2, 0.5 * 0.4 + 1.0),  # each by its own quality
        (0.5, 1.0, 0, 0.5 - 1.0),  # the model against
        (-2.5, 1.0, 0, -2.5 - 1.0),  # both against
        (-2.5, 1.0, 2, -2.5),  # a network takes nothing from a measured attack
    ],
)
def test_both_llrs_are_weighed_by_their_qualities(
    eye_model: ModelBytes, own: float, quality: float, red: int, expected: float
) -> None:
    subject = slotted(eye_model, own, quality)
    subject.update(frame(0, blue=1, red=red), face())
    found = subject.evidence()
    assert found.quality * found.llr == pytest.approx(expected, abs=1e-4)
    assert any("the model tiny" in reason for reason in found.reasons)


def test_more_of_either_never_lowers_the_sum(eye_model: ModelBytes) -> None:
    sums = []
    for red in range(5):
        subject = slotted(eye_model, 0.0)
        subject.update(frame(0, blue=2, red=red), face())
        assert isinstance(subject.inner, Steady)
        for own in (-4.0, -1.0, -0.01, 0.0, 0.01, 0.5):
            subject.inner.llr = own
            sums.append(subject.evidence().llr)
    table = np.array(sums).reshape(5, 6)
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) >= 0).all()


def test_without_a_face_the_model_is_silent_and_says_so(eye_model: ModelBytes) -> None:
    subject = slotted(eye_model, -1.0)
    subject.update(frame(0), None)
    found = subject.evidence()
    assert found.llr == -1.0
    assert "model_p" not in found.raw
    assert found.reasons[-1] == "the model tiny is silent: no face was scored yet"


def test_a_network_that_raises_leaves_the_physical_evidence(
    eye_model: ModelBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = slotted(eye_model, -1.0)
    subject.update(frame(0), face())
    before = subject.evidence()
    _, runtime = subject.scorer._networks[0]
    calls = []

    def broken(blob: object) -> list[Any]:
        calls.append(blob)
        raise RuntimeError("out of\nmemory")

    monkeypatch.setattr(runtime, "run", broken)
    for i in range(1, 7):
        subject.update(frame(i), face())
    found = subject.evidence()
    assert "model_p" in before.raw
    assert (found.llr, found.quality) == (-1.0, 1.0)
    assert found.raw == {"frames": 7.0}
    assert found.reasons == (
        "a pattern",
        "the model tiny failed: RuntimeError: out of memory",
    )
    assert len(calls) == 1, "a fault does not change the schedule"
    monkeypatch.undo()
    for i in range(7, 11):
        subject.update(frame(i), face())
    assert "model_p" in subject.evidence().raw


def test_the_models_map_is_shown_in_place_of_the_signals(map_model: ModelBytes) -> None:
    subject = slotted(map_model, None)
    subject.update(frame(0, blue=7), face())
    assert subject.evidence().map is None
    shown = subject.evidence(with_map=True).map
    assert shown is not None
    assert shown.title == "of the model"
    subject.show_map = False
    shown = subject.evidence(with_map=True).map
    assert shown is not None
    assert shown.unit == "dB"


def test_a_reset_forgets_both(eye_model: ModelBytes) -> None:
    subject = slotted(eye_model, None)
    subject.update(frame(0), face())
    subject.reset()
    assert not subject.evidence().valid
    assert subject.evidence().raw == {"frames": 0.0}


def test_an_analyser_takes_models(eye_model: ModelBytes) -> None:
    with slot_analyser(eye_model) as subject:
        found = subject.process(frame(0, blue=0, red=200))
        assert found.evidence["steady"].llr == 1.5
        assert found.fused.contributions["steady"] == 1.5
        assert "with tiny 1" in subject.versions()["steady"]
        assert subject.units()["steady"]["model_p"] == "1"


def test_a_model_that_cannot_be_run_is_refused_at_once(
    tmp_path: Path, tiny_onnx: ModuleType, eye_model: ModelBytes
) -> None:
    broken = read_model(tiny_onnx.write_model(tmp_path / "b", b"no network"))
    with slot_analyser() as subject:
        with pytest.raises(LivenessError, match="E-MOD-13"):
            subject.set_model("steady", broken)
        with pytest.raises(LivenessError, match="E-MOD-15: there is no signal 'colour'"):
            subject.set_model("colour", eye_model)
        assert not subject.process(frame(0)).evidence["steady"].valid


def told(snapshot: Snapshot, name: str) -> tuple[Any, ...]:
    item = snapshot.evidence[name]
    return item.llr, item.valid, item.quality, item.reasons, dict(item.raw)


def test_a_swap_leaves_every_other_signal_as_it_was(eye_model: ModelBytes) -> None:
    with slot_analyser() as plain, slot_analyser() as swapped:
        for i in range(12):
            if i == 4:
                swapped.set_model("steady", eye_model)
            if i == 9:
                swapped.set_model("steady", None)
            one, two = plain.process(frame(i)), swapped.process(frame(i))
            assert told(one, "other") == told(two, "other")
            assert two.evidence["steady"].raw["frames"] == i + 1, "its state stays, too"
            assert two.evidence["steady"].valid == (4 <= i < 9)
        assert told(one, "steady") == told(two, "steady")
        assert one.fused == two.fused


def test_another_model_takes_the_place_of_the_first(
    eye_model: ModelBytes, map_model: ModelBytes
) -> None:
    with slot_analyser(eye_model) as subject:
        subject.process(frame(0))
        subject.set_model("steady", map_model)
        subject.process(frame(1))
        (slot, _) = subject.signals
        assert isinstance(slot, SlottedSignal)
        assert isinstance(slot.inner, Steady)
        assert slot.scorer.model is map_model


def test_a_swap_from_another_thread_waits_for_the_frame(eye_model: ModelBytes) -> None:
    done = threading.Event()

    class Slow(Steady):
        def update(self, frame: Frame, face: Face | None) -> None:
            if frame.index == 1:
                thread = threading.Thread(target=swap)
                thread.start()
                thread.join(5)
            super().update(frame, face)

    with Analyser(signals=(Slow,), tracker=FixedTracker()) as subject:

        def swap() -> None:
            subject.set_model("steady", eye_model)
            done.set()

        subject.process(frame(0))
        during = subject.process(frame(1))
        assert done.is_set()
        assert not during.evidence["steady"].valid
        assert subject.process(frame(2)).evidence["steady"].valid
