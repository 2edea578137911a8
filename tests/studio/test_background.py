from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from liveness.datasets.errors import LivenessError
from liveness.studio.background import Background


def deliver_until(background: Background, ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + 5
    while not ready() and time.monotonic() < limit:
        background.deliver()
        time.sleep(0.002)
    assert ready()


def test_results_come_in_the_thread_that_asks() -> None:
    background = Background(lambda _: pytest.fail("no error was expected"))
    got: list[tuple[str, str]] = []
    me = threading.current_thread().name
    background.run(
        lambda: threading.current_thread().name,
        lambda name: got.append((name, threading.current_thread().name)),
    )
    deliver_until(background, lambda: bool(got))
    ((worker, receiver),) = got
    assert worker != receiver == me
    assert not background.busy
    background.close()


def test_errors_and_bugs_are_told_and_nothing_else_is_stopped() -> None:
    errors: list[LivenessError] = []
    background = Background(errors.append)

    def fail() -> None:
        raise LivenessError("E-DSK-02", "the disk is read-only")

    background.run(fail, lambda _: None)
    background.run(lambda: 1 / 0, lambda _: None)
    deliver_until(background, lambda: len(errors) == 2)
    assert {error.code for error in errors} == {"E-DSK-02", "E-ENV-12"}
    background.close()
