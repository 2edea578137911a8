"""Public networks in the slot."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.face import Face
from liveness.capture.sources import open_source
from liveness.datasets.model_file import ModelBytes, ModelFile

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "models"


def public(name: str, folder: Path) -> ModelBytes:
    file = ModelFile.load(EXAMPLES / f"{name}.json")
    data = tuple((folder / network.file).read_bytes() for network in file.networks)
    return ModelBytes(EXAMPLES / f"{name}.json", file, data)


def softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z.astype(np.float64) - z.max())
    return np.asarray(e / e.sum())


def minifasnet_alone(image: np.ndarray, face: Face, folder: Path) -> float:
    """MiniFASNetV2 as its authors run it, for a face that is far from the border."""
    x, y, w, h = face.box
    cx, cy, w, h = x + w / 2, y + h / 2, 2.7 * w, 2.7 * h
    part = image[int(cy - h / 2) : int(cy + h / 2) + 1, int(cx - w / 2) : int(cx + w / 2) + 1]
    net = cv2.dnn.readNetFromONNX(str(folder / "MiniFASNetV2.onnx"))
    net.setInput(cv2.dnn.blobFromImage(cv2.resize(part, (80, 80)), 1.0, (80, 80)))
    return float(softmax(net.forward()[0])[1])


@pytest.mark.media
def test_the_slot_says_what_the_network_says_alone(
    shared_media: Path, shared_models: Path
) -> None:
    model = public("minifasnet-v2", shared_models)
    files = ["bona_fide/asl_yes.mkv", "attack/print_handheld_002.jpg"]
    compared = 0
    for file in files:
        with (
            open_source(str(shared_media / file)) as source,
            Analyser(context_of(source.info), models={"texture": model}) as subject,
        ):
            frame = source.read()
            assert frame is not None
            snapshot = subject.process(frame)
        assert snapshot.face is not None
        x, y, w, h = snapshot.face.box
        inside = min(x - 0.85 * w, y - 0.85 * h) >= 0
        inside &= x + 1.85 * w < frame.width - 1 and y + 1.85 * h < frame.height - 1
        found = snapshot.evidence["texture"].raw["model_1_p"]
        if inside:
            alone = minifasnet_alone(frame.image, snapshot.face, shared_models)
            assert found == pytest.approx(alone, abs=1e-3)
            compared += 1
        assert (found > 0.5) == file.startswith("bona_fide")
        assert snapshot.fused.decision != ("reject" if found > 0.5 else "accept")
    assert compared
