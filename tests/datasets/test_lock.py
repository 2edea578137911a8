from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from liveness.datasets import lock
from liveness.datasets.errors import StorageError
from liveness.datasets.lock import STALE_S, Holder, holder_of, locked, steal
from liveness.datasets.model import utc_now
from liveness.datasets.store import DatasetRoot


def _holder(**changes: object) -> Holder:
    content = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "started": psutil.Process().create_time(),
        "since_utc": utc_now(),
    }
    return Holder.model_validate(content | changes)


def test_a_lock_is_held_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path):
        holder = holder_of(path)
        assert holder is not None
        assert holder.pid == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path):
        with pytest.raises(StorageError) as caught, locked(path):
            pytest.fail("two hold one lock")
        assert caught.value.code == "E-DSK-04"
        assert f"process {os.getpid()} on {socket.gethostname()}" in str(caught.value)
        assert [entry.name for entry in tmp_path.iterdir()] == ["lock"]


def test_the_lock_of_a_process_that_is_gone_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import os, sys; from pathlib import Path; from liveness.datasets.lock import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.exists()
    assert holder_of(path) is None
    with locked(path):
        assert holder_of(path) is not None


def test_a_process_id_that_is_used_again_is_no_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text(_holder(started=1000.0).model_dump_json())
    with locked(path):
        pass


@pytest.mark.parametrize("content", ["", "torn {", "[]"])
def test_a_damaged_lock_is_taken_over(tmp_path: Path, content: str) -> None:
    path = tmp_path / "lock"
    path.write_text(content)
    with locked(path):
        pass


def _lock_of_elsewhere(path: Path, silent_s: float, **changes: object) -> None:
    content = _holder(host="elsewhere", renewed_every_s=15.0).model_copy(update=changes)
    path.write_text(content.model_dump_json())
    then = time.time() - silent_s
    os.utime(path, (then, then))


def test_another_computer_that_renews_its_lock_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    _lock_of_elsewhere(path, STALE_S - 20)
    assert holder_of(path) is not None
    with pytest.raises(StorageError) as caught, locked(path):
        pytest.fail("taken from another computer")
    said = str(caught.value)
    assert f"process {os.getpid()} on elsewhere, since " in said
    assert "last heard of 280 s ago" in said or "last heard of 281 s ago" in said
    assert f"recover {tmp_path} --steal-lock" in said


def test_another_computer_that_went_silent_loses_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    _lock_of_elsewhere(path, STALE_S + 5)
    assert holder_of(path) is None
    with locked(path):
        holder = holder_of(path)
        assert holder is not None
        assert holder.host == socket.gethostname()


def test_one_that_never_renews_is_never_judged(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    _lock_of_elsewhere(path, 100 * STALE_S, renewed_every_s=None)
    with pytest.raises(StorageError, match=f"delete {path}"), locked(path):
        pytest.fail("taken from another computer")


def test_a_lock_of_elsewhere_can_be_stolen_and_one_of_here_not(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert steal(path) is None
    _lock_of_elsewhere(path, 0.0)
    stolen = steal(path)
    assert stolen is not None
    assert stolen.host == "elsewhere"
    with locked(path), pytest.raises(StorageError) as caught:
        steal(path)
    assert caught.value.code == "E-DSK-04"


def test_the_holder_renews_its_lock_and_notices_that_it_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "RENEW_S", 0.01)
    path = tmp_path / "lock"
    with locked(path) as held:
        os.utime(path, (1000.0, 1000.0))
        limit = time.monotonic() + 5
        while path.stat().st_mtime < 2000 and time.monotonic() < limit:
            time.sleep(0.01)
        assert time.time() - path.stat().st_mtime < 60
        assert not held.lost
        _lock_of_elsewhere(path, 0.0)  # it slept, and another computer took over
        while not held.lost and time.monotonic() < limit:
            time.sleep(0.01)
        assert held.lost
    holder = holder_of(path)
    assert holder is not None
    assert holder.host == "elsewhere", "the lock of another was given back"


def test_a_full_disk_is_locked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "lock"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        if sys.platform == "win32":
            with pytest.raises(StorageError), locked(path):
                pytest.fail("no lock at all")
            return
        with locked(path):
            assert list(tmp_path.iterdir()) == []
            with pytest.raises(StorageError) as caught, locked(path):
                pytest.fail("two hold one lock")
            assert caught.value.code == "E-DSK-04"
        _lock_of_elsewhere(path, 0.0)
        with pytest.raises(StorageError, match="elsewhere"), locked(path):
            pytest.fail("taken from another computer")
    with pytest.raises(StorageError), locked(path):
        pytest.fail("taken from another computer")


def test_a_network_disk_that_locks_no_folder_has_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.EBADF, "not here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    path = tmp_path / "lock"
    with locked(path):
        assert holder_of(path) is not None
        with pytest.raises(StorageError), locked(path):
            pytest.fail("two hold one lock")


def test_it_works_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "lock"
    path.write_text(_holder(started=1000.0).model_dump_json())
    with locked(path), pytest.raises(StorageError), locked(path):
        pytest.fail("two hold one lock")
    assert list(tmp_path.iterdir()) == []


def test_a_root_is_locked_once_and_may_be_nested(root: DatasetRoot) -> None:
    other = DatasetRoot.open(root.path)
    with root.locked():
        with root.locked():
            pass
        with pytest.raises(StorageError), other.locked():
            pytest.fail("two studios in one root")
    with other.locked():
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_a_killed_holder_that_nobody_waited_for_is_gone(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        holder = _holder(pid=child.pid, started=psutil.Process(child.pid).create_time())
        assert holder.alive(0.0)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, and still in the table
        assert not holder.alive(0.0)
    finally:
        child.communicate()
