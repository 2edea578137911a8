"""Crashes at every boundary between two calls that change the disk, and within each write.

A scenario runs once under write_log.c; from its log crash_model.py makes the states in which
``kill -9`` or a cut of the power leaves the disk; in each the dataset recovers, with every
acknowledged frame and no wrong one.
"""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from crash_check import Log, check_dataset, reports_here
from crash_model import Disk, crash_states, read_log
from scenario import packet

from liveness.datasets import verify

LONG = os.environ.get("LIVENESS_FAULTS") == "long"
CUTS = 4 if LONG else 1


def _run(shim: Path, box: Path, scripts: Path, name: str, log: Path | None) -> None:
    environment = {**os.environ}
    if log is not None:
        log.unlink(missing_ok=True)
        environment |= {"LD_PRELOAD": str(shim), "WRITE_LOG": str(log)}
        environment |= {"WRITE_LOG_BOX": str(box)}
    command = [sys.executable, scripts / "scenario.py", name, box]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def _log(shim: Path, box: Path, scripts: Path, name: str, before: str | None) -> Log:
    """Run a scenario, after another one that is not logged."""
    (box / "disk").mkdir()
    if before is not None:
        _run(shim, box, scripts, before, None)
        (box / "marks").unlink()
    start = Disk(box / "disk")
    _run(shim, box, scripts, name, box / "log")
    ops, marks = read_log(box / "log", box)
    # the log is whole: what it makes of the disk is what is there
    end = copy.deepcopy(start)
    for op in ops:
        end.apply(op)
    tree = end.tree()
    for path in (box / "disk").rglob("*"):
        relative = str(path.relative_to(box))
        if path.is_dir():
            assert relative in tree.folders
        elif not relative.endswith("-shm"):
            assert tree.files.pop(relative)[0] == path.read_bytes(), relative
    assert not tree.files
    return Log(ops, marks, start, before is None, lazy=name in ("second", "catalogue"))


@pytest.mark.parametrize(
    ("name", "before", "step"),
    [("take", None, 9), ("second", None, 12), ("recover", "cut", 6), ("catalogue", None, 30)],
)
@pytest.mark.usefixtures("finalise_here")
def test_every_crash_ends_in_a_whole_dataset(
    shim: Path,
    box: Path,
    scripts: Path,
    monkeypatch: pytest.MonkeyPatch,
    tally: Counter[str],
    name: str,
    before: str | None,
    step: int,
) -> None:
    monkeypatch.setattr(verify, "take_reports", reports_here)
    log = _log(shim, box, scripts, name, before)
    tally["operations"] = len(log.ops)
    states = crash_states(log.ops, log.start, cuts=CUTS, step=1 if LONG else step)
    for state in states:
        place = box / "state"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        state.tree.write(place)
        started = time.monotonic()
        try:
            check_dataset(state, log, place, packet)
        except Exception as error:
            where = f"{state.kind} after {state.done} of {len(log.ops)} operations"
            raise AssertionError(f"{name}: {where}") from error
        tally[f"states after {state.kind}"] += 1
        took_ms = round(1e3 * (time.monotonic() - started))
        tally["ms for the slowest"] = max(tally["ms for the slowest"], took_ms)
    assert tally["ms for the slowest"] < 10_000
