from __future__ import annotations

import random
from pathlib import Path

import pytest

from liveness.datasets.erasure.byte_scan import BytePatterns, count_in_file


@pytest.mark.parametrize("size", [70, 100, 1000, 1 << 20])
def test_it_finds_what_a_plain_search_finds(tmp_path: Path, size: int) -> None:
    rng = random.Random(3)
    patterns = [("long", rng.randbytes(64)) for _ in range(40)]
    patterns += [("id", b"T20261122-101010-%06x" % rng.getrandbits(24)) for _ in range(20)]
    patterns += [("raw", rng.randbytes(8)), ("short", b"\0\1\2")]
    data = bytearray(rng.randbytes(20_000))
    for i, (_, pattern) in enumerate(patterns * 2):
        at = rng.randrange(i * 150, i * 150 + 80)
        data[at : at + len(pattern)] = pattern
    path = tmp_path / "file"
    path.write_bytes(data)
    wanted: dict[str, int] = {}
    for kind, pattern in patterns:
        wanted[kind] = wanted.get(kind, 0) + bytes(data).count(pattern)
    assert dict(count_in_file(path, BytePatterns(patterns), size)) == wanted
    assert wanted["long"] == 80


def test_strings_that_share_their_end_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"..A-12345678..B-12345678")
    patterns = BytePatterns([("a", b"A-12345678"), ("b", b"B-12345678"), ("c", b"C-12345678")])
    assert dict(count_in_file(path, patterns)) == {"a": 1, "b": 1}


@pytest.mark.parametrize("content", [b"", b"x", b"1234567", b"12345678"])
def test_small_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    found = count_in_file(path, BytePatterns([("eight", b"12345678"), ("none", b"")]))
    assert dict(found) == ({"eight": 1} if content == b"12345678" else {})


def test_nothing_is_searched_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(1000))
    assert not count_in_file(path, BytePatterns([]))
