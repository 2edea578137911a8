"""A merge that is cut off, and datasets that are damaged or mean harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_takes import content_of, take_in

from liveness.datasets import durable, merge
from liveness.datasets.errors import DataError, StorageError, UsageError
from liveness.datasets.merge import merge_roots
from liveness.datasets.store import RESERVE_VARIABLE, DatasetRoot
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("check_here")


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.fixture
def other(tmp_path: Path) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path / "other")
    take_in(root, "S1", session="a")
    take_in(root, "S2", session="b", species="print-bent", target="S1")
    return root


@pytest.fixture
def one(tmp_path: Path) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path / "one")
    take_in(root, "S9", session="own")
    return root


def _count_steps(monkeypatch: pytest.MonkeyPatch, kill_at: int) -> list[str]:
    """Kill the merge before its n-th change of the disk; return the changes so far."""
    done: list[str] = []

    def guard(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if len(done) == kill_at:
                raise Killed
            done.append(name)
            return original(*arguments, **named)

        return call

    monkeypatch.setattr(merge, "_copy", guard("copy", merge._copy))
    monkeypatch.setattr(merge, "_place", guard("place", merge._place))
    for module in (merge, sys.modules["liveness.datasets.root_files"]):
        monkeypatch.setattr(module, "replace_file", guard("write", durable.replace_file))
    return done


def test_a_merge_killed_at_any_step_is_done_by_the_next(
    tmp_path: Path, other: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[dict[str, bytes]] = []
    for kill_at in range(100):
        fresh = DatasetRoot.create(tmp_path / f"fresh{kill_at}")
        with monkeypatch.context() as patch:
            done = _count_steps(patch, kill_at)
            try:
                merge_roots(fresh, [other.path])
                killed = False
            except Killed:
                killed = True
        # whatever is registered is whole
        for record in fresh.takes():
            assert fresh.take_path(record).is_file()
        merged = merge_roots(fresh, [other.path])
        assert merged.conflicts == ()
        assert len(fresh.takes()) == 2
        content = content_of(fresh.path)
        del content["dataset.json"]
        ends.append(content)
        if not killed:
            break
    assert kill_at == len(done) > 8
    assert all(end == ends[-1] for end in ends)
    assert verify_root(fresh) == []


def test_a_real_kill_in_the_middle_of_copying(
    tmp_path: Path, one: DatasetRoot, other: DatasetRoot
) -> None:
    program = (
        "import os, sys; from pathlib import Path; from liveness.datasets import merge;"
        "from liveness.datasets.store import DatasetRoot\n"
        "def half(source, part):\n"
        "    part.write_bytes(source.read_bytes()[:1000]); os.kill(os.getpid(), 9)\n"
        "merge._copy = half\n"
        "merge.merge_roots(DatasetRoot.open(Path(sys.argv[1])), [Path(sys.argv[2])])\n"
    )
    command = [sys.executable, "-c", program, str(one.path), str(other.path)]
    assert subprocess.run(command, timeout=60).returncode == -9
    assert (one.path / "lock").exists()
    assert len(list((one.path / "incoming").iterdir())) == 1
    assert len(one.takes()) == 1
    merged = merge_roots(one, [other.path])
    assert (len(merged.takes), merged.conflicts) == (2, ())
    assert list((one.path / "incoming").iterdir()) == []
    assert verify_root(one) == []


def test_what_is_damaged_stays_behind(one: DatasetRoot, other: DatasetRoot) -> None:
    first, second = other.takes()
    path = other.take_path(first)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with (other.path / "sessions" / "b" / "takes.jsonl").open("a") as file:
        file.write("torn {\n")
    before = content_of(one.path)
    merged = merge_roots(one, [other.path])
    assert not merged.done
    texts = " ".join(conflict.text for conflict in merged.conflicts)
    assert f"take {first.id} is damaged" in texts
    assert "line 2 of takes.jsonl is damaged" in texts
    assert content_of(one.path) == before
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    assert (merged.takes, merged.sessions) == ((second.id,), ("b",))
    assert verify_root(one) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("subjects.json", "{"),
        ("consents/C-S1.json", "[]"),
        ("sessions/a/session.json", "{}"),
        ("sessions/a/session.json", '{"id": "b"}'),
    ],
)
def test_damaged_small_files_are_conflicts(
    one: DatasetRoot, other: DatasetRoot, path: str, content: str
) -> None:
    (other.path / path).write_text(content)
    merged = merge_roots(one, [other.path])
    assert not merged.done
    assert merged.conflicts != ()


def test_a_line_never_leads_out_of_the_dataset(
    tmp_path: Path, one: DatasetRoot, other: DatasetRoot
) -> None:
    secret = tmp_path / "secret.h5"
    secret.write_bytes(b"secret")
    lines = other.path / "sessions" / "a" / "takes.jsonl"
    entry = json.loads(lines.read_text())
    evil = [
        entry | {"id": "T-up", "file": "../../../secret.h5"},
        entry | {"id": "T-link", "file": "T-link.h5"},
        entry | {"id": "T-else", "file": "T-else.h5", "session": "../../x"},
        entry | {"id": "T-other", "file": "T-other.h5", "session": "b"},
    ]
    (lines.parent / "T-link.h5").symlink_to(secret)
    (other.path / "pais").mkdir()
    (other.path / "pais" / "link.json").symlink_to(secret)
    lines.write_text("\n".join(json.dumps(line) for line in [entry, *evil]) + "\n")
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    assert len(merged.takes) == 2
    assert len(merged.conflicts) >= 4
    assert all(b"secret" not in content for content in content_of(one.path).values())


def test_a_take_that_waits_is_a_conflict(one: DatasetRoot, other: DatasetRoot) -> None:
    (other.path / "incoming" / "T1.mcap").write_bytes(b"x")
    (conflict,) = merge_roots(one, [other.path]).conflicts
    assert (conflict.text, conflict.fix) == (
        "1 take waits to be finished",
        "run recover there first",
    )


def test_an_unregistered_file_is_not_overwritten(one: DatasetRoot, other: DatasetRoot) -> None:
    take = other.takes()[0]
    place = one.path / "sessions" / "a" / take.file
    place.parent.mkdir()
    place.write_bytes(b"something of ours")
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    assert "unregistered file" in merged.conflicts[0].text
    assert place.read_bytes() == b"something of ours"


def test_a_file_that_changes_while_it_is_copied_is_noticed(
    one: DatasetRoot, other: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = merge._copy

    def copy(source: Path, part: Path) -> None:
        original(source, part)
        with part.open("r+b") as file:
            file.write(b"x")

    monkeypatch.setattr(merge, "_copy", copy)
    before = content_of(one.path)
    with pytest.raises(DataError, match="E-DAT-37"):
        merge_roots(one, [other.path])
    assert content_of(one.path) == before


def test_the_space_is_checked_first(
    one: DatasetRoot, other: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RESERVE_VARIABLE, str(10**18))
    before = content_of(one.path)
    with pytest.raises(StorageError, match="E-DSK-01"):
        merge_roots(one, [other.path])
    assert content_of(one.path) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_the_disk_refuses_is_told(
    one: DatasetRoot, other: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(merge.os, "link", refuse)
    before = content_of(one.path)
    with pytest.raises(UsageError, match="not on one disk"):
        merge_roots(one, [other.path], link=True)
    assert content_of(one.path) == before
