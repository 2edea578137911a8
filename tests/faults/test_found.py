"""Every bug that the tests of faults have found, on its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import h5py
import pytest

from liveness.datasets.codec import Codec
from liveness.datasets.durable import append_line
from liveness.datasets.envelope import Kind
from liveness.datasets.errors import DataError
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.journal import JournalWriter, read_journal
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader
from liveness.datasets.verify import take_reports, verify_root
from liveness.datasets.verify_take import check_take

JournalOf = Callable[..., Path]
HeaderOf = Callable[..., TakeHeader]


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs folders by itself")
def test_the_name_of_a_new_dataset_was_not_forced_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a cut of the power took the whole dataset away, with the consent that was given
    forced: list[Path] = []
    sync = os.fsync

    def fsync(fd: int) -> None:
        forced.append(Path(f"/proc/self/fd/{fd}").readlink())
        sync(fd)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", fsync)
    root = DatasetRoot.create(tmp_path / "site" / "root")
    root.start_session("lab", None, None, name="visit")
    for folder in (tmp_path, tmp_path / "site", root.path, root.path / "sessions"):
        assert folder in forced


def test_a_session_killed_at_its_beginning_stayed_a_fault(root: DatasetRoot) -> None:
    folder = root.path / "sessions" / "visit"
    folder.mkdir()
    (folder / "session.json.part").write_text('{"id": "vi')
    assert {fault.code for fault in verify_root(root)} == {"V-LEFTOVER"}
    assert recover_root(root) == []
    assert not folder.exists()
    assert verify_root(root) == []


TORN = {
    "no end": b'{"event": "take", "id": "T',
    "zeros": b'{"event": "ta' + bytes(300),
    "zeros and an end": bytes(4096) + b'0"}\n',
    "two": b'{"ev' + bytes(10) + b'\n{"event": "sup',
    "rubbish": b'\xfe\xff{"id": 1}\n',
}


@pytest.mark.parametrize("torn", TORN.values(), ids=TORN)
@pytest.mark.parametrize("before", [b"", b'{"event": "later"}\n'])
def test_a_torn_line_stayed_a_fault(root: DatasetRoot, torn: bytes, before: bytes) -> None:
    root.start_session("lab", None, None, name="visit")
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    path.write_bytes(before + torn)
    assert "V-LINE" in {fault.code for fault in verify_root(root)}
    recover_root(root)
    assert path.read_bytes() == before
    assert verify_root(root) == []
    # and without a recovery in between
    path.write_bytes(before + b'{"event": "ta')
    append_line(path, '{"event": "supersede"}')
    assert path.read_bytes() == before + b'{"event": "supersede"}\n'


@pytest.mark.parametrize(
    "content",
    [
        b'{"event": "later"}',  # an editor left the end away
        b'{"event": "later"}\n{"event": "not\n',  # damaged, and once whole
        bytes(20) + b'\n{"event": "later"}\n',  # not at the end
    ],
)
def test_a_damaged_line_that_was_whole_stays(root: DatasetRoot, content: bytes) -> None:
    root.start_session("lab", None, None, name="visit")
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    path.write_bytes(content)
    recover_root(root)
    assert path.read_bytes() == content
    append_line(path, "{}")
    assert path.read_bytes() == content.rstrip(b"\n") + b"\n{}\n"


@pytest.mark.parametrize("where", [40, 700, 1400])
def test_a_header_torn_by_a_cut_of_the_power_was_a_failure_at_every_start(
    root: DatasetRoot, journal_of: JournalOf, where: int
) -> None:
    # a piece of one header, or of each, is lost; no frame was taken yet
    journal = journal_of(0, end=False)
    data = bytearray(journal.read_bytes())
    for at in (where, where + 1_000):
        data[at : at + 300] = bytes(len(data[at : at + 300]))
    journal.write_bytes(data)
    assert recover_root(root) == []
    assert not journal.exists()


def test_a_first_frame_torn_by_a_cut_of_the_power_was_a_failure_at_every_start(
    root: DatasetRoot, header_of: HeaderOf
) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    writer = JournalWriter(journal, header)
    begin = journal.stat().st_size
    writer.frame(FrameRecord(0, 0, 0, Codec.RAW, 1, 1, bytes(range(250)) * 1_200))
    writer._stream.close()
    data = bytearray(journal.read_bytes())
    data[begin + 5_000 : begin + 9_000] = bytes(4_000)
    journal.write_bytes(data)
    assert recover_root(root) == []
    assert not journal.exists()


def test_a_damaged_journal_with_the_traces_of_frames_stays(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    journal = journal_of(2, end=False)
    data = bytearray(journal.read_bytes())
    data[-1] ^= 1
    data[-3_000] ^= 1
    journal.write_bytes(data)
    (failure,) = recover_root(root)
    assert isinstance(failure, RecoveryFailure)
    assert failure.error.code == "E-DAT-05"
    assert journal.read_bytes() == data


def test_an_orphan_of_a_killed_recording_took_the_part_of_the_recovery_away(
    journal_of: JournalOf, tmp_path: Path
) -> None:
    journal = journal_of(2)
    out = tmp_path / "take.h5"
    # what another process writes, wherever it does
    parts = [out.with_name(f"take.h5{infix}.part") for infix in ("", ".1")]
    for part in parts:
        part.write_text("at work")
    finalise_journal(journal, out)
    assert [part.read_text() for part in parts] == ["at work"] * 2
    assert sorted(tmp_path.glob("*.h5*")) == sorted([out, *parts])


def test_a_child_that_is_orphaned_at_its_start_touches_nothing(
    journal_of: JournalOf, tmp_path: Path
) -> None:
    out = tmp_path / "none" / "take.h5"
    command = [sys.executable, "-m", "liveness.datasets.finalise", "--watch"]
    done = subprocess.run([*command, journal_of(2), out], stdin=subprocess.DEVNULL)
    # not 1, for the folder that is not there
    assert done.returncode == 3


@pytest.mark.usefixtures("finalise_here")
def test_a_journal_that_cannot_be_removed_took_the_process_down(
    root: DatasetRoot, journal_of: JournalOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(2)

    def refuse(path: Path, **_: object) -> None:
        if path == journal:
            raise OSError(5, "Input/output error")
        unlink(path, missing_ok=True)

    unlink = Path.unlink
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        record = root.finalise(journal)
    assert journal.exists()
    # it is done; a recovery knows that
    assert recover_root(root) == [record]
    assert not journal.exists()
    assert root.takes() == [record]


@pytest.mark.parametrize(
    "meta", [b"[" * 100_000, b'{"time_ns": Infinity, "kind": "", "text": ""}']
)
def test_hostile_json_in_a_journal_took_the_reader_down(
    root: DatasetRoot, header_of: HeaderOf, meta: bytes
) -> None:
    header = header_of()
    writer = JournalWriter(root.journal_path(header.id), header, sync="never")
    writer._append(Kind.EVENT, meta, b"", 0, 0)
    writer.frame(FrameRecord(0, 0, 0, Codec.RAW, 1, 1, bytes(3)))
    writer.close(TakeEnd())
    with read_journal(writer.path) as reading:
        records = list(reading.records())
    assert [type(record) for record in records] == [FrameRecord, TakeEnd]
    assert "is not understood" in reading.notes[0]


@pytest.mark.parametrize("rows", [10**9, 2**59])
@pytest.mark.parametrize("name", ["frames/crc32", "landmarks/xyz", "events"])
def test_a_claim_of_a_take_reserved_the_memory_of_the_computer(
    journal_of: JournalOf, tmp_path: Path, name: str, rows: int
) -> None:
    path = tmp_path / "take.h5"
    finalise_journal(journal_of(2, analysed=True), path)
    with h5py.File(path, "r+") as file:
        shape, dtype = file[name].shape[1:], file[name].dtype
        del file[name]
        file.create_dataset(name, (rows, *shape), dtype, chunks=(64, *shape))
    report = check_take(path)
    assert "V-DAMAGED" in {finding.code for finding in report.findings}
    assert any("claims" in finding.text for finding in report.findings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evidence/fused/decision", b"\xff\xfe"),
        ("evidence/depth/reasons", h5py.Empty("f4")),
        ("evidence/depth/reasons", [1.5]),
        ("events", 7),
        ("frames/data", 7),
        ("frames/time_ns", [1 + 2j, 2]),
    ],
)
def test_a_wrong_type_in_a_take_was_no_clean_error(
    journal_of: JournalOf, tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "take.h5"
    finalise_journal(journal_of(2, analysed=True), path)
    with h5py.File(path, "r+") as file:
        del file[name]
        file[name] = value
    with pytest.raises(DataError) as caught:
        _read(path)
    assert caught.value.code == "E-DAT-02"


def _read(path: Path) -> None:
    with TakeReader(path) as take:
        take.evidence("depth")
        take.evidence("fused")
        take.events()


@pytest.mark.parametrize(("group", "name"), [("consent", "id"), ("/", "take_id")])
def test_bytes_that_are_no_text_took_the_child_of_verify_down(
    journal_of: JournalOf, tmp_path: Path, group: str, name: str
) -> None:
    path = tmp_path / "take.h5"
    finalise_journal(journal_of(2, analysed=True), path)
    with h5py.File(path, "r+") as file:
        file[group].attrs[name] = b"\xff\xfe"
    (report,) = take_reports([path])
    assert "V-DAMAGED" in {finding.code for finding in report.findings}
