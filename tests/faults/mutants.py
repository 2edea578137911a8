"""Damaged and hostile copies of a journal or a take file, by a seed.

``damage`` is what disks and transfers do: no byte is changed with knowledge. The hostile ones
are made by somebody who knows the format, with right checksums.
"""

from __future__ import annotations

import json
import random
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from liveness.datasets.codec import crc32
from liveness.datasets.envelope import _FIXED, MARKER, SIZE, Kind, parse, seal

_MESSAGE_HEAD = 31
"""Bytes of an MCAP message before its payload: opcode, length, channel, sequence, times."""
_HOSTILE: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**63, 10**30, 1e308, float("nan"), float("inf"), "",
    "x" * 70_000,
    "../../etc/passwd", "\0", "\ud800", [], {}, [[]] * 9, {"": {}}, "2026-13-41T99:99:99Z",
)  # fmt: skip


def damage(data: bytes, rng: random.Random) -> bytes:
    """Flip bits, cut, zero, repeat, or leave a piece out."""
    kind = rng.randrange(6)
    at, other = sorted(rng.randrange(len(data)) for _ in range(2))
    changed = bytearray(data)
    if kind == 0:
        changed[at] ^= 1 << rng.randrange(8)
    elif kind == 1:
        for _ in range(20):
            changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif kind == 2:
        return data[:at]
    elif kind == 3:
        end = min(len(data), at + rng.choice([1, 512, 4096]))
        changed[at:end] = bytes(end - at)
    elif kind == 4:
        return data[:at] + data[other:]
    else:
        return data[:other] + data[at:]
    return bytes(changed)


def hostile_journal(data: bytes, rng: random.Random) -> bytes:
    """Change a few records of a journal and seal them again."""
    pieces = _split(data)
    for _ in range(rng.randint(1, 3)):
        number = rng.randrange(1, len(pieces))
        pieces[number] = _hostile_record(pieces[number], rng)
    if rng.random() < 0.2:
        pieces.insert(rng.randrange(1, len(pieces)), rng.choice(pieces[1:]))
    return b"".join(pieces)


def hostile_take(good: Path, path: Path, rng: random.Random) -> str:
    """Make a take with a few wrong objects, and return what was done."""
    shutil.copyfile(good, path)
    done = []
    with h5py.File(path, "r+", libver=("earliest", "v110")) as file:
        for _ in range(rng.randint(1, 3)):
            names: list[str] = []
            file.visit(names.append)
            name = rng.choice([*names, "/"])
            change = rng.choice(_CHANGES)
            try:
                change(file, name, rng)
            except (KeyError, OSError, RuntimeError, TypeError, ValueError):
                # an earlier change is in the way
                continue
            done.append(f"{change.__name__} {name}")
    return ", ".join(done)


def _split(data: bytes) -> list[bytes]:
    """Cut a journal before each message of ours; the first piece is what stands before."""
    starts = []
    at = data.find(MARKER)
    while at >= 0:
        starts.append(at - _MESSAGE_HEAD)
        at = data.find(MARKER, at + 1)
    ends = [*starts[1:], len(data)]
    return [data[: starts[0]]] + [data[a:b] for a, b in zip(starts, ends, strict=True)]


def _hostile_record(piece: bytes, rng: random.Random) -> bytes:
    envelope = parse(piece[_MESSAGE_HEAD : _MESSAGE_HEAD + SIZE])
    assert envelope is not None
    start = _MESSAGE_HEAD + SIZE
    meta = piece[start : start + envelope.meta_length]
    data = piece[start + len(meta) : start + len(meta) + envelope.data_length]
    rest = piece[start + len(meta) + len(data) :]
    sequence, kind = envelope.sequence, envelope.kind
    what = rng.randrange(6)
    if what == 0:
        sequence = rng.choice((0, max(0, sequence - 1), sequence + 5, 2**32 - 1))
    elif what == 1:
        kind = rng.choice(list(Kind))
    elif what == 2 and kind != Kind.FRAME:
        data = rng.choice((b"", data * 2, data[: len(data) // 2], b"\xff" * len(data)))
    elif what == 3:
        claims = rng.choice(((1 << 20, 5), (5, 1 << 30), (len(meta), (1 << 30) - 1), (0, 0)))
        fixed = _FIXED.pack(MARKER, envelope.nonce, sequence, kind, *claims, crc32(data))
        payload = fixed + crc32(fixed + meta).to_bytes(4, "little") + meta + data
        return _message(piece, payload) + rest
    elif meta[:1] == b"{":
        meta = _hostile_json(meta, rng)
    else:
        changed = bytearray(meta)
        at = rng.randrange(len(meta))
        changed[at : at + 8] = rng.choice((b"\xff" * 8, bytes(8), b"\x7f" + b"\xff" * 7))
        meta = bytes(changed[: rng.choice((len(meta), len(meta), len(meta) - 1, 200))])
    payload = seal(envelope.nonce, sequence, Kind(kind), meta[: 1 << 20], data, crc32(data))
    return _message(piece, payload) + rest


def _message(piece: bytes, payload: bytes) -> bytes:
    length = struct.pack("<Q", _MESSAGE_HEAD - 9 + len(payload))
    return piece[:1] + length + piece[9:_MESSAGE_HEAD] + payload


def _hostile_json(meta: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.15:
        deep = 100_000
        return rng.choice((b"[" * deep, b'{"a":' * deep, b"9" * 5_000, b"[" * 500 + b"]" * 500))
    content = json.loads(meta)
    node, place = content, rng.choice(list(content))
    while isinstance(node[place], dict | list) and node[place] and rng.random() < 0.7:
        node = node[place]
        place = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
    if isinstance(node, dict) and rng.random() < 0.2:
        del node[place]
    else:
        node[place] = rng.choice(_HOSTILE)
    return json.dumps(content).encode()


def _parent(file: h5py.File, name: str) -> tuple[h5py.Group, str]:
    folder, _, last = name.strip("/").rpartition("/")
    return file[folder or "/"], last


def _remove(file: h5py.File, name: str, _: random.Random) -> None:
    del file[name]


def _loop(file: h5py.File, name: str, rng: random.Random) -> None:
    """A link that leads to itself, to a loop of two, to a group above, or nowhere."""
    del file[name]
    folder, last = _parent(file, name)
    kind = rng.randrange(5)
    if kind == 0:
        folder[last] = h5py.SoftLink(f"/{name}")
    elif kind == 1:
        folder[last] = h5py.SoftLink(f"/{name}-other")
        file[f"{name}-other"] = h5py.SoftLink(f"/{name}")
    elif kind == 2:
        folder[last] = file["/"]
    elif kind == 3:
        folder[last] = h5py.ExternalLink(file.filename, "/")
    else:
        folder[last] = h5py.ExternalLink("/dev/zero", "/x")


def _other_type(file: h5py.File, name: str, rng: random.Random) -> None:
    """A group for a dataset and the other way round, or values of another kind."""
    del file[name]
    values: Any = rng.choice((
        h5py.Empty("f4"), 7, -1, float("nan"), "text", [b"\xff\xfe", b"x"],
        np.zeros(3, "f8"), np.zeros((2, 2), "i1"), np.zeros((3, 0)), [1 + 2j],
        np.zeros(4, [("a", "i4"), ("b", "S3")]), np.array([2**63], "u8"),
    ))  # fmt: skip
    if rng.random() < 0.3:
        file.create_group(name)
    elif rng.random() < 0.2:
        kind = h5py.vlen_dtype(np.int32)
        file.create_dataset(name, (3,), kind)
    else:
        file[name] = values


def _other_size(file: h5py.File, name: str, rng: random.Random) -> None:
    """A column that is too short, too long, or claims more than any memory."""
    item = file[name]
    if not isinstance(item, h5py.Dataset):
        raise TypeError(name)
    old, dtype = item[()], item.dtype
    del file[name]
    length = 0 if item.shape == () else len(old)
    most = 2**62 // dtype.itemsize
    size = rng.choice((0, max(0, length - 1), length + 1, 10**7, 2**40, most))
    shape = (size, *np.shape(old)[1:])
    chunks = (1024, *np.shape(old)[1:]) if size > 1024 else None
    new = file.create_dataset(name, shape, dtype, chunks=chunks or (True if size else None))
    if 0 < size < 10**7:
        new[: min(size, length)] = old[:size]


def _other_values(file: h5py.File, name: str, rng: random.Random) -> None:
    """Extreme values in the right place."""
    item = file[name]
    if not isinstance(item, h5py.Dataset) or item.dtype.kind not in "iufS" or not item.size:
        raise TypeError(name)
    values = item[()]
    limit = np.iinfo(values.dtype).max if values.dtype.kind in "iu" else 0
    changed = np.array(values)
    extreme = {"i": limit, "u": limit, "f": np.nan, "S": b"\xff{[" * 3}[values.dtype.kind]
    changed.flat[rng.randrange(changed.size)] = rng.choice((extreme, values.flat[0]))
    item[...] = changed


def _other_attribute(file: h5py.File, name: str, rng: random.Random) -> None:
    """An attribute that is missing, of another type, or extreme."""
    attributes = file[name].attrs
    key = rng.choice(list(attributes) or ["more"])
    value: Any = rng.choice((
        None, h5py.Empty("f4"), -1, 2**62, 0.5, float("nan"), "", "x" * 60_000, b"\xff\xfe",
        [1, 2, 3], np.zeros((2, 2)), "{", "[" * 50_000, '{"a": ' * 9, file.ref, True,
    ))  # fmt: skip
    attributes.pop(key, None)
    if value is not None:
        attributes[key] = value


_CHANGES: tuple[Callable[[h5py.File, str, random.Random], None], ...] = (
    _remove,
    _loop,
    _other_type,
    _other_size,
    _other_values,
    _other_attribute,
    _other_attribute,
)
