"""ONNX files of a few hundred bytes, written by hand: the package ``onnx`` is not needed."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _field(number: int, value: bytes | str | int) -> bytes:
    """One protobuf field: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _tensor(name: str, shape: Sequence[int], values: Sequence[float]) -> bytes:
    dims = b"".join(_field(1, d) for d in shape)
    return (
        dims
        + _field(2, 1)
        + _field(8, name)
        + _field(9, struct.pack(f"<{len(values)}f", *values))
    )


def _value(name: str, shape: Sequence[int]) -> bytes:
    dims = b"".join(_field(1, _field(1, d)) for d in shape)
    tensor = _field(1, 1) + _field(2, dims)
    return _field(1, name) + _field(2, _field(1, tensor))


def _node(kind: str, inputs: Sequence[str], output: str, **integers: int) -> bytes:
    out = b"".join(_field(1, name) for name in inputs) + _field(2, output)
    out += _field(3, output) + _field(4, kind)
    for key, value in integers.items():
        out += _field(5, _field(1, key) + _field(3, value) + _field(20, 2))
    return out


def _model(
    nodes: Sequence[bytes],
    inputs: Mapping[str, Sequence[int]],
    outputs: Mapping[str, Sequence[int]],
    weights: Sequence[bytes],
) -> bytes:
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, "g")
    graph += b"".join(_field(5, weight) for weight in weights)
    graph += b"".join(_field(11, _value(n, s)) for n, s in inputs.items())
    graph += b"".join(_field(12, _value(n, s)) for n, s in outputs.items())
    return _field(1, 7) + _field(7, graph) + _field(8, _field(2, 11))


def linear(weights: Sequence[Sequence[float]], bias: Sequence[float]) -> bytes:
    """Return ``y = W x + b`` for an input ``(1, n)``; output ``y``."""
    rows, columns = len(weights), len(weights[0])
    flat = [w for row in weights for w in row]
    return _model(
        [_node("Gemm", ["x", "w", "b"], "y", transB=1)],
        {"x": (1, columns)},
        {"y": (1, rows)},
        [_tensor("w", (rows, columns), flat), _tensor("b", (rows,), bias)],
    )


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
    return _model(
        [
            _node("GlobalAveragePool", ["x"], "m"),
            _node("Flatten", ["m"], "f"),
            _node("Gemm", ["f", "w", "b"], "y", transB=1),
            _node("Relu", ["x"], "map"),
        ],
        {"x": (1, 3, side, side)},
        {"y": (1, rows), "map": (1, 3, side, side)},
        [
            _tensor("w", (rows, 3), flat),
            _tensor("b", (rows,), bias),
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
