"""Every error code stands once in docs/errors.md, with one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("studio", "widgets", "capture", "datasets")
CODE = re.compile(r"\bE-[A-Z]{3}-\d{2}\b")
ROW = re.compile(r"^\| (?P<cells>E-[A-Z]{3}-\d{2} \|.*) \|$")


def rows() -> Iterator[tuple[str, ...]]:
    """Code, what, cause and remedy of each row of the document."""
    for line in (ROOT / "docs" / "errors.md").read_text("utf-8").splitlines():
        found = ROW.match(line)
        if found is not None:
            yield tuple(cell.strip() for cell in found["cells"].split(" | "))


def in_the_source() -> dict[str, list[str]]:
    """Files by code that they name."""
    found: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for code in CODE.findall(path.read_text("utf-8")):
                found.setdefault(code, []).append(str(path.relative_to(ROOT)))
    return found


TABLE = {row[0]: row for row in rows()}


@pytest.mark.parametrize("code", sorted(in_the_source()))
def test_a_code_is_explained_once(code: str) -> None:
    told = [row for row in rows() if row[0] == code]
    where = ", ".join(sorted(set(in_the_source()[code])))
    assert len(told) == 1, f"give {code} ({where}) one row in docs/errors.md"
    assert len(told[0]) == 4, "code, what happened, why, what to do"
    assert all(told[0]), "no cell is empty"


def in_the_tests() -> set[str]:
    """Codes that some test names; it makes the error happen, or it would not know the code."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    return {code for path in tests for code in CODE.findall(path.read_text("utf-8"))}


def test_an_error_of_each_code_is_triggered_in_a_test() -> None:
    assert set(TABLE) - in_the_tests() == set()


def test_no_code_is_explained_that_nothing_raises() -> None:
    assert set(TABLE) <= set(in_the_source())


def test_two_codes_do_not_say_the_same() -> None:
    meanings = [row[1].lower() for row in rows()]
    assert len(meanings) == len(set(meanings)) > 80


def test_the_table_is_in_order_so_that_a_code_is_found() -> None:
    areas = [row[0].rpartition("-")[0] for row in rows()]
    blocks = [area for i, area in enumerate(areas) if i == 0 or areas[i - 1] != area]
    assert len(blocks) == len(set(blocks)), "an area stands in one block"
    for area in blocks:
        own = [row[0] for row in rows() if row[0].startswith(area)]
        assert own == sorted(own)


def test_the_areas_are_those_that_errors_py_lists() -> None:
    text = (ROOT / "datasets" / "errors.py").read_text("utf-8")
    assert {code.split("-")[1] for code in TABLE} == set(
        re.findall(r"``([A-Z]{3})``\s+\(", text)
    )
