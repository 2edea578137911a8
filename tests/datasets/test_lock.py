from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from liveness.datasets.errors import StorageError
from liveness.datasets.lock import Holder, holder_of, locked
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


def test_another_computer_is_taken_to_run(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text(_holder(host="elsewhere").model_dump_json())
    with pytest.raises(StorageError, match="elsewhere"), locked(path):
        pytest.fail("taken from another computer")


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
        assert holder.alive
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, and still in the table
        assert not holder.alive
    finally:
        child.communicate()
