"""Damaged and hostile journals and take files: valid records or a clean error, in time.

Every reader runs in a child, as ``verify`` and the finaliser do: whatever libhdf5 does there,
the studio lives.
"""

from __future__ import annotations

import json
import os
import random
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mutants import damage, hostile_journal, hostile_take

from liveness.datasets.finalise import finalise_journal
from liveness.datasets.journal import read_journal
from liveness.datasets.records import FrameRecord
from liveness.datasets.verify import take_reports

LONG = os.environ.get("LIVENESS_FAULTS") == "long"
MUTANTS = 250 if LONG else 25
"""Of each of the four kinds."""
LIMIT_S = 10.0
JournalOf = Callable[..., Path]
Tally = Counter[str]


class Reader:
    """A child that reads whatever it is told, and is replaced when it dies."""

    def __init__(self, script: Path, good: Path) -> None:
        self._command = [sys.executable, str(script), str(good)]
        self._start()

    def read(self, path: Path) -> dict[str, object]:
        """Return what the child says: ``died`` when it did, ``hung`` after 10 s."""
        self._child.stdin.write(f"{path}\n".encode())  # type: ignore[union-attr]
        output = self._child.stdout
        assert output is not None
        if not select.select([output], [], [], LIMIT_S)[0]:
            self.stop()
            self._start()
            return {"said": "hung"}
        line = output.readline()
        if not line:
            self.stop()
            self._start()
            return {"said": "died"}
        said: dict[str, object] = json.loads(line)
        return said

    def stop(self) -> None:
        self._child.kill()
        self._child.communicate()

    def _start(self) -> None:
        # unbuffered, so that a line that waits is seen by select
        self._child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        assert self._child.stdout is not None
        assert self._child.stdout.readline() == b"ready\n"


@pytest.fixture
def journal(journal_of: JournalOf) -> Path:
    return journal_of(8, analysed=True)


@pytest.fixture
def good(journal: Path, tmp_path: Path) -> Path:
    path = tmp_path / "good.h5"
    finalise_journal(journal, path)
    return path


@pytest.fixture
def reader(good: Path, scripts: Path) -> Iterator[Reader]:
    child = Reader(scripts / "read_all.py", good)
    yield child
    child.stop()


def _judge(reader: Reader, path: Path, tally: Tally, what: str = "") -> str:
    """Read a mutant, count what it came to, and return that."""
    started = time.monotonic()
    said = reader.read(path)
    took_ms = round(1e3 * (time.monotonic() - started))
    assert said["said"] != "crash", f"{path.name}, {what}: {said['trace']}"
    assert not said.get("wrong"), f"{path.name}, {what}: frames {said['wrong']} are wrong"
    tally["mutants"] += 1
    tally[str(said["said"])] += 1
    tally["ms for the slowest"] = max(tally["ms for the slowest"], took_ms)
    return str(said["said"])


def test_damaged_journals_give_their_valid_records(
    reader: Reader, journal: Path, tmp_path: Path, tally: Tally
) -> None:
    data = journal.read_bytes()
    for number in range(MUTANTS):
        path = tmp_path / f"{number}.mcap"
        path.write_bytes(damage(data, random.Random(number)))
        _judge(reader, path, tally)
        path.unlink()
    assert tally["whole"]
    assert tally["frames"]
    # both headers are hit: nothing says whose frames these are; or none is left
    assert tally["whole"] + tally["frames"] + tally["E-DAT-04"] + tally["E-DAT-05"] == MUTANTS


def test_hostile_journals_are_read_or_refused(
    reader: Reader, journal: Path, tmp_path: Path, tally: Tally
) -> None:
    data = journal.read_bytes()
    for number in range(MUTANTS):
        path = tmp_path / f"{number}-hostile.mcap"
        path.write_bytes(hostile_journal(data, random.Random(number)))
        _judge(reader, path, tally)
        path.unlink()
    assert not tally["died"]
    assert not tally["hung"]


@pytest.mark.parametrize("kind", ["damaged", "hostile"])
def test_no_take_gives_a_wrong_frame(
    reader: Reader, good: Path, tmp_path: Path, tally: Tally, kind: str
) -> None:
    data = good.read_bytes()
    deadly = []
    for number in range(MUTANTS):
        path = tmp_path / f"{number}-{kind}.h5"
        rng = random.Random(number)
        what = ""
        if kind == "hostile":
            what = hostile_take(good, path, rng)
        else:
            path.write_bytes(damage(data, rng))
        if _judge(reader, path, tally, what) in ("died", "hung"):
            deadly.append(path)
    assert tally["E-DAT-02"]
    # what libhdf5 does not survive, verify does, and names it
    for report in take_reports(deadly, limit_s=LIMIT_S):
        assert {finding.code for finding in report.findings} == {"V-CRASH"}


def test_verify_finds_every_damage(good: Path, tmp_path: Path, tally: Tally) -> None:
    data = good.read_bytes()
    paths = []
    for number in range(2 * MUTANTS):
        path = tmp_path / f"mutant-{number:04}.h5"
        rng = random.Random(-number)
        if number % 2:
            hostile_take(good, path, rng)
        else:
            path.write_bytes(damage(data, rng))
        if path.read_bytes() != data:
            paths.append(path)
    (whole,) = take_reports([good])
    assert whole.findings == ()
    for report in take_reports(paths, limit_s=LIMIT_S):
        codes = {finding.code for finding in report.findings}
        assert report.sha256 != whole.sha256
        assert bool(report.sha256) or codes == {"V-CRASH"}
        tally["mutants"] += 1
        tally.update(codes or {"only by the file's SHA-256"})


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
