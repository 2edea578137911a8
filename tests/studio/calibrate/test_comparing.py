from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from liveness.studio.calibrate.comparing import compare, decide

ROWS: Any = [
    SimpleNamespace(take=f"T{i}", label="bona-fide" if i < 3 else "mask-rigid")
    for i in range(6)
]


def test_the_list_is_the_set_difference() -> None:
    first = ["accept", "reject", "accept", "accept", "reject", "no answer"]
    second = ["accept", "accept", "reject", "reject", "reject", "accept"]
    found = compare(ROWS, first, second)  # type: ignore[arg-type]
    a = {(row.take, decision) for row, decision in zip(ROWS, first, strict=True)}
    b = {(row.take, decision) for row, decision in zip(ROWS, second, strict=True)}
    assert {change.take for change in found.changes} == {take for take, _ in a ^ b}
    assert [change.better for change in found.changes] == ["B", "A", "B", ""]
    assert (found.paired.only_first_right, found.paired.only_second_right) == (1, 2)
    assert found.paired.n == 6
    assert found.paired.p == pytest.approx(1.0)


def test_equal_decisions_change_nothing() -> None:
    same: Any = ["accept"] * 6
    found = compare(ROWS, same, same)
    assert found.changes == ()
    assert found.paired.p == 1.0


def test_a_score_at_the_threshold_is_accepted_if_enough_families_speak() -> None:
    assert decide(0.5, 0.5) == "accept"
    assert decide(0.49, 0.5, 3, 2) == "reject"
    assert decide(0.5, 0.5, families=1, needed=2) == "undecided"
    assert decide(None, 0.5) == "no answer"
