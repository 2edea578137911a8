from __future__ import annotations

import cv2
import numpy as np

from liveness.datasets.onnx_writer import linear


def test_opencv_reads_a_linear_network_as_the_product() -> None:
    chance = np.random.default_rng(0)
    weights, bias = chance.normal(size=(2, 700)), chance.normal(size=2)
    data = linear(weights.tolist(), bias.tolist())
    net = cv2.dnn.readNetFromONNX(np.frombuffer(data, np.uint8))
    values = chance.normal(size=(1, 700)).astype(np.float32)
    net.setInput(values)
    expected = values @ weights.T.astype(np.float32) + bias.astype(np.float32)
    np.testing.assert_allclose(net.forward(), expected, atol=1e-4)


def test_the_same_weights_give_the_same_bytes() -> None:
    assert linear([[1.0, 2.0]], [0.0]) == linear([[1.0, 2.0]], [0.0])
    assert linear([[1.0, 2.0]], [0.0]) != linear([[1.0, 2.5]], [0.0])
