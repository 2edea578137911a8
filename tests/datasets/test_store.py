from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets import child
from liveness.datasets import store as store_module
from liveness.datasets.catalog import Catalog
from liveness.datasets.errors import (
    DataError,
    LivenessError,
    RecordingError,
    StorageError,
    UsageError,
)
from liveness.datasets.gathering import Keys
from liveness.datasets.model import utc_now
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.register import read_lines
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader
from liveness.datasets.verify import verify_root

HeaderOf = Callable[..., TakeHeader]
JournalOf = Callable[..., Path]


def test_a_new_root_has_its_files(root: DatasetRoot) -> None:
    names = {path.name for path in root.path.iterdir()}
    assert {"dataset.json", "README.md", "manifest.csv", "consents", "sessions"} <= names
    assert DatasetRoot.open(root.path).info == root.info
    assert DatasetRoot.open_or_create(root.path).info == root.info


def test_other_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError) as used:
        DatasetRoot.create(tmp_path)
    assert used.value.code == "E-DAT-07"
    with pytest.raises(DataError) as opened:
        DatasetRoot.open(tmp_path)
    assert opened.value.code == "E-DAT-01"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_dataset_file_is_named(root: DatasetRoot) -> None:
    (root.path / "dataset.json").write_text("{}")
    with pytest.raises(LivenessError) as caught:
        DatasetRoot.open(root.path)
    assert caught.value.code == "E-DAT-03"


def test_a_session_of_that_name_is_continued(root: DatasetRoot) -> None:
    first = root.start_session("lab", "O1", "cam", name="visit")
    assert root.start_session("elsewhere", "O2", "other", name="visit") == first
    another = root.start_session("lab", None, None)
    assert {session.id for session in root.sessions()} == {"visit", another.id}


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "x" * 65, "with space"])
def test_names_that_no_folder_bears_are_refused(root: DatasetRoot, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        root.start_session("lab", None, None, name=name)
    assert caught.value.code == "E-LAB-02"


def test_a_journal_becomes_a_registered_take(root: DatasetRoot, journal_of: JournalOf) -> None:
    presentation = Presentation.attack("print-matte", subject="S1", target="S9")
    journal = journal_of(6, analysed=True, presentation=presentation, step="a", repetition=2)
    record = root.finalise(journal)
    assert not journal.exists()
    assert root.takes() == [record]
    assert (record.frames, record.faces, record.label) == (6, 4, "print-matte")
    assert (record.subject, record.target, record.status) == ("S1", "S9", "complete")
    assert (record.step, record.repetition) == ("a", 2)
    assert record.seconds == pytest.approx(5 * 0.033)
    # the last frame has no face: nothing is valid there
    assert (record.score, record.decision) == (None, "undecided")
    path = root.take_path(record)
    digest = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True)
    assert digest.stdout.split()[0] == record.sha256
    manifest = (root.path / "manifest.csv").read_text().splitlines()
    assert len(manifest) == 2
    assert f"sessions/visit/{record.file},{record.id}" in manifest[1]
    assert list(root.path.rglob("*.part")) == []


@pytest.mark.usefixtures("finalise_here")
def test_the_score_is_that_of_the_last_frame(root: DatasetRoot, journal_of: JournalOf) -> None:
    record = root.finalise(journal_of(5, analysed=True))
    assert (record.score, record.decision) == (2.0, "accept")


@pytest.mark.usefixtures("finalise_here")
def test_keys_stand_for_pseudonyms(root: DatasetRoot, journal_of: JournalOf) -> None:
    presentation = Presentation.attack("print-matte", subject="Subject-77", target="Target-88")
    record = root.finalise(journal_of(3, presentation=presentation))
    content = root.take_path(record).read_bytes()
    assert b"Subject-77" not in content
    assert b"Target-88" not in content
    assert root.subject_key("Subject-77").encode() in content
    assert root.subject_key("Target-88").encode() in content


def test_a_key_is_random_and_stays(root: DatasetRoot) -> None:
    key = root.subject_key("S1")
    assert len(key) == 32
    assert int(key, 16) >= 0
    assert DatasetRoot.open(root.path).subject_key("S1") == key
    assert root.subject_key("S2") != key


def test_damaged_keys_are_never_made_anew(root: DatasetRoot) -> None:
    root.subject_key("S1")
    (root.path / "subjects.json").write_text('{"S1": "short"}')
    with pytest.raises(DataError) as caught:
        root.subject_key("S2")
    assert caught.value.code == "E-DAT-03"


def test_a_take_without_frames_leaves_nothing(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(0)
    with pytest.raises(RecordingError) as caught:
        root.finalise(journal)
    assert caught.value.code == "E-REC-02"
    assert not journal.exists()
    assert root.takes() == []


@pytest.mark.usefixtures("finalise_here")
@pytest.mark.parametrize("step", ["append_line", "append_manifest", "_remove"])
def test_finalising_can_be_repeated_after_each_step(
    root: DatasetRoot, journal_of: JournalOf, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    journal = journal_of(4)
    with monkeypatch.context() as patch:
        target = DatasetRoot if step == "_remove" else store_module
        patch.setattr(target, step, die)
        with pytest.raises(Killed):
            root.finalise(journal)
    assert journal.exists()
    record = root.finalise(journal)
    assert not journal.exists()
    assert root.takes() == [record]
    lines = list(read_lines(root.path / "sessions" / "visit" / "takes.jsonl"))
    assert len(lines) == 1


@pytest.mark.usefixtures("finalise_here")
def test_a_lost_session_folder_is_made_again(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal = journal_of(2, site="the lab")
    (root.path / "sessions" / "visit" / "session.json").unlink()
    (root.path / "sessions" / "visit").rmdir()
    root.finalise(journal)
    assert [session.site for session in root.sessions()] == ["the lab"]


def test_a_child_that_dies_leaves_the_journal(
    root: DatasetRoot, journal_of: JournalOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(2)
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    with pytest.raises(DataError) as caught:
        root.finalise(journal)
    assert caught.value.code == "E-DAT-06"
    assert "journal is kept" in caught.value.remedy
    assert journal.exists()
    assert root.takes() == []


def test_a_child_that_hangs_is_ended(
    root: DatasetRoot, journal_of: JournalOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(2)
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(child.sys, "executable", str(slow))
    with pytest.raises(DataError, match="no end after 0 s"):
        root.finalise(journal, timeout_s=0.1)
    assert journal.exists()


def test_an_error_of_the_child_comes_through(tmp_path: Path) -> None:
    journal = tmp_path / "take.mcap"
    journal.write_bytes(b"nothing")
    with pytest.raises(DataError) as caught:
        child.run_finalise(journal, tmp_path / "take.h5", Keys())
    assert caught.value.code == "E-DAT-04"


def test_the_reserve_is_kept(root: DatasetRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIVENESS_DISK_RESERVE")
    assert root.reserve_bytes == 1_000_000_000
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", "5e3")
    assert root.reserve_bytes == 5000
    monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 6000)
    root.check_space()
    root.check_space(1000)
    with pytest.raises(StorageError) as caught:
        root.check_space(1001)
    assert caught.value.code == "E-DSK-01"


@pytest.mark.usefixtures("finalise_here")
def test_a_take_that_does_not_fit_twice_waits(
    root: DatasetRoot, journal_of: JournalOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(2)
    with monkeypatch.context() as patch:
        patch.setattr(DatasetRoot, "free_bytes", lambda _: 100)
        with pytest.raises(StorageError) as caught:
            root.finalise(journal)
        assert caught.value.code == "E-DSK-01"
    assert root.finalise(journal).frames == 2


@pytest.mark.usefixtures("finalise_here")
def test_damaged_lines_are_passed_over(root: DatasetRoot, journal_of: JournalOf) -> None:
    first = root.finalise(journal_of(2))
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    # a review of a later version, a torn line without its end
    with path.open("a") as file:
        file.write(json.dumps({"event": "review", "id": first.id}) + "\n" + '{"event": "ta')
    second = root.finalise(journal_of(2))
    assert root.takes() == [first, second]


@pytest.mark.usefixtures("finalise_here")
def test_the_last_line_of_an_id_counts(root: DatasetRoot, journal_of: JournalOf) -> None:
    record = root.finalise(journal_of(2))
    later = record.model_copy(update={"status": "recovered", "registered_utc": utc_now()})
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    with path.open("a") as file:
        file.write(later.model_dump_json() + "\n")
    assert root.takes() == [later]


def test_files_are_not_executable_for_others(root: DatasetRoot) -> None:
    for path in root.path.iterdir():
        if path.is_file():
            assert os.stat(path).st_mode & 0o111 == 0  # noqa: PTH116


def test_a_retake_supersedes_and_both_takes_stay(
    root: DatasetRoot, journal_of: JournalOf, finalise_here: None
) -> None:
    old, new = (root.finalise(journal_of(frames=frames)) for frames in (5, 6))
    root.supersede(old.id, new.id)
    first, second = DatasetRoot.open(root.path).takes()
    assert (first.id, first.superseded_by, first.state) == (old.id, new.id, "superseded")
    assert (second.superseded_by, second.state) == (None, "complete")
    assert first.status == "complete"
    with TakeReader(root.take_path(first)) as take:
        assert take.n_frames == 5
    assert verify_root(root) == []
    with Catalog(root) as catalog:
        assert [row["id"] for row in catalog.query(state="superseded")] == [old.id]
    # the line of a take never says it: it was written before
    assert "superseded_by" not in first.model_dump_json()
    lines = [entry for _, entry in read_lines(root.take_path(old).parent / "takes.jsonl")]
    assert [line["event"] for line in lines if line] == ["take", "take", "supersede"]


def test_supersede_wants_two_known_takes(
    root: DatasetRoot, journal_of: JournalOf, finalise_here: None
) -> None:
    take = root.finalise(journal_of())
    for old, new in ((take.id, "T-unknown"), ("T-unknown", take.id), (take.id, take.id)):
        with pytest.raises(UsageError) as caught:
            root.supersede(old, new)
        assert caught.value.code == "E-DAT-16"
    assert root.takes()[0].superseded_by is None


def test_unknown_and_damaged_lines_do_not_hide_a_take(
    root: DatasetRoot, journal_of: JournalOf, finalise_here: None
) -> None:
    take = root.finalise(journal_of())
    with (root.take_path(take).parent / "takes.jsonl").open("a") as file:
        file.write('{"event": "applause", "id": "T1", "from": "all"}\n')
        file.write(f'{{"event": "supersede", "id": "{take.id}"}}\n')
    assert [record.state for record in root.takes()] == ["complete"]
    (fault,) = verify_root(root)
    assert (fault.code, "line 3 is no supersede" in fault.text) == ("V-LINE", True)


def test_a_making_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    made = DatasetRoot.create(tmp_path / "root").path
    (made / "dataset.json").rename(made / "dataset.json.part")
    (made / "manifest.csv").unlink()
    assert DatasetRoot.open_or_create(made).path == made


def test_a_disk_of_its_own_is_free(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    assert DatasetRoot.create(tmp_path).takes() == []


@pytest.mark.parametrize("kept", ["consents/C1.json", "incoming/T1.mcap", "README.md"])
def test_what_somebody_may_want_is_not_written_over(tmp_path: Path, kept: str) -> None:
    made = DatasetRoot.create(tmp_path / "root").path
    (made / "dataset.json").unlink()
    (made / kept).write_text("mine")
    with pytest.raises(UsageError, match="E-DAT-07"):
        DatasetRoot.open_or_create(made)


def test_a_session_without_takes_is_dropped_and_no_other(root: DatasetRoot) -> None:
    empty = root.start_session("here", "O1", None, name="V1")
    full = root.start_session("here", "O1", None, name="V2")
    folder = root.path / "sessions"
    (folder / "V2" / "takes.jsonl").write_text("")
    root.drop_session(full)
    (root.path / "incoming" / "T1.mcap").write_text("waits, and may belong to it")
    root.drop_session(empty)
    assert sorted(path.name for path in folder.iterdir()) == ["V1", "V2"]
    (root.path / "incoming" / "T1.mcap").unlink()
    root.drop_session(empty)
    assert [path.name for path in folder.iterdir()] == ["V2"]


def test_little_space_is_told_in_megabytes(
    root: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", "5e6")
    monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 2_500_000)
    with pytest.raises(StorageError, match=r"2\.5 MB free, 5\.0 MB needed"):
        root.check_space()


@pytest.mark.usefixtures("finalise_here")
def test_the_reason_to_begin_all_the_same_stands_in_the_file(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    for reason in ("", "no lock (exposure: it is automatic)"):
        record = root.finalise(journal_of(3 + len(reason), override=reason))
        with TakeReader(root.take_path(record)) as take:
            assert take.attributes().labels.override == (reason or None)
    assert verify_root(root) == []
