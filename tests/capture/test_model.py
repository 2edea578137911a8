"""What a model says of the frames it scores."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from capture_fakes import EYE, eye_scorer, face, frame, nothing

from liveness.capture.model import LOGIT_LIMIT, ModelScorer, bona_fide_logit
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import ScoreOutput, read_model


@pytest.mark.parametrize(
    ("answer", "score", "expected"),
    [
        ([2.0, 5.0, 1.0], {"kind": "logits", "bona_fide": 1}, 5 - np.log(np.e**2 + np.e)),
        ([1.5], {"kind": "logits"}, 1.5),
        ([1.5], {"kind": "logits", "polarity": "attack-high"}, -1.5),
        ([0.8], {"kind": "probability"}, np.log(4)),
        ([0.8], {"kind": "probability", "polarity": "attack-high"}, -np.log(4)),
        ([0.1, 0.2, 0.7], {"kind": "softmax", "bona_fide": 2}, np.log(0.7 / 0.3)),
        ([1.0, 0.0], {"kind": "softmax", "bona_fide": 0}, LOGIT_LIMIT),
        ([-2988.0, 2991.0], {"kind": "logits", "bona_fide": 0}, -LOGIT_LIMIT),
    ],
)
def test_a_logit_is_read_as_described(
    answer: list[float], score: dict[str, Any], expected: float
) -> None:
    found = bona_fide_logit(np.array([answer], np.float32), ScoreOutput(**score))
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("answer", "score", "told"),
    [
        ([1.0, float("nan")], {"kind": "logits", "bona_fide": 1}, "answered"),
        ([1.0, 2.0], {"kind": "logits", "bona_fide": 2}, "class 2 of 2"),
        ([1.0, 2.0], {"kind": "logits", "polarity": "attack-high"}, "single number"),
        ([3.0], {"kind": "probability"}, "no probability"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    answer: list[float], score: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        bona_fide_logit(np.array([answer], np.float32), ScoreOutput(**score))


@pytest.mark.parametrize(
    "network",
    [
        {"score": {"output": "z", "kind": "logits", "bona_fide": 1}},
        {"score": {"kind": "logits", "bona_fide": 1}},
        {"score": {"output": "y", "kind": "logits", "bona_fide": 2}},
        {"crop": None, "features": {"names": ["a", "b"]}},
        {"map": {"output": "z", "title": "nothing"}},
        {
            "map": {"output": "y", "title": "of a vector", "low": 0, "high": 0.5},
            "score": {"output": "map", "kind": "probability", "bona_fide": 99},
        },
    ],
)
def test_a_description_that_the_network_does_not_fit_is_refused(
    network: dict[str, Any], tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    with pytest.raises(LivenessError, match=r"E-MOD-14: the network net\.onnx"):
        eye_scorer(tmp_path, tiny_onnx, network=network)


def test_every_fifth_frame_is_scored_and_the_first(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    subject = eye_scorer(tmp_path, tiny_onnx)
    assert subject.reading() is None
    counts = []
    for i in range(12):
        subject.update(frame(i), face(), nothing)
        reading = subject.reading()
        assert reading is not None
        counts.append(reading.frames)
    assert counts == [1] * 5 + [2] * 5 + [3] * 2


def test_a_frame_without_a_face_is_made_up_for(tmp_path: Path, tiny_onnx: ModuleType) -> None:
    subject = eye_scorer(tmp_path, tiny_onnx)
    for i in range(3):
        subject.update(frame(i), None, nothing)
    assert subject.reading() is None
    assert "no face" in subject.why_silent
    subject.update(frame(3), face(), nothing)
    reading = subject.reading()
    assert reading is not None
    assert reading.frames == 1


def test_the_llr_is_the_mean_logit_less_that_of_the_prior(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    subject = eye_scorer(tmp_path, tiny_onnx, prior=0.2, every=1, cap=[-6, 6])
    for i, (blue, red) in enumerate([(3, 1), (2, 3), (0, 2)]):
        subject.update(frame(i, blue, red), face(), nothing)
    reading = subject.reading()
    assert reading is not None
    mean = (-2 + 1 + 2) / 3
    assert reading.llr == pytest.approx(mean - np.log(0.2 / 0.8), abs=1e-4)
    assert reading.p == pytest.approx(1 / (1 + np.exp(-mean)), abs=1e-4)
    assert reading.last == pytest.approx([1 / (1 + np.exp(-2))], abs=1e-4)
    assert reading.quality == 1.0


def test_networks_of_a_model_are_averaged(tmp_path: Path, tiny_onnx: ModuleType) -> None:
    first = tiny_onnx.brightness(4, EYE, [0, 0])
    second = tiny_onnx.brightness(4, EYE, [0, 4])
    path = tiny_onnx.write_model(tmp_path, first)
    (tmp_path / "second.onnx").write_bytes(second)
    networks = [
        tiny_onnx.describe(first, "net.onnx"),
        tiny_onnx.describe(second, "second.onnx"),
    ]
    path = tiny_onnx.write_model(tmp_path, first, networks=networks, cap=[-6, 6])
    subject = ModelScorer(read_model(path))
    subject.update(frame(0, blue=3, red=1), face(), nothing)
    reading = subject.reading()
    assert reading is not None
    assert reading.llr == pytest.approx((-2 + 2) / 2, abs=1e-4)
    assert reading.last == pytest.approx([0.1192, 0.8808], abs=1e-4)


def test_an_uncalibrated_llr_is_capped_and_a_calibration_is_applied(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    calibration = {"slope": 0.5, "offset": -1.0, "takes": 40}
    for i, (changes, expected) in enumerate(
        [({}, 1.5), ({"cap": [-1, 0.5]}, 0.5), ({"calibration": calibration}, 4.0)]
    ):
        subject = eye_scorer(tmp_path / str(i), tiny_onnx, **changes)
        subject.update(frame(0, blue=0, red=200), face(), nothing)
        reading = subject.reading()
        assert reading is not None
        assert reading.llr == pytest.approx(expected)


def test_features_are_scaled_and_a_missing_one_is_waited_for(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    features = {"names": ["noise", "peak_db"], "mean": [1.0, 10.0], "std": [0.5, 2.0]}
    data = tiny_onnx.linear([[1, 2]], [0.25])
    network = {"crop": None, "features": features, "score": {"kind": "logits"}}
    path = tiny_onnx.write_model(tmp_path, data, network=network, every=1, cap=[-9, 9])
    subject = ModelScorer(read_model(path))
    subject.update(frame(0), face(), lambda: {"noise": 2.0})
    assert subject.reading() is None
    assert "peak_db is not measured yet" in subject.why_silent
    subject.update(frame(1), face(), lambda: {"noise": 2.0, "peak_db": 12.0})
    reading = subject.reading()
    assert reading is not None
    assert reading.llr == pytest.approx(2.0 + 2 * 1.0 + 0.25, abs=1e-4)


def test_a_map_lies_over_the_crop(tmp_path: Path, tiny_onnx: ModuleType) -> None:
    shown = {"output": "map", "title": "depth", "kind": "relief", "unit": "1"}
    subject = eye_scorer(tmp_path, tiny_onnx, network={"map": shown})
    assert subject.has_map
    subject.update(frame(0, blue=7), face((40, 20, 60, 60)), nothing)
    reading = subject.reading()
    assert reading is not None
    assert reading.map is not None
    assert reading.map.values.shape == (4, 4)
    assert reading.map.values.dtype == np.float32
    assert (reading.map.values == 7).all()
    assert reading.map.box == pytest.approx((40, 20, 61, 61))
    assert reading.map.title == "depth"


def test_another_person_after_a_second_starts_from_nothing(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    subject = eye_scorer(tmp_path, tiny_onnx, every=1)
    for i in range(4):
        subject.update(frame(i), face(), nothing)
    for i in range(4, 40):
        subject.update(frame(i), None, nothing)
    subject.update(frame(40), face(), nothing)
    reading = subject.reading()
    assert reading is not None
    assert reading.frames == 1


def test_equal_frames_give_equal_digits(tmp_path: Path, tiny_onnx: ModuleType) -> None:
    found = []
    for _ in range(2):
        subject = eye_scorer(tmp_path, tiny_onnx, every=2)
        for _ in range(2):  # time goes back: from the start again
            for i in range(7):
                subject.update(frame(i, blue=i, red=9 - i), face(), nothing)
            reading = subject.reading()
            assert reading is not None
            found.append((reading.p, reading.llr, reading.frames, reading.last))
    assert len(set(found)) == 1
