from __future__ import annotations

import sys
from pathlib import Path

import pytest

from liveness.datasets.asking import Child

CODE = """
import os, sys, time
for line in sys.stdin:
    if "die" in line: os._exit(3)
    if "hang" in line: time.sleep(60)
    print(os.getpid(), line.strip(), flush=True)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "asked_child.py").write_text(CODE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "asked_child"


def test_one_child_answers_until_it_dies(module: str) -> None:
    with Child(module) as child:
        first = (child.ask("a", 20.0) or "").split()
        second = (child.ask("b", 20.0) or "").split()
        assert (first[1], second[1]) == ("a", "b")
        assert first[0] == second[0]
        assert child.ask("die", 20.0) is None
        third = (child.ask("c", 20.0) or "").split()
        assert third[1] == "c"
        assert third[0] != first[0]
        assert child.ask("hang", 0.1) is None
        assert (child.ask("d", 20.0) or "").split()[1] == "d"


def test_a_module_that_is_not_there_answers_nothing() -> None:
    with Child("liveness.no_such_module") as child:
        assert child.ask("a", 20.0) is None
    assert sys.executable
