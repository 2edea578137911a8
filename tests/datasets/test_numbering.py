from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.store import DatasetRoot

pytestmark = pytest.mark.usefixtures("finalise_here")


def test_every_take_of_a_session_counts(
    root: DatasetRoot, journal_of: Callable[..., Path]
) -> None:
    assert root.numbers.next("visit") == 1
    root.finalise(journal_of(2))
    assert root.numbers.next("visit") == 2
    assert root.numbers.next("other") == 1


def test_a_take_that_a_crash_left_keeps_its_number(
    root: DatasetRoot, journal_of: Callable[..., Path]
) -> None:
    root.finalise(journal_of(2))
    journal_of(2, end=False)
    assert DatasetRoot.open(root.path).numbers.next("visit") == 3
