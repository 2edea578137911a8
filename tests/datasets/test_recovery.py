from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.errors import StorageError
from liveness.datasets.reader import TakeReader
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("finalise_here")

JournalOf = Callable[..., Path]


def _takes(found: list[TakeRecord | RecoveryFailure]) -> list[TakeRecord]:
    assert all(isinstance(item, TakeRecord) for item in found), found
    return [item for item in found if isinstance(item, TakeRecord)]


def test_nothing_to_do_is_nothing_done(root: DatasetRoot) -> None:
    assert recover_root(root) == []


def test_unfinished_takes_become_recovered_ones(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    journals = [journal_of(4, end=False), journal_of(3)]
    (root.path / "sessions" / "visit" / "x.h5.part").write_bytes(b"half")
    (root.path / "consents" / "C2.json.part").write_bytes(b"half")
    steps: list[tuple[int, int, str]] = []
    records = _takes(recover_root(root, lambda *step: steps.append(step)))
    assert sorted(record.frames for record in records) == [3, 4]
    assert {record.status for record in records} == {"recovered"}
    with TakeReader(root.take_path(records[0])) as take:
        assert take.status == "recovered"
    assert not any(journal.exists() for journal in journals)
    assert list(root.path.rglob("*.part")) == []
    assert verify_root(root) == []
    assert [step[:2] for step in steps] == [(0, 2), (1, 2), (2, 2)]
    assert recover_root(root) == []


@pytest.mark.parametrize("cut", [1, 50, 900, 2000, 2310])
def test_a_torn_tail_costs_only_the_torn_frame(
    root: DatasetRoot, journal_of: JournalOf, cut: int
) -> None:
    journal = journal_of(5, end=False)
    # a frame has 2304 bytes of data
    os.truncate(journal, journal.stat().st_size - cut)
    (record,) = _takes(recover_root(root))
    assert (record.frames, record.frames_known_lost) == (4, 0)


def test_a_damaged_middle_is_counted_as_lost(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(6)
    data = bytearray(journal.read_bytes())
    third = data.index(b"\x89LvTk", len(data) // 2)
    data[third + 2000] ^= 1
    journal.write_bytes(data)
    (record,) = _takes(recover_root(root))
    assert (record.frames, record.frames_known_lost) == (5, 1)
    assert verify_root(root) == []


def test_damaged_envelopes_are_passed_over(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(8)
    data = bytearray(journal.read_bytes())
    places = [place for place in range(len(data)) if data.startswith(b"\x89LvTk", place)]
    # two headers come first; frames 2 and 5 lose their envelope
    for number in (4, 7):
        data[places[number] + 10] ^= 0xFF
    journal.write_bytes(data)
    (record,) = _takes(recover_root(root))
    assert (record.frames, record.frames_known_lost) == (6, 2)


def test_one_damaged_header_costs_nothing(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(3)
    data = bytearray(journal.read_bytes())
    data[data.index(b'"schema_version"')] ^= 1
    journal.write_bytes(data)
    (record,) = _takes(recover_root(root))
    assert (record.frames, record.subject) == (3, "S1")


@pytest.mark.parametrize("keep", [0, 4, 8, 60, 500])
def test_a_take_that_was_just_begun_is_nothing(
    root: DatasetRoot, journal_of: JournalOf, keep: int
) -> None:
    journal = journal_of(0, end=False)
    os.truncate(journal, keep)
    assert recover_root(root) == []
    assert not journal.exists()


def test_a_torn_first_frame_was_never_acknowledged(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    journal = journal_of(1, end=False)
    os.truncate(journal, journal.stat().st_size - 700)
    assert recover_root(root) == []
    assert not journal.exists()


def test_a_journal_without_a_label_is_kept(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(5)
    data = journal.read_bytes()
    frames = data.index(b"\x89LvTk", data.rindex(b'"schema_version"'))
    journal.write_bytes(bytes(frames) + data[frames:])
    for _ in range(2):
        (failure,) = recover_root(root)
        assert isinstance(failure, RecoveryFailure)
        assert failure.error.code == "E-DAT-04"
        assert failure.journal == journal
        assert journal.exists()


def test_frames_that_are_all_damaged_are_kept(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(1)
    data = bytearray(journal.read_bytes())
    data[-1500] ^= 1
    journal.write_bytes(data)
    (failure,) = recover_root(root)
    assert isinstance(failure, RecoveryFailure)
    assert failure.error.code == "E-DAT-05"
    assert journal.exists()


def test_one_bad_journal_does_not_stop_the_others(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    (root.path / "incoming" / "A.mcap").write_bytes(os.urandom(100_000))
    journal_of(2)
    found = recover_root(root)
    assert [type(item).__name__ for item in found] == ["RecoveryFailure", "TakeRecord"]


def test_another_studio_is_left_alone(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(2, end=False)
    with DatasetRoot.open(root.path).locked(), pytest.raises(StorageError) as caught:
        recover_root(root)
    assert caught.value.code == "E-DSK-04"
    assert journal.exists()
