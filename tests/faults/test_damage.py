"""Damaged journals and take files: valid records or a clean error, never a wrong frame."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.journal import read_journal
from liveness.datasets.records import AnalysisRecord, FrameRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import take_reports

MUTANTS = int(os.environ.get("LIVENESS_MUTANTS", "150"))
JournalOf = Callable[..., Path]


def _mutant(data: bytes, rng: random.Random) -> bytes:
    """Flip bits, cut, zero, repeat, or swap pieces."""
    kind = rng.randrange(6)
    at, other = sorted(rng.randrange(len(data)) for _ in range(2))
    changed = bytearray(data)
    if kind == 0:
        changed[at] ^= 1 << rng.randrange(8)
    elif kind == 1:
        for _ in range(20):
            changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif kind == 2:
        return data[:at]
    elif kind == 3:
        end = min(len(data), at + rng.choice([1, 512, 4096]))
        changed[at:end] = bytes(end - at)
    elif kind == 4:
        return data[:at] + data[other:]
    else:
        return data[:other] + data[at:]
    return bytes(changed)


def test_damaged_journals_give_their_valid_records(journal_of: JournalOf) -> None:
    journal = journal_of(12, analysed=True)
    data = journal.read_bytes()
    good = {}
    with read_journal(journal) as reading:
        for record in reading.records():
            if isinstance(record, FrameRecord):
                good[record.index] = record.data
    rng = random.Random(2)
    whole = 0
    started = time.monotonic()
    for _ in range(MUTANTS):
        journal.write_bytes(_mutant(data, rng))
        try:
            with read_journal(journal) as reading:
                records = list(reading.records())
        except DataError:
            # both headers are hit: nothing says whose frames these are
            continue
        frames = [record for record in records if isinstance(record, FrameRecord)]
        assert all(frame.data == good[frame.index] for frame in frames)
        # in order, each at most once
        indices = [frame.index for frame in frames]
        assert indices == sorted(set(indices))
        if len(frames) < 12:
            lost = reading.frames_known_lost
            assert reading.notes or lost
            if reading.end is not None:
                assert lost == 12 - len(frames)
        else:
            whole += 1
        assert all(r.index in good for r in records if isinstance(r, AnalysisRecord))
    assert 0 < whole < MUTANTS
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("size", [10, 10_000])
def test_hostile_sizes_reserve_no_memory(journal_of: JournalOf, size: int) -> None:
    journal = journal_of(2)
    data = bytearray(journal.read_bytes()[:-size] if size < 100 else journal.read_bytes())
    # every length field of every MCAP record claims the largest there is
    at = 8
    while at + 9 <= len(data):
        length = int.from_bytes(data[at + 1 : at + 9], "little")
        data[at + 1 : at + 9] = b"\xff" * 7 + b"\x7f"
        at += 9 + length
    journal.write_bytes(data)
    with read_journal(journal) as reading:
        frames = [r for r in reading.records() if isinstance(r, FrameRecord)]
    # the markers are found all the same
    assert [frame.index for frame in frames] == [0, 1]


@pytest.mark.usefixtures("finalise_here")
def test_damaged_takes_never_give_a_wrong_frame(
    root: DatasetRoot, journal_of: JournalOf, scripts: Path, tmp_path: Path
) -> None:
    good = root.take_path(root.finalise(journal_of(8, analysed=True)))
    data = good.read_bytes()
    rng = random.Random(3)
    mutants = []
    for number in range(MUTANTS // 5):
        path = tmp_path / f"mutant-{number:04}.h5"
        path.write_bytes(_mutant(data, rng))
        mutants.append(path)
    rest = list(mutants)
    said: list[str] = []
    while rest:
        # libhdf5 may crash or hang (its alarm rings) on what it reads: that one is passed
        command = [sys.executable, scripts / "read_mutants.py", good, *rest]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        lines = done.stdout.split()
        assert done.returncode != 1, done.stdout
        said += lines
        rest = rest[len(lines) + 1 :]
    assert {"whole", "E-DAT-02"} <= set(said)
    assert set(said) <= {"whole", "frames", "E-DAT-02", "E-DAT-08"}


@pytest.mark.usefixtures("finalise_here")
def test_verify_finds_every_damage(
    root: DatasetRoot, journal_of: JournalOf, tmp_path: Path
) -> None:
    record = root.finalise(journal_of(8, analysed=True))
    data = root.take_path(record).read_bytes()
    rng = random.Random(5)
    paths = []
    for number in range(MUTANTS // 5):
        path = tmp_path / f"mutant-{number:04}.h5"
        content = _mutant(data, rng)
        if content != data:
            path.write_bytes(content)
            paths.append(path)
    started = time.monotonic()
    for report in take_reports(paths, limit_s=2):
        codes = {finding.code for finding in report.findings}
        assert report.sha256 != record.sha256 or codes == {"V-CRASH"}
    assert time.monotonic() - started < 60
