"""A real end of the process, in the middle of an erasure, and the real child."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from liveness.datasets.erasure.erasing import erase_subject
from liveness.datasets.erasure.plan import PLAN_FILE
from liveness.datasets.recovery import needs_start_up, recover_root, start_up
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

Crowd = Any
"""The fixture's class; see conftest."""

pytestmark = pytest.mark.usefixtures("finalise_here")

ERASE = """
import os, signal, sys
from pathlib import Path
from liveness.datasets.erasure import erasing
from liveness.datasets.store import DatasetRoot

real = erasing.run_step

def run(name, step):
    real(name, step)
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

erasing.run_step = run
erasing.erase_subject(DatasetRoot.open(Path(sys.argv[1])), "S1")
"""


def _erase(root: Path, kill_after: str) -> int:
    command = [sys.executable, "-c", ERASE, str(root), kill_after]
    return subprocess.run(command, timeout=60).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("step", ["journals", "key"])
def test_a_killed_erasure_is_finished_when_the_dataset_is_opened(
    full: Crowd, step: str
) -> None:
    root = full.root
    assert not needs_start_up(DatasetRoot.create(root.path.parent / "new"))
    assert _erase(root.path, step) == -signal.SIGKILL
    assert (root.path / PLAN_FILE).exists()
    # nobody makes a take of what is to go
    assert needs_start_up(root)
    assert PLAN_FILE in {fault.path for fault in verify_root(root)}
    assert [r.subject for r in recover_root(root)] == ["S10"]
    result = start_up(root)
    assert result.fault is None
    assert result.receipt is not None
    assert result.receipt.clean, result.receipt
    assert result.receipt.counts["takes"] == 3
    assert {record.subject for record in root.takes()} == {"S2", "S10"}
    assert verify_root(root) == []
    assert start_up(root).receipt is None
    assert not needs_start_up(root)


def test_the_real_child_reads_a_file_that_is_no_take(crowd: Crowd) -> None:
    record = crowd.take("S1")
    crowd.take("S2")
    crowd.write("sessions/visit/strange.h5", b"no HDF5")
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert receipt.counts["frames"] == record.frames
    assert (crowd.root.path / "sessions/visit/strange.h5").exists()


def test_a_damaged_plan_stops_nothing_but_the_erasure(crowd: Crowd) -> None:
    crowd.write(PLAN_FILE, "{")
    crowd.journal("S1")
    result = start_up(crowd.root)
    assert result.fault is not None
    assert result.fault.code == "E-DAT-03"
    assert [take.subject for take in result.takes] == ["S1"]
