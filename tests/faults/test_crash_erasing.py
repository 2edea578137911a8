"""An erasure that is cut off between any two calls, within a write, or by the power.

Afterwards the dataset opens, and either the erasure never began, or opening it ends it: then
no byte of the person is left, wherever it was cut off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from crash_check import digests, reports_here
from crash_model import Disk, State, crash_states, read_log

from liveness.datasets import verify
from liveness.datasets.erasure.erasing import erase_subject
from liveness.datasets.erasure.plan import PLAN_FILE
from liveness.datasets.erasure.receipt import read_receipts
from liveness.datasets.reader import TakeReader
from liveness.datasets.recovery import start_up
from liveness.datasets.store import DatasetRoot

LONG = os.environ.get("LIVENESS_FAULTS") == "long"
OTHER = "T20261122-100002-000002"
"""The take of S2 alone; all others are of S1, or show S1."""


def _run(scripts: Path, name: str, box: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, scripts / "erasing.py", name, box]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def _secrets(root: DatasetRoot) -> list[bytes]:
    key = root.subject_key("S1")
    ids = [f"T20261122-10000{n}-00000{n}".encode() for n in (1, 3, 4)]
    return [key.encode(), bytes.fromhex(key), b"C-S1", b'"S1"', b",S1,", *ids]


def _left(path: Path, secrets: list[bytes]) -> list[str]:
    """Return the files that still hold something of S1."""
    files = [p for p in path.rglob("*") if p.is_file()]
    return [p.name for p in files if any(secret in p.read_bytes() for secret in secrets)]


def _check(
    state: State, place: Path, secrets: list[bytes], packets: list[bytes], end: dict[str, str]
) -> str:
    """Open the dataset after a crash, and return what became of the erasure."""
    path = place / "disk" / "root"
    root = DatasetRoot.open(path)
    begun = (path / PLAN_FILE).exists()
    result = start_up(root)
    assert result.fault is None
    assert not result.failures
    if begun:
        assert result.receipt is not None
        assert result.receipt.clean, result.receipt
    receipts = read_receipts(path)
    assert len(receipts) <= 1
    if receipts:
        assert _left(path, secrets) == [], state.done
        assert receipts[0].counts["takes"] == 3
        outcome = "resumed" if begun else "ended"
    else:
        # nothing was removed: the journal became a take
        assert len(root.takes()) == 4, state.done
        assert verify.verify_root(root) == []
        assert erase_subject(root, "S1").clean
        outcome = "not begun"
    assert [record.id for record in root.takes()] == [OTHER]
    assert verify.verify_root(root) == []
    with TakeReader(root.take_path(root.takes()[0])) as take:
        assert [take.packet(i)[0] for i in range(take.n_frames)] == packets
    before = digests(path)
    # the receipt has its own id and time
    assert before | {"erasure_log.jsonl": ""} == end | {"erasure_log.jsonl": ""}
    again = start_up(root)
    assert (again.receipt, again.takes) == (None, ())
    assert digests(path) == before
    return outcome


@pytest.mark.usefixtures("finalise_here")
def test_every_crash_of_an_erasure_ends_clean(
    shim: Path, box: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch, tally: Counter[str]
) -> None:
    monkeypatch.setattr(verify, "take_reports", reports_here)
    (box / "disk").mkdir()
    _run(scripts, "prepare", box, {})
    start = box / "start"
    shutil.copytree(box / "disk", start, copy_function=shutil.copy2)
    root = DatasetRoot.open(start / "root")
    secrets = _secrets(root)
    with TakeReader(root.path / "sessions" / "visit" / f"{OTHER}.h5") as take:
        packets = [take.packet(i)[0] for i in range(take.n_frames)]
    log = box / "log"
    shown = {"LD_PRELOAD": str(shim), "WRITE_LOG": str(log), "WRITE_LOG_BOX": str(box)}
    begin = Disk(box / "disk")
    _run(scripts, "erase", box, shown)
    ops, _ = read_log(log, box)
    assert ops
    tally["operations"] = len(ops)
    end = digests(box / "disk" / "root")
    assert _left(box / "disk" / "root", secrets) == []
    for state in crash_states(ops, begin, cuts=4 if LONG else 1, step=1 if LONG else 7):
        place = box / "state"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        state.tree.write(place)
        try:
            tally[_check(state, place, secrets, packets, end)] += 1
        except Exception as error:
            where = f"{state.kind} after {state.done} of {len(ops)} operations"
            raise AssertionError(where) from error
    assert tally["resumed"] > 5
    assert tally["not begun"]
    assert tally["ended"]
