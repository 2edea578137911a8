"""Whether a dataset is whole after a crash, given what was acknowledged before it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crash_model import Disk, Kind, Op, State

from liveness.datasets import verify
from liveness.datasets.catalog import Catalog
from liveness.datasets.codec import Codec
from liveness.datasets.reader import TakeReader
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify_take import TakeReport, check_take


@dataclass(slots=True)
class Promise:
    """What was acknowledged of one take before a crash.

    Parameters
    ----------
    least
        Number of frames that must be there.
    most
        Number of frames that were handed over.
    registered
        Whether the take was.
    """

    least: int = 0
    most: int = 0
    registered: bool = False


@dataclass(slots=True)
class Log:
    """A scenario's log.

    Parameters
    ----------
    ops
        What was done to the disk.
    marks
        What was acknowledged, with the number of operations before.
    start
        What was on the disk before.
    fresh
        Whether that was nothing.
    """

    ops: list[Op]
    marks: list[tuple[int, str]]
    start: Disk
    fresh: bool
    lazy: bool = False
    """Whether the scenario does not force each frame to the disk."""
    syncs: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the operations that forced a file to the disk, by path."""

    def __post_init__(self) -> None:
        for number, op in enumerate(self.ops):
            if op.kind is Kind.SYNC:
                self.syncs.setdefault(op.path, []).append(number)

    def said(self, done: int) -> list[str]:
        """Return the marks before a moment."""
        return [mark for at, mark in self.marks if at <= done]

    def promises(self, state: State) -> dict[str, Promise]:
        """Return what was acknowledged by take, at the moment of the crash."""
        found: dict[str, Promise] = {}
        take = ""
        for at, mark in self.marks:
            word, _, value = mark.partition("-")
            if word == "begun":
                take = value
            if at <= state.done:
                self._count(found, state, at, take, word)
        for promise in found.values():
            # the next frame may be there too, though nobody was told
            promise.most += 1
        return found

    def _count(
        self, found: dict[str, Promise], state: State, at: int, take: str, word: str
    ) -> None:
        if word == "begun":
            found[take] = Promise()
        elif word == "frame":
            found[take].most += 1
            # without the lazy ones each frame was forced to the disk before anybody was told
            forced = not self.lazy or self._forced(take, at, state.done)
            if state.kind != "power" or forced:
                found[take].least += 1
        elif word == "registered":
            found[take].registered = True
            found[take].least = found[take].most

    def _forced(self, take: str, at: int, done: int) -> bool:
        """Whether what was written last before ``at`` was forced to the disk by ``done``."""
        path = f"disk/root/incoming/{take}.mcap"
        written = max(
            n for n in range(at) if self.ops[n].kind is Kind.WRITE and self.ops[n].path == path
        )
        return any(written < number < done for number in self.syncs.get(path, ()))


def check_dataset(
    state: State, log: Log, box: Path, packet: Callable[[int], bytes]
) -> dict[str, list[int]]:
    """Recover the dataset in ``box`` and hold it against what was promised.

    Returns the indices of the frames in each take. Fails by ``AssertionError``.
    """
    path = box / "disk" / "root"
    said = log.said(state.done)
    known = "created" in said or not log.fresh
    root = DatasetRoot.open(path) if known else DatasetRoot.open_or_create(path)
    if "consent" in said:
        assert root.consents.get("C1").subject == "S1"
    results = recover_root(root)
    promises = log.promises(state)
    failures = [result for result in results if isinstance(result, RecoveryFailure)]
    for failure in failures:
        # only where nothing was forced to the disk may nothing be left
        assert log.lazy, failure
        assert failure.error.code == "E-DAT-05", failure
        assert promises[failure.journal.stem].least == 0, failure
    takes = {record.id: record for record in root.takes()}
    found = {}
    for name, record in takes.items():
        found[name] = indices = check_frames(root.take_path(record), packet)
        assert len(indices) == record.frames
        assert name in promises or not log.marks
    for name, promise in promises.items():
        indices = found.get(name, [])
        assert indices[: promise.least] == list(range(promise.least)), (promise, indices)
        # beyond what was forced to the disk there may be holes
        assert all(index < promise.most for index in indices), (promise, indices)
        assert name in takes or not promise.registered
    # takes of the same synthetic frames, recovered to the same length, are told as twins
    faults = [fault for fault in verify.verify_root(root) if fault.code != "V-DUPLICATE"]
    assert len(faults) == len(failures), faults
    with Catalog(root) as catalog:
        assert {row["id"]: row["sha256"] for row in catalog.query()} == {
            name: record.sha256 for name, record in takes.items()
        }
    before = digests(path)
    again = recover_root(root)
    assert [result.journal for result in again] == [failure.journal for failure in failures]
    assert digests(path) == before, "the second recovery changed something"
    return found


def check_frames(path: Path, packet: Callable[[int], bytes]) -> list[int]:
    """Compare every frame of a take with the one that was handed over; return their indices."""
    with TakeReader(path) as take:
        for row in range(take.n_frames):
            index = int(take.index[row])
            assert take.packet(row) == (packet(index), Codec.CAMERA_JPEG), f"frame {index}"
            assert take.time_ns[row] == index * 33
        indices: list[int] = take.index.tolist()
        assert indices == sorted(set(indices))
        return indices


def digests(root: Path) -> dict[str, str]:
    """Return the content of every file but the catalogue, as digests."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith("catalog.sqlite")
    }


def reports_here(paths: Sequence[Path], **_: object) -> Iterator[TakeReport]:
    """Check take files in this process: none of them is hostile."""
    for path in paths:
        yield check_take(path)
