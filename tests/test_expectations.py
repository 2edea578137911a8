"""docs/expectations.md names tests that exist, or says what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
PAGE = (HERE / "docs" / "expectations.md").read_text("utf-8")
ROW = re.compile(r"^\*\*(\d+)\. .+?\*\* \(.+?, (?:must|should|wow)\)$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def _rows() -> list[tuple[int, str]]:
    marks = list(ROW.finditer(PAGE))
    ends = [mark.start() for mark in marks[1:]] + [len(PAGE)]
    return [
        (int(mark[1]), PAGE[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)
    ]


def test_every_row_is_there_once() -> None:
    assert [number for number, _ in _rows()] == list(range(1, 96))


@pytest.mark.parametrize(("number", "body"), _rows())
def test_a_row_names_tests_that_exist_or_what_is_missing(number: int, body: str) -> None:
    named = TEST.findall(body)
    assert named or "missing:" in body, f"row {number} says nothing"
    for file, name in named:
        path = HERE / file
        assert path.is_file(), f"row {number}: {file} is not there"
        if name:
            found = re.search(rf"^ *(?:async )?def {name}\(", path.read_text("utf-8"), re.M)
            assert found, f"row {number}: {file} has no {name}"
