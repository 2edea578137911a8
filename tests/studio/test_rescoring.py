"""Scoring in several processes, one of which may die."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Self

import pytest

from liveness.studio import rescoring
from liveness.studio.rescoring import ScoreRecord, score_all


class _Pool:
    """A pool whose process dies at the file ``deadly``, with all that waits behind it."""

    def __init__(self, workers: int, **_: object) -> None:
        self.dead = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work: Any, path: Path) -> Future[ScoreRecord]:
        job: Future[ScoreRecord] = Future()
        self.dead = self.dead or path.name == "deadly"
        if self.dead:
            job.set_exception(BrokenProcessPool("died"))
        else:
            job.set_result(ScoreRecord(source=str(path), frames=os.getpid()))
        return job

    def shutdown(self, **_: object) -> None:
        pass


def test_a_file_that_kills_its_process_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescoring, "ProcessPoolExecutor", _Pool)
    paths = [Path(name) for name in ("one", "deadly", "two", "three")]
    records = dict(score_all(paths, workers=2))
    assert sorted(records) == [0, 1, 2, 3]
    fault = records[1].error
    assert fault is not None
    assert fault.code == "E-DAT-14"
    assert "crashed" in fault.text
    assert [records[i].error for i in (0, 2, 3)] == [None, None, None]


def test_processes_are_started_deaf_to_interrupts_and_this_one_hears_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with rescoring._deaf_to_interrupts():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is before


def test_cancelling_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    class Child:
        def terminate(self) -> None:
            ended.append("terminated")

    monkeypatch.setattr(rescoring, "ProcessPoolExecutor", _Pool)
    monkeypatch.setattr(rescoring.multiprocessing, "active_children", lambda: [Child()])
    scores = score_all([Path("one"), Path("two")], workers=2)
    next(scores)
    with pytest.raises(KeyboardInterrupt):
        scores.throw(KeyboardInterrupt())
    assert ended == ["terminated"]
