"""Each call of the system that a take needs fails once, or from there on: nothing is lost.

Write, sync, rename, removal and the making of files, in the recorder and in the child that
runs libhdf5: the take stops with a message, keeps every acknowledged frame, and the process
lives.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from crash_check import check_frames, reports_here
from scenario import FRAMES, packet

from liveness.datasets import verify
from liveness.datasets.consent import Consent
from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

LONG = os.environ.get("LIVENESS_FAULTS") == "long"
STEP = 1 if LONG else 12
FAULTS = {
    "full from there on": (errno.ENOSPC, 1),
    "one error": (errno.EIO, 0),
    "gone from there on": (errno.EIO, 2),
}
OFFSETS = {fault: 5 * i for i, fault in enumerate(FAULTS)}

Attempt = Callable[[int, int, int], tuple[DatasetRoot, dict[str, Any]]]


@pytest.fixture
def attempt(shim: Path, box: Path, scripts: Path) -> Iterator[Attempt]:
    """Lets a take be recorded while call ``number`` fails with ``error``."""
    DatasetRoot.create(box / "base" / "root").consents.add(Consent(id="C1", subject="S1"))
    (box / "plan").write_bytes(bytes(24))
    (box / "disk").mkdir()
    environment = {**os.environ, "LD_PRELOAD": str(shim), "WRITE_LOG_BOX": str(box)}
    child = subprocess.Popen(
        [sys.executable, scripts / "failing.py", box],
        env={**environment, "WRITE_LOG_PLAN": str(box / "plan")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    asking, answers = child.stdin, child.stdout

    def run(number: int, error: int, stays: int) -> tuple[DatasetRoot, dict[str, Any]]:
        place = box / "disk" / "now"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(box / "base", place)
        asking.write(f"{number} {error} {stays} {place}\n")
        asking.flush()
        return DatasetRoot.open(place / "root"), json.loads(answers.readline())

    yield run
    asking.close()
    child.wait(10)
    answers.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("finalise_here")
def test_any_call_may_fail(
    attempt: Attempt, monkeypatch: pytest.MonkeyPatch, tally: Counter[str], fault: str
) -> None:
    monkeypatch.setattr(verify, "take_reports", reports_here)
    root, said = attempt(0, 0, 0)
    assert (said["kept"], said["registered"], said["errors"]) == (FRAMES, True, [])
    calls = said["calls"]
    tally["calls"] = calls
    error, stays = FAULTS[fault]
    kept = Counter[int]()
    for number in range(1 + OFFSETS[fault] % STEP, calls + 1, STEP):
        started = time.monotonic()
        root, said = attempt(number, error, stays)
        where = f"call {number} of {calls}: {said}"
        assert said["status"] == 0, where
        assert "crash" not in said, where
        assert said["registered"] or said["errors"], where
        results = recover_root(root)
        assert all(isinstance(result, TakeRecord) for result in results), where
        indices: list[int] = []
        for record in root.takes():
            indices = check_frames(root.take_path(record), packet)
        assert indices == list(range(len(indices)))
        assert len(indices) >= said["kept"], where
        assert verify.verify_root(root) == [], where
        kept[said["kept"]] += 1
        took_ms = round(1e3 * (time.monotonic() - started))
        tally["failures"] += 1
        tally["ms for the slowest"] = max(tally["ms for the slowest"], took_ms)
    # the failures came at the beginning, in the middle and at the end
    assert len(kept) > 2
