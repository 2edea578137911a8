"""German is complete, and what is written in the sources can be translated at all."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from liveness.studio.catalogue import PLACE, Catalogue

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("studio", "widgets")
SHOWN = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle",
    "setPlaceholderText", "setTitle", "setStatusTip", "QLabel", "QPushButton", "QCheckBox",
    "QRadioButton", "QGroupBox", "QToolButton", "QAction", "addTab",
}  # fmt: skip
"""Calls whose literal text a person sees."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    path = ROOT / "scripts" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def needed(tool: ModuleType) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = tool.needed()
    return pairs


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """File, name of what is called, and the call, of every call in the rooms with a window."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", name, node


def test_german_says_everything(tool: ModuleType, needed: list[tuple[str, str]]) -> None:
    known = tool.read(tool.CATALOGUES / "de.ts")
    missing = [source for context, source in needed if not known.get((context, source))]
    assert missing == [], "run scripts/translations.py and translate these"
    assert set(known) - set(needed) == set(), "run scripts/translations.py: these are gone"


def test_every_place_for_a_value_is_kept() -> None:
    for context, source, target in Catalogue.load("de").entries:
        places = set(PLACE.findall(source)), set(PLACE.findall(target))
        assert places[0] == places[1], (context, source)
        assert source[:1].isspace() == target[:1].isspace(), (context, source)
        assert source[-1:].isspace() == target[-1:].isspace(), (context, source)


def test_the_sources_are_all_found(needed: list[tuple[str, str]]) -> None:
    assert len(needed) > 900
    assert ("MainWindow", "&Record or stop") in needed
    assert ("ActivityBar", "Cancel the work") in needed
    assert any(
        context == "Sentences" and source.startswith("head still: turned {0}")
        for context, source in needed
    )


def test_no_text_is_formatted_before_it_is_translated() -> None:
    wrong = [
        where
        for where, name, call in _calls()
        if name in ("tr", "_tr") and call.args and not isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]  # fmt: skip
    assert wrong == [], 'write self.tr("x {n}").format(n=n)'


def test_no_text_for_people_goes_round_tr() -> None:
    wrong = [
        f"{where} {part.value!r}"
        for where, name, call in _calls()
        if name in SHOWN
        for part in call.args
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and re.search(r"[A-Za-z]{3}", part.value)
    ]
    assert wrong == []
