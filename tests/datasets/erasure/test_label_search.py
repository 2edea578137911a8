from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.erasure import label_search
from liveness.datasets.erasure.byte_scan import read_chunks
from liveness.datasets.erasure.label_search import LabelSearch, is_text


def _count(tmp_path: Path, text: str | bytes, label: str = "S1", name: str = "a.txt") -> int:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return LabelSearch(label, ("S10", "S1.b", "S1-visit")).count(path)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("S1", 1),
        ("take of S1.", 1),
        ('{"subject": "S1", "target": "S10"}', 1),
        ("S1,S1;S1\nS1", 4),
        ("see S1.jpg", 1),
        ("\u00e4S1\u00fc", 1),
        ("S10 S1x xS1 CS1 S1-b S1_b b-S1 -- s1", 0),
        ("--S1-- S1...... 3", 2),
        ("S1.b S1-visit", 0),
        ("", 0),
    ],
)
def test_a_word_of_its_own(tmp_path: Path, text: str, count: int) -> None:
    assert _count(tmp_path, text) == count


def test_bytes_that_are_no_text_hold_no_word(tmp_path: Path) -> None:
    assert _count(tmp_path, b"\0S1\0") == 0
    assert not is_text(tmp_path / "a.txt")


def test_a_letter_that_the_first_look_cuts_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 4095 + "\u00e4 S1".encode())
    assert is_text(path)


def test_the_edges_of_chunks_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"{'x' * (i % 7)} S1 S1{i} {i}S1" for i in range(300))
    monkeypatch.setattr(
        label_search, "read_chunks", lambda path, overlap: read_chunks(path, overlap, 300)
    )
    assert _count(tmp_path, text) == 300
    for size in range(290, 330):
        text = "." * size + "S1" + "." * 400
        assert _count(tmp_path, text) == 1, size
