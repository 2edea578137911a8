from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mcap.records import Message
from mcap.stream_reader import StreamReader

from liveness.datasets import durable
from liveness.datasets import journal as journal_module
from liveness.datasets.codec import Codec
from liveness.datasets.envelope import MARKER
from liveness.datasets.errors import DataError, StorageError
from liveness.datasets.journal import SYNC_WINDOW, JournalWriter, read_journal
from liveness.datasets.records import (
    AnalysisRecord,
    EventRecord,
    FrameRecord,
    Record,
    TakeEnd,
)
from liveness.datasets.take import TakeHeader

HeaderOf = Callable[..., TakeHeader]
JournalOf = Callable[..., Path]


def _frame(i: int, size: int = 500) -> FrameRecord:
    return FrameRecord(i, i * 10, i, Codec.RAW, 1, 1, bytes([i % 256]) * size)


def _read(path: Path) -> tuple[list[Record], list[str]]:
    with read_journal(path) as reading:
        return list(reading.records()), reading.notes


def _frames(records: list[Record]) -> list[int]:
    return [record.index for record in records if isinstance(record, FrameRecord)]


def test_what_is_written_comes_back(tmp_path: Path, header_of: HeaderOf) -> None:
    header = header_of()
    path = tmp_path / "take.mcap"
    with JournalWriter(path, header) as writer:
        writer.frame(_frame(0))
        writer.event(EventRecord(3, "note", "text"))
        writer.frame(_frame(1))
        assert writer.frames == 2
        assert path.stat().st_size == writer.size
    with read_journal(path) as reading:
        assert reading.header == header
        records = list(reading.records())
        assert reading.notes == []
        assert reading.frames_known_lost == 0
        assert reading.end == TakeEnd(frames=2)
    kinds = [type(record).__name__ for record in records]
    assert kinds == ["FrameRecord", "EventRecord", "FrameRecord", "TakeEnd"]


def test_other_programs_read_it_as_mcap(journal_of: JournalOf) -> None:
    with journal_of(5, analysed=True).open("rb") as file:
        messages = [r for r in StreamReader(file).records if isinstance(r, Message)]
    # two headers, five frames, five analyses, the end
    assert len(messages) == 13
    assert all(message.data.startswith(MARKER) for message in messages)


def test_an_existing_file_is_never_overwritten(tmp_path: Path, header_of: HeaderOf) -> None:
    path = tmp_path / "take.mcap"
    path.write_bytes(b"precious")
    with pytest.raises(StorageError) as caught:
        JournalWriter(path, header_of())
    assert caught.value.code == "E-DSK-05"
    assert path.read_bytes() == b"precious"


def test_a_folder_that_is_gone_is_one_clear_error(tmp_path: Path, header_of: HeaderOf) -> None:
    with pytest.raises(StorageError) as caught:
        JournalWriter(tmp_path / "gone" / "take.mcap", header_of())
    assert caught.value.code == "E-DSK-02"


def test_abort_leaves_nothing(tmp_path: Path, header_of: HeaderOf) -> None:
    writer = JournalWriter(tmp_path / "take.mcap", header_of())
    writer.frame(_frame(0))
    writer.abort()
    assert list(tmp_path.glob("*.mcap")) == []


def test_an_exception_marks_the_take_as_incomplete(tmp_path: Path, header_of: HeaderOf) -> None:
    path = tmp_path / "take.mcap"
    writer = JournalWriter(path, header_of())
    writer.frame(_frame(0))
    error = RuntimeError("unplugged")
    writer.__exit__(RuntimeError, error, None)
    end = _read(path)[0][-1]
    assert isinstance(end, TakeEnd)
    assert (end.status, end.reason) == ("incomplete", "RuntimeError: unplugged")


def test_each_frame_is_synced_before_it_is_acknowledged(
    tmp_path: Path, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    write, sync = durable.write_all, durable.sync_file
    monkeypatch.setattr(
        journal_module, "write_all", lambda fd, data: (calls.append("w"), write(fd, data))
    )
    monkeypatch.setattr(journal_module, "sync_file", lambda fd: (calls.append("s"), sync(fd)))
    writer = JournalWriter(tmp_path / "take.mcap", header_of(), sync="frame")
    calls.clear()
    for i in range(3):
        writer.frame(_frame(i))
    assert calls == ["w", "s"] * 3
    writer.close(TakeEnd())


def test_header_and_folder_are_synced_before_the_first_frame(
    tmp_path: Path, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(journal_module, "sync_file", lambda _: calls.append("file"))
    monkeypatch.setattr(journal_module, "sync_folder", lambda _: calls.append("folder"))
    writer = JournalWriter(tmp_path / "take.mcap", header_of())
    assert calls == ["file", "folder"]
    writer.close(TakeEnd())


class _Clock:
    """Seconds that pass only when told; a sync costs ``cost``."""

    def __init__(self) -> None:
        self.now = 0.0
        self.cost = 0.0
        self.syncs = 0

    def __call__(self) -> float:
        return self.now

    def sync(self, _: int) -> None:
        self.syncs += 1
        self.now += self.cost


@pytest.mark.parametrize(("cost", "mode"), [(0.009, "frame"), (0.011, "second")])
def test_a_slow_disk_is_synced_once_a_second(
    tmp_path: Path,
    header_of: HeaderOf,
    monkeypatch: pytest.MonkeyPatch,
    cost: float,
    mode: str,
) -> None:
    clock = _Clock()
    clock.cost = cost
    monkeypatch.setattr(journal_module, "sync_file", clock.sync)
    writer = JournalWriter(tmp_path / "take.mcap", header_of(), clock=clock)
    for i in range(SYNC_WINDOW):
        writer.frame(_frame(i))
    assert writer.sync_mode == mode
    before = clock.syncs
    for i in range(90):
        clock.now += 1 / 30
        writer.frame(_frame(SYNC_WINDOW + i))
    expected = 90 if mode == "frame" else 3
    assert abs(clock.syncs - before - expected) <= 1
    writer.close(TakeEnd())


def test_one_stall_in_a_hundred_is_no_slow_disk(
    tmp_path: Path, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = _Clock()
    monkeypatch.setattr(journal_module, "sync_file", clock.sync)
    writer = JournalWriter(tmp_path / "take.mcap", header_of(), clock=clock)
    for i in range(SYNC_WINDOW):
        clock.cost = 0.140 if i == 50 else 0.001
        writer.frame(_frame(i))
    assert writer.sync_mode == "frame"
    writer.close(TakeEnd())


def test_an_idle_writer_syncs_by_its_tick(
    tmp_path: Path, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = _Clock()
    monkeypatch.setattr(journal_module, "sync_file", clock.sync)
    writer = JournalWriter(tmp_path / "take.mcap", header_of(), sync="second", clock=clock)
    writer.frame(_frame(0))
    before = clock.syncs
    writer.tick()
    assert clock.syncs == before
    clock.now += 1.5
    writer.tick()
    writer.tick()
    assert clock.syncs == before + 1
    writer.close(TakeEnd())


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_a_failed_write_is_cut_back_and_may_be_tried_again(
    tmp_path: Path, header_of: HeaderOf, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "take.mcap"
    writer = JournalWriter(path, header_of())
    writer.frame(_frame(0))
    size = path.stat().st_size

    def short(fd: int, data: bytes) -> None:
        os.write(fd, data[: len(data) // 2])
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "write_all", short)
        with pytest.raises(StorageError) as caught:
            writer.frame(_frame(1))
    assert caught.value.code == "E-DSK-03"
    assert path.stat().st_size == size
    assert writer.frames == 1
    writer.frame(_frame(2))
    writer.close(TakeEnd())
    records, notes = _read(path)
    assert _frames(records) == [0, 2]
    # the sequence number of the failed record is used again
    assert notes == []


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data)[:7]))
    fd = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
    durable.write_all(fd, b"x" * 100)
    os.close(fd)
    assert (tmp_path / "file").read_bytes() == b"x" * 100


def test_a_file_without_header_is_a_clean_error(tmp_path: Path) -> None:
    for content in (b"", b"\x89MCAP0\r\n", bytes(5000), os.urandom(5000), MARKER * 500):
        path = tmp_path / "take.mcap"
        path.write_bytes(content)
        with pytest.raises(DataError) as caught:
            read_journal(path)
        assert caught.value.code == "E-DAT-04"


def test_a_journal_inside_a_frame_is_not_taken_for_records(
    tmp_path: Path, header_of: HeaderOf, journal_of: JournalOf
) -> None:
    inner = journal_of(3).read_bytes()
    path = tmp_path / "outer.mcap"
    with JournalWriter(path, header_of()) as writer:
        writer.frame(_frame(0))
        writer.frame(FrameRecord(1, 1, 1, Codec.RAW, 1, 1, inner))
        writer.frame(_frame(2))
    data = bytearray(path.read_bytes())
    # damage the envelope of the frame that holds the other journal
    at = data.index(inner) - 60
    data[at] ^= 0xFF
    path.write_bytes(data)
    records, notes = _read(path)
    assert _frames(records) == [0, 2]
    assert notes


def test_analyses_stay_with_their_frames(journal_of: JournalOf) -> None:
    records, _ = _read(journal_of(4, analysed=True))
    analyses = [record for record in records if isinstance(record, AnalysisRecord)]
    assert [record.index for record in analyses] == [0, 1, 2, 3]
    assert analyses[2].landmarks is None
