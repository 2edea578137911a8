"""kill -9 at any moment: every acknowledged frame is there afterwards, unchanged."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.codec import Codec
from liveness.datasets.findings import Fault
from liveness.datasets.journal import JournalWriter
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

RUNS = 100 if os.environ.get("LIVENESS_FAULTS") == "long" else 10
QUEUE = 6
Tally = Counter[str]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals")


def _packet(scripts: Path) -> Callable[[int], bytes]:
    spec = importlib.util.spec_from_file_location("record_script", scripts / "record.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    packet: Callable[[int], bytes] = module.packet
    return packet


def faults_of(root: DatasetRoot) -> list[Fault]:
    """Faults but for twins: every take is of the same synthetic frames."""
    return [fault for fault in verify_root(root) if fault.code != "V-DUPLICATE"]


class _Said:
    """What collect.py said before it was killed, about its last take."""

    def __init__(self, said: bytes) -> None:
        self.take = ""
        self.given = self.kept = 0
        self.done: list[str] = []
        # a line may be cut
        for line in said.decode().split("\n")[:-1]:
            word, value = line.split()
            if word == "begun":
                self.take, self.given, self.kept = value, 0, 0
            elif word == "done":
                self.done.append(value)
            else:
                setattr(self, word, int(value))


def _collect_and_kill(
    root: DatasetRoot, scripts: Path, fps: int, count: int, moment: str, rng: random.Random
) -> _Said:
    """Record takes of ``count`` frames, and kill within one or while it is finished."""
    command = [sys.executable, scripts / "collect.py", root.path, str(fps), str(count)]
    kept = count if moment == "finishing" else rng.randrange(count // 2)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        said, line = b"", b" "
        while line and not line.startswith(f"kept {kept}".encode() if kept else b"begun"):
            line = child.stdout.readline()
            said += line
        time.sleep(rng.uniform(0, 0.2 if moment == "finishing" else 0.02))
        child.send_signal(signal.SIGKILL)
        return _Said(said + child.stdout.read())


@pytest.mark.parametrize(("fps", "count"), [(30, 12), (0, 600)], ids=["paced", "unpaced"])
@pytest.mark.usefixtures("finalise_here")
def test_no_acknowledged_frame_is_lost(
    root: DatasetRoot, scripts: Path, tally: Tally, fps: int, count: int
) -> None:
    packet = _packet(scripts)
    rng = random.Random(fps)
    moments = Counter[str]()
    for number in range(RUNS // 2):
        moment = "finishing" if number % 2 else "recording"
        said = _collect_and_kill(root, scripts, fps, count, moment, rng)
        if number % 4 == 3:
            # the recovery is killed too
            command = [sys.executable, scripts / "recover.py", root.path]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
                time.sleep(rng.uniform(0.3, 0.7))
                child.kill()
        waiting = len(root.unfinished())
        results = recover_root(root)
        assert not [result for result in results if isinstance(result, RecoveryFailure)]
        assert root.unfinished() == []
        takes = {record.id: record for record in root.takes()}
        assert takes.keys() >= set(said.done)
        frames = takes[said.take].frames if said.take in takes else 0
        # handed over, but waiting in the queue, or being written
        assert frames >= said.kept
        assert said.given - frames <= QUEUE + 1
        if frames:
            record = takes[said.take]
            assert record.frames_known_lost == 0
            with TakeReader(root.take_path(record)) as take:
                assert take.n_frames == frames
                for i in range(frames):
                    assert take.packet(i) == (packet(i), Codec.CAMERA_JPEG)
        moments["recording" if waiting and said.kept < count else "finishing"] += 1
        tally["frames acknowledged"] += said.kept
        tally["frames in flight lost"] += max(0, said.given - frames)
    tally.update({f"killed while {moment}": kills for moment, kills in moments.items()})
    assert moments["recording"]
    assert moments["finishing"]
    assert faults_of(root) == []


def _journal(root: DatasetRoot, header_of: Callable[..., object]) -> Path:
    header = header_of()
    path = root.journal_path(header.id)  # type: ignore[attr-defined]
    writer = JournalWriter(path, header, sync="never")  # type: ignore[arg-type]
    for i in range(40):
        writer.frame(FrameRecord(i, i, i, Codec.RAW, 1, 1, random.Random(i).randbytes(100_000)))
    writer.close(TakeEnd())
    return path


def test_finalising_may_be_killed_at_any_time(
    root: DatasetRoot, header_of: Callable[..., object], scripts: Path
) -> None:
    journal = _journal(root, header_of)
    spare = journal.read_bytes()
    started = time.monotonic()
    command = [sys.executable, scripts / "recover.py", root.path]
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - started
    (record,) = root.takes()
    rng = random.Random(9)
    interrupted = 0
    for _ in range(max(2, RUNS // 10)):
        shutil.rmtree(root.path / "sessions" / "visit")
        journal.write_bytes(spare)
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * rng.uniform(0.3, 0.95))
        child.kill()
        child.wait()
        interrupted += journal.exists()
        # again, to its end; the lock of the dead process is stale
        subprocess.run(command, check=True, capture_output=True)
        assert not journal.exists()
        (again,) = root.takes()
        assert (again.id, again.frames, again.sha256) == (record.id, 40, record.sha256)
        assert list(root.path.rglob("*.part")) == []
        assert faults_of(root) == []
    assert interrupted > 0, "no kill came in time"


def test_the_child_ends_with_its_parent(
    root: DatasetRoot, header_of: Callable[..., object], tmp_path: Path
) -> None:
    journal = _journal(root, header_of)
    out = tmp_path / "take.h5"
    command = [sys.executable, "-m", "liveness.datasets.finalise", "--watch"]
    child = subprocess.Popen(
        [*command, str(journal), str(out)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(10) == 3
    assert not out.exists()
