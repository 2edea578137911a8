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
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.journal import JournalWriter
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

RUNS = int(os.environ.get("LIVENESS_KILLS", "10"))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals")


def _packet(scripts: Path) -> Callable[[int], bytes]:
    spec = importlib.util.spec_from_file_location("record_script", scripts / "record.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    packet: Callable[[int], bytes] = module.packet
    return packet


@pytest.mark.usefixtures("finalise_here")
def test_no_acknowledged_frame_is_lost(tmp_path: Path, scripts: Path) -> None:
    packet = _packet(scripts)
    root = DatasetRoot.create(tmp_path / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    rng = random.Random(4)
    acknowledged: list[int] = []
    for _ in range(RUNS):
        child = subprocess.Popen(
            [sys.executable, scripts / "record.py", root.path, "1000000"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(rng.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        said = (first + child.stdout.read()).decode()
        child.wait()
        child.stdout.close()
        acknowledged.append(int(said[: said.rindex("\n")].splitlines()[-1]))
        (record,) = recover_root(root)
        assert isinstance(record, TakeRecord)
        assert record.status == "recovered"
        assert record.frames_known_lost == 0
        # one frame may be on the disk without its acknowledgement having got out
        assert acknowledged[-1] <= record.frames <= acknowledged[-1] + 1
        with TakeReader(root.take_path(record)) as take:
            for i in range(take.n_frames):
                assert take.packet(i) == (packet(i), Codec.CAMERA_JPEG)
    assert len(set(acknowledged)) > 1, "the kills did not come at different moments"
    assert verify_root(root) == []


def _journal(root: DatasetRoot, header_of: Callable[..., object]) -> Path:
    header = header_of()
    path = root.journal_path(header.id)  # type: ignore[attr-defined]
    writer = JournalWriter(path, header, sync="never")  # type: ignore[arg-type]
    for i in range(40):
        writer.frame(FrameRecord(i, i, i, Codec.RAW, 1, 1, random.Random(i).randbytes(100_000)))
    writer.close(TakeEnd())
    return path


@pytest.mark.parametrize("script", ["recover.py"])
def test_finalising_may_be_killed_at_any_time(
    root: DatasetRoot, header_of: Callable[..., object], scripts: Path, script: str
) -> None:
    journal = _journal(root, header_of)
    spare = journal.read_bytes()
    started = time.monotonic()
    command = [sys.executable, scripts / script, root.path]
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - started
    (record,) = root.takes()
    rng = random.Random(9)
    interrupted = 0
    for _ in range(4):
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
        assert verify_root(root) == []
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
