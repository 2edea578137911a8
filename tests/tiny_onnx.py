"""Small models for tests: an ONNX file and its description."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from liveness.datasets.onnx_writer import linear, model, node, tensor

__all__ = ["brightness", "describe", "linear", "write_model"]


def brightness(side: int, weights: Sequence[Sequence[float]], bias: Sequence[float]) -> bytes:
    """Return ``y = W m + b`` of the channel means ``m``, and ``map``: the input.

    Parameters
    ----------
    side
        Input is ``(1, 3, side, side)``.
    weights, bias
        One row and one value for each class.
    """
    rows = len(weights)
    flat = [w for row in weights for w in row]
    return model(
        [
            node("GlobalAveragePool", ["x"], "m"),
            node("Flatten", ["m"], "f"),
            node("Gemm", ["f", "w", "b"], "y", transB=1),
            node("Relu", ["x"], "map"),
        ],
        {"x": (1, 3, side, side)},
        {"y": (1, rows), "map": (1, 3, side, side)},
        [
            tensor("w", (rows, 3), flat),
            tensor("b", (rows,), bias),
        ],
    )


CROP = {"scale": 1.0, "size": [4, 4], "colour": "bgr"}


def describe(data: bytes, file: str, **changes: Any) -> dict[str, Any]:
    """Return the description of one network; a change to ``None`` leaves a key out."""
    network = {
        "file": file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "crop": CROP,
        "score": {"output": "y", "kind": "logits", "bona_fide": 1},
        **changes,
    }
    return {key: value for key, value in network.items() if value is not None}


def write_model(folder: Path, data: bytes, *, network: Any = None, **changes: Any) -> Path:
    """Write a network and its description; return the path of the JSON file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "net.onnx").write_bytes(data)
    text = {
        "name": "tiny",
        "version": "1",
        "networks": [describe(data, "net.onnx", **(network or {}))],
        "prior": 0.5,
        "licence": "CC0-1.0",
        "provenance": "made by a test",
        **changes,
    }
    path = folder / "tiny.json"
    path.write_text(json.dumps(text), "utf-8")
    return path
