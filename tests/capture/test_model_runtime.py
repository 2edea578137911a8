"""What runs a network: onnxruntime where it is installed, OpenCV otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from capture_fakes import EYE, eye_scorer, face, frame, nothing
from numpy.typing import NDArray

from liveness.capture.model import ModelScorer
from liveness.capture.model_runtime import OpenCvRuntime, open_network
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import read_model


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
    subject = eye_scorer(tmp_path, tiny_onnx)
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
