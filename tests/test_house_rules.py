"""The rules of CONTRIBUTING.md that a linter does not know."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("studio", "widgets", "capture", "datasets")
FILES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
OTHERS = sorted(p for folder in ("tests", "examples") for p in (ROOT / folder).rglob("*.py"))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code, without the docstring: a contract told in full is no fault."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


@pytest.mark.parametrize("path", FILES + OTHERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400, "split the file"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_stay_short(path: Path) -> None:
    long = [
        f"{node.name}: {_body_lines(node)} lines"
        for node in _functions(ast.parse(path.read_text("utf-8")))
        if _body_lines(node) > 60
    ]
    assert not long, "split the function"


def test_decisions_have_numbers_of_their_own() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [int(path.name[:4]) for path in files]
    assert numbers == list(range(1, len(files) + 1))
    titles = [path.read_text("utf-8").partition(". ")[0] for path in files]
    assert titles == [f"# {number}" for number in numbers]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_are_imported_by_their_full_name(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] not in ROOMS, f"write liveness.{name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_f_string_is_translated(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "tr"
        ):
            assert not any(isinstance(arg, ast.JoinedStr) for arg in node.args), (
                "an f-string inside tr() never matches its translation: tr('..').format(..)"
            )


@pytest.mark.parametrize(
    "path",
    [p for p in (ROOT / "widgets").glob("*.py") if p.name != "theme.py"]
    + list((ROOT / "studio").rglob("*.py")),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_style_sheets_stay_in_the_theme(path: Path) -> None:
    assert "setStyleSheet" not in path.read_text("utf-8")


def test_one_opencv_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        asked += extra
    assert [d.split(">")[0] for d in asked if d.startswith("opencv")] == [
        "opencv-contrib-python"
    ]
