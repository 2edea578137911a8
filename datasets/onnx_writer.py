"""Small ONNX files written as protobuf by hand: the package ``onnx`` is not needed.

Field numbers are those of ``onnx.proto`` (ONNX 1.6, IR version 7, operator set 11).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number: int, value: bytes | str | int) -> bytes:
    """Return one protobuf field: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def tensor(name: str, shape: Sequence[int], values: Sequence[float]) -> bytes:
    """Return constant float32 values, as they lie in memory row by row."""
    dims = b"".join(field(1, d) for d in shape)
    return (
        dims + field(2, 1) + field(8, name) + field(9, struct.pack(f"<{len(values)}f", *values))
    )


def value(name: str, shape: Sequence[int]) -> bytes:
    """Return the name and shape of an input or output, float32."""
    dims = b"".join(field(1, field(1, d)) for d in shape)
    tensor = field(1, 1) + field(2, dims)
    return field(1, name) + field(2, field(1, tensor))


def node(kind: str, inputs: Sequence[str], output: str, **integers: int) -> bytes:
    """Return one operator with its whole-number attributes; it bears its output's name."""
    out = b"".join(field(1, name) for name in inputs) + field(2, output)
    out += field(3, output) + field(4, kind)
    for key, value in integers.items():
        out += field(5, field(1, key) + field(3, value) + field(20, 2))
    return out


def model(
    nodes: Sequence[bytes],
    inputs: Mapping[str, Sequence[int]],
    outputs: Mapping[str, Sequence[int]],
    weights: Sequence[bytes],
) -> bytes:
    """Return the file: operators in order, shapes by name of inputs and outputs, constants."""
    graph = b"".join(field(1, node) for node in nodes) + field(2, "g")
    graph += b"".join(field(5, weight) for weight in weights)
    graph += b"".join(field(11, value(n, s)) for n, s in inputs.items())
    graph += b"".join(field(12, value(n, s)) for n, s in outputs.items())
    return field(1, 7) + field(7, graph) + field(8, field(2, 11))


def linear(weights: Sequence[Sequence[float]], bias: Sequence[float]) -> bytes:
    """Return ``y = W x + b`` for an input ``(1, n)``; output ``y``."""
    rows, columns = len(weights), len(weights[0])
    flat = [w for row in weights for w in row]
    return model(
        [node("Gemm", ["x", "w", "b"], "y", transB=1)],
        {"x": (1, columns)},
        {"y": (1, rows)},
        [tensor("w", (rows, columns), flat), tensor("b", (rows,), bias)],
    )
