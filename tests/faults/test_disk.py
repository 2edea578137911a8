"""Disks that are full, or cannot be written: what was acknowledged stays, nothing crashes."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness.capture import journal_thread
from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets import journal as journal_module
from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, LivenessError, StorageError
from liveness.datasets.journal import JournalWriter, read_journal
from liveness.datasets.records import EventRecord, FrameRecord, TakeEnd
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader, TakeRecord
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits")

HeaderOf = Callable[..., TakeHeader]
JournalOf = Callable[..., Path]


def _record(scripts: Path, root: Path, *arguments: object) -> tuple[int, str]:
    """Record in a child; return the number of acknowledged frames and what it complained."""
    command = [sys.executable, scripts / "record.py", root, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return int((done.stdout.splitlines() or ["0"])[-1]), done.stderr


def _frames(journal: Path) -> int:
    with read_journal(journal) as reading:
        count = sum(isinstance(record, FrameRecord) for record in reading.records())
        assert not reading.damaged
        return count


@pytest.mark.parametrize("limit", [6_000, 50_000, 123_457, 300_001])
def test_a_file_that_may_not_grow_keeps_every_acknowledged_frame(
    tmp_path: Path, scripts: Path, limit: int
) -> None:
    acknowledged, complaint = _record(scripts, tmp_path / "root", 200, limit)
    assert "E-DSK-03" in complaint
    root = DatasetRoot.open(tmp_path / "root")
    (journal,) = root.unfinished()
    assert _frames(journal) == acknowledged
    assert journal.stat().st_size <= limit
    if acknowledged:
        (record,) = recover_root(root)
        assert isinstance(record, TakeRecord)
        assert record.frames == acknowledged


def test_a_limit_below_the_header_leaves_nothing(tmp_path: Path, scripts: Path) -> None:
    command = [sys.executable, scripts / "record.py", tmp_path / "root", "5", "700"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "E-DSK-03" in done.stderr
    assert DatasetRoot.open(tmp_path / "root").unfinished() == []


def test_a_full_disk_keeps_every_acknowledged_frame(small_disk: Path, scripts: Path) -> None:
    root = DatasetRoot.create(small_disk / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    # so full that it ends before a look at the free space once a second
    (small_disk / "other").write_bytes(bytes(21 << 20))
    acknowledged, complaint = _record(scripts, root.path, 5000)
    assert "E-DSK-0" in complaint
    assert acknowledged > 100
    (journal,) = root.unfinished()
    assert _frames(journal) == acknowledged
    # no room for the take, nor for a file that says who locks; the folder itself is locked
    (failure,) = recover_root(root)
    assert isinstance(failure, RecoveryFailure)
    assert failure.error.code == "E-DSK-01"
    assert journal.exists()
    with DatasetRoot.open(root.path).locked(), pytest.raises(StorageError) as caught:
        recover_root(root)
    assert caught.value.code == "E-DSK-04"
    (small_disk / "other").unlink()
    (record,) = recover_root(root)
    assert isinstance(record, TakeRecord)
    assert record.frames == acknowledged
    assert verify_root(root) == []


def test_any_write_may_fail(
    root: DatasetRoot, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = journal_module.write_all
    state = {"left": 0}

    def failing(fd: int, data: bytes) -> None:
        state["left"] -= 1
        if state["left"] < 0:
            os.write(fd, data[: len(data) // 3])
            raise OSError(28, "No space left on device")
        write(fd, data)

    monkeypatch.setattr(journal_module, "write_all", failing)
    passed = 0
    for allowed in range(40):
        state["left"] = allowed
        header = header_of()
        path = root.journal_path(header.id)
        acknowledged = 0
        try:
            writer = JournalWriter(path, header)
        except StorageError:
            assert not path.exists()
            continue
        try:
            for i in range(6):
                writer.frame(FrameRecord(i, i, i, Codec.RAW, 1, 1, bytes(3000)))
                acknowledged += 1
                writer.event(EventRecord(i, "note", "x"))
        except StorageError:
            # the disk stays full: the end cannot be written either
            with pytest.raises(StorageError):
                writer.close(TakeEnd(status="incomplete"))
        with contextlib.suppress(StorageError):
            writer.close(TakeEnd())
        passed += acknowledged == 6
        assert _frames(path) == acknowledged
        if passed > 4:
            return
    pytest.fail("no run got to its end")


def test_finalising_on_a_full_disk_keeps_the_journal(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    journal = journal_of(40)
    spare = journal.read_bytes()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # the child inherits the limit; libhdf5 fails there, at various places, or crashes
    for limit in (100, 5_000, 30_000, 80_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            with pytest.raises((StorageError, DataError)) as caught:
                root.finalise(journal)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert caught.value.code in ("E-DSK-03", "E-DAT-06")
        assert journal.read_bytes() == spare
        assert list(root.path.rglob("*.part")) == []
        assert root.takes() == []
    assert root.finalise(journal).frames == 40
    assert verify_root(root) == []


def test_a_folder_that_cannot_be_written_is_one_clear_error() -> None:
    # not even root writes there
    with pytest.raises(StorageError) as caught:
        DatasetRoot.create(Path("/proc/liveness"))
    assert caught.value.code == "E-DSK-02"


def test_a_read_only_disk(small_disk: Path, scripts: Path) -> None:
    root = DatasetRoot.create(small_disk / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    _record(scripts, root.path, 20)
    (journal,) = root.unfinished()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    again = DatasetRoot.open(root.path)
    for act in (
        lambda: again.start_session("lab", None, None),
        lambda: again.subject_key("S9"),
        lambda: again.finalise(journal),
        lambda: again.consents.add(Consent(id="C2", subject="S2")),
        lambda: recover_root(again),
    ):
        with pytest.raises(LivenessError) as caught:
            act()
        assert caught.value.code == "E-DSK-02", caught.value
    assert [fault.code for fault in verify_root(again)] == ["V-LEFTOVER"]
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    (record,) = recover_root(root)
    assert isinstance(record, TakeRecord)
    assert record.frames == 20


@pytest.mark.parametrize("how", ["removed", "moved"])
def test_a_root_that_vanishes_ends_the_take_with_a_message(
    root: DatasetRoot, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(journal_thread, "SPACE_EVERY_S", 0.05)
    aside = root.path.with_name("aside")
    image = np.zeros((1, 1, 3), np.uint8)
    with Recorder(root, header_of(), zero_ns=0) as recorder:
        for i in range(3):
            recorder.submit(Frame(image, i, i, bytes(100), "jpeg"), block=True)
        root.path.rename(aside)
        # an open file outlives its name, so that it is the check of the space that tells
        for i in range(3, 2_000):
            if recorder.status.failed is not None:
                break
            with contextlib.suppress(StorageError):
                recorder.submit(Frame(image, i, i, bytes(100), "jpeg"), block=True)
            time.sleep(0.001)
        assert recorder.status.failed is not None
        assert recorder.status.failed.code == "E-DSK-02"
        if how == "removed":
            shutil.rmtree(aside)
        journal = recorder.stop()
    with pytest.raises(StorageError):
        root.finalise(journal)
    if how == "moved":
        # the disk is back: nothing is missing
        aside.rename(root.path)
        (record,) = recover_root(root)
        assert isinstance(record, TakeRecord)
        assert record.frames == recorder.status.frames_on_disk >= 3
        assert record.status == "recovered"
        assert verify_root(root) == []
