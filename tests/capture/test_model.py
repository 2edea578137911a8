from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.model import LOGIT_LIMIT, ModelScorer, bona_fide_logit
from liveness.capture.model_input import cut
from liveness.capture.model_runtime import OpenCvRuntime, open_network
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import Crop, ScoreOutput, read_model

FRAME_NS = 33_333_333
EYE = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
"""Two classes: mean of the first channel, mean of the last."""


def frame(index: int, blue: int = 3, red: int = 1) -> Frame:
    image = np.zeros((90, 160, 3), np.uint8)
    image[:] = (blue, 0, red)
    return Frame(image, index * FRAME_NS, index)


def face(box: tuple[float, float, float, float] = (40, 20, 60, 60)) -> Face:
    return Face(np.zeros((478, 3), np.float32), box, 0, 0, 0, 30, 6, 500)


def nothing() -> Mapping[str, float]:
    raise AssertionError("a model of pictures asks for no raw quantities")


def scorer(folder: Path, tiny_onnx: ModuleType, **changes: Any) -> ModelScorer:
    data = tiny_onnx.brightness(4, EYE, [0, 0])
    return ModelScorer(read_model(tiny_onnx.write_model(folder, data, **changes)))


# crops


def ramp(rows: int = 60, columns: int = 100) -> NDArray[np.uint8]:
    """A picture whose blue channel is x and whose green channel is y."""
    image = np.zeros((rows, columns, 3), np.uint8)
    image[:, :, 0] = np.arange(columns)
    image[:, :, 1] = np.arange(rows)[:, None]
    return image


def crop(**changes: Any) -> Crop:
    return Crop.model_validate({"scale": 2.0, "size": (20, 20), "colour": "bgr", **changes})


def test_a_crop_covers_the_grown_box() -> None:
    found = cut(ramp(), (40, 20, 20, 20), crop())
    assert found is not None
    assert found.blob.shape == (1, 3, 20, 20)
    assert found.blob.dtype == np.float32
    assert found.box == (30, 10, 41, 41)
    assert found.detail == 1.0
    assert found.blob[0, 0].mean() == pytest.approx(50, abs=0.2)
    assert found.blob[0, 1].mean() == pytest.approx(30, abs=0.2)


def test_colour_order_mean_and_std_are_the_networks() -> None:
    found = cut(ramp(), (40, 20, 20, 20), crop(colour="rgb", mean=(0, 10, 50), std=(1, 2, 5)))
    assert found is not None
    assert found.blob[0, 0].max() == 0
    assert found.blob[0, 1].mean() == pytest.approx((30 - 10) / 2, abs=0.2)
    assert found.blob[0, 2].mean() == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 20, 20), (0, 0, 41, 41)),
        ((80, 40, 20, 20), (59, 19, 41, 41)),
        # twice 50 rows is more than there are: the box shrinks to fit, then moves
        ((60, 5, 40, 50), (50, 0, 48, 60)),
    ],
)
def test_a_box_that_leaves_the_image_is_shifted_inside(
    box: tuple[float, float, float, float], expected: tuple[float, ...]
) -> None:
    found = cut(ramp(), box, crop())
    assert found is not None
    assert found.box == pytest.approx(expected, abs=2)
    assert found.box[0] >= 0
    assert found.box[0] + found.box[2] <= 100
    assert found.box[1] >= 0
    assert found.box[1] + found.box[3] <= 60


def test_a_square_is_mirrored_at_the_border() -> None:
    wanted = crop(square=True, border="reflect", scale=1.0, size=(40, 40))
    found = cut(ramp(), (-5, 10, 20, 40), wanted)
    assert found is not None
    assert found.box == (-15, 10, 40, 40)
    # columns 15..1, then 0..24: the border's own pixel is not repeated
    assert found.blob[0, 0, 0, :].tolist() == [*range(15, 0, -1), *range(25)]


def test_a_small_face_has_less_detail() -> None:
    found = cut(ramp(), (40, 20, 5, 10), crop(border="reflect", size=(40, 40)))
    assert found is not None
    assert found.detail == pytest.approx(10 / 40)


@pytest.mark.parametrize("border", ["shift", "reflect"])
@pytest.mark.parametrize(
    "box",
    [(500, 20, 20, 20), (-90, 20, 20, 20), (40, 20, 0, 20), (40, 20, float("nan"), 20)],
)
def test_a_face_off_the_picture_has_no_crop(
    border: str, box: tuple[float, float, float, float]
) -> None:
    assert cut(ramp(), box, crop(border=border)) is None


def test_area_averages_where_linear_skips() -> None:
    stripes = np.zeros((80, 80, 3), np.uint8)
    stripes[:, ::8] = 255
    even = cut(stripes, (20, 20, 40, 40), crop(size=(10, 10), border="reflect", resize="area"))
    assert even is not None
    assert even.blob[0, 0].std() < 1
    assert even.blob[0, 0].mean() == pytest.approx(255 / 8, abs=1)


# answers


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


# loading


@pytest.mark.parametrize("share", [0, 0.5, 0.9])
def test_a_truncated_network_is_refused_in_one_line(
    share: float, tmp_path: Path, tiny_onnx: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    data = tiny_onnx.brightness(4, EYE, [0, 0])
    path = tiny_onnx.write_model(tmp_path, data[: int(share * len(data))])
    with pytest.raises(LivenessError, match=r"E-MOD-13: net\.onnx is no network") as caught:
        ModelScorer(read_model(path))
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


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
        scorer(tmp_path, tiny_onnx, network=network)


# scoring


def test_every_fifth_frame_is_scored_and_the_first(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    subject = scorer(tmp_path, tiny_onnx)
    assert subject.reading() is None
    counts = []
    for i in range(12):
        subject.update(frame(i), face(), nothing)
        reading = subject.reading()
        assert reading is not None
        counts.append(reading.frames)
    assert counts == [1] * 5 + [2] * 5 + [3] * 2


def test_a_frame_without_a_face_is_made_up_for(tmp_path: Path, tiny_onnx: ModuleType) -> None:
    subject = scorer(tmp_path, tiny_onnx)
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
    subject = scorer(tmp_path, tiny_onnx, prior=0.2, every=1, cap=[-6, 6])
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
        subject = scorer(tmp_path / str(i), tiny_onnx, **changes)
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
    subject = scorer(tmp_path, tiny_onnx, network={"map": shown})
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
    subject = scorer(tmp_path, tiny_onnx, every=1)
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
        subject = scorer(tmp_path, tiny_onnx, every=2)
        for _ in range(2):  # time goes back: from the start again
            for i in range(7):
                subject.update(frame(i, blue=i, red=9 - i), face(), nothing)
            reading = subject.reading()
            assert reading is not None
            found.append((reading.p, reading.llr, reading.frames, reading.last))
    assert len(set(found)) == 1


# runtimes


class FakeSession:
    """An onnxruntime session that answers fixed logits."""

    def __init__(self, data: bytes, sess_options: Any, providers: list[str]) -> None:
        if len(data) < 100:
            raise RuntimeError("[ONNXRuntimeError] : 7 : INVALID_PROTOBUF")
        assert providers == ["CPUExecutionProvider"]
        assert sess_options.intra_op_num_threads == sess_options.inter_op_num_threads == 1
        self.seen: list[tuple[int, ...]] = []

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="x")]

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="map"), SimpleNamespace(name="y")]

    def run(self, names: None, feeds: dict[str, NDArray[np.float32]]) -> list[Any]:
        blob = feeds["x"]
        assert blob.dtype == np.float32
        return [blob, np.array([[0.0, 1.25]])]


@pytest.fixture
def onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = ModuleType("onnxruntime")
    fake.SessionOptions = SimpleNamespace  # type: ignore[attr-defined]
    fake.InferenceSession = FakeSession  # type: ignore[attr-defined]
    fake.__version__ = "1.99"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onnxruntime", fake)


@pytest.mark.usefixtures("onnxruntime")
def test_onnxruntime_is_used_where_it_is_installed(
    tmp_path: Path, tiny_onnx: ModuleType
) -> None:
    subject = scorer(tmp_path, tiny_onnx)
    assert subject.runtime == "onnxruntime 1.99"
    subject.update(frame(0), face(), nothing)
    reading = subject.reading()
    assert reading is not None
    assert reading.llr == pytest.approx(1.25)


@pytest.mark.usefixtures("onnxruntime")
def test_what_onnxruntime_refuses_is_told_alike() -> None:
    with pytest.raises(LivenessError, match=r"E-MOD-13: it .*INVALID_PROTOBUF"):
        open_network(b"short", "it")


def test_without_onnxruntime_opencv_runs_it(
    monkeypatch: pytest.MonkeyPatch, tiny_onnx: ModuleType
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    network = open_network(tiny_onnx.linear([[1, 2], [3, 4]], [0.5, 0.25]), "it")
    assert isinstance(network, OpenCvRuntime)
    assert network.name == f"cv2.dnn {cv2.__version__}"
    (answer,) = network.run(np.array([[1, 10]], np.float32))
    assert answer.tolist() == [[21.5, 43.25]]
    (again,) = network.run(np.array([[0, 0]], np.float32))
    assert again.tolist() == [[0.5, 0.25]]
    assert answer.tolist() == [[21.5, 43.25]], "an answer is not overwritten by the next"
