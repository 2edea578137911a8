from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from small_takes import agree, content_of, take_in

from liveness.datasets.errors import DataError, StorageError, UsageError
from liveness.datasets.merge import Merged, merge_roots
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.people import people_of
from liveness.datasets.register import read_lines
from liveness.datasets.reviewing import note_take, relabel_take, review_take, take_back
from liveness.datasets.splits import load_split, make_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("check_here")


@pytest.fixture
def one(tmp_path: Path) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path / "one")
    take_in(root, "S1", session="morning", consent="C1", seed=1)
    take_in(root, "S1", session="morning", consent="C1", species="print-bent", target="S2")
    return root


@pytest.fixture
def two(tmp_path: Path) -> DatasetRoot:
    """Another site that used the same names for other people."""
    root = DatasetRoot.create(tmp_path / "two")
    take_in(root, "S1", session="morning", consent="C1", seed=2, site="far")
    take_in(root, "S7", session="noon", consent="C7", species="print-bent", target="S1")
    return root


def _clean(root: DatasetRoot) -> bool:
    return [str(fault) for fault in verify_root(root)] == []


def test_datasets_of_different_people_become_one(tmp_path: Path, one: DatasetRoot) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    new = take_in(
        other, "S5", session="visit", consent="C5", target="S6", species="print-matte"
    )
    merged = merge_roots(one, [other.path])
    assert merged == Merged((new.id,), ("visit",), ("S5", "S6"), 0, (), (), True)
    assert len(one.takes()) == 3
    assert one.subject_key("S6") == other.subject_key("S6")
    path = one.path / "sessions" / "visit" / new.file
    assert path.read_bytes() == other.take_path(new).read_bytes()
    assert new.id in (one.path / "manifest.csv").read_text()
    assert _clean(one)
    assert _clean(other)


def test_once_more_changes_nothing(tmp_path: Path, one: DatasetRoot, two: DatasetRoot) -> None:
    merge_roots(one, [two.path], prefix="FAR-")
    before = content_of(one.path)
    merged = merge_roots(one, [two.path], prefix="FAR-")
    assert (merged.takes, merged.sessions, merged.people, merged.known) == ((), (), (), 2)
    assert (merged.notes, merged.conflicts) == ((), ())
    assert content_of(one.path) == before


def test_a_name_that_means_two_people_is_a_conflict(one: DatasetRoot, two: DatasetRoot) -> None:
    before = content_of(one.path)
    merged = merge_roots(one, [two.path])
    assert not merged.done
    texts = [conflict.text for conflict in merged.conflicts]
    assert texts[0] == "subject S1 stands for two people, by their keys"
    assert "2 takes stay behind with S1" in texts
    assert all(conflict.fix and str(two.path) in str(conflict) for conflict in merged.conflicts)
    assert content_of(one.path) == before


def test_a_prefix_keeps_two_sites_apart(one: DatasetRoot, two: DatasetRoot) -> None:
    # both have a subject S1, a consent C1 and a session of one name
    path = two.path / "sessions" / "morning" / "session.json"
    path.write_text(path.read_text().replace('"lab"', '"far lab"'))
    merged = merge_roots(one, [two.path], prefix="FAR-")
    assert merged.conflicts == ()
    assert set(merged.people) == {"FAR-S1", "FAR-S7"}
    assert set(merged.sessions) == {"FAR-morning", "noon"}
    assert one.subject_key("FAR-S1") == two.subject_key("S1")
    assert one.consents.get("FAR-C1").subject == "FAR-S1"
    assert one.consents.get("C1").subject == "S1"
    assert one.consents.get("C7").subject == "FAR-S7"
    by_session = {record.session: record for record in one.takes()}
    assert people_of(by_session["FAR-morning"]) == ("FAR-S1",)
    assert people_of(by_session["noon"]) == ("FAR-S7", "FAR-S1")
    assert _clean(one)


def test_a_session_of_the_same_name_is_renamed_in_the_register(
    tmp_path: Path, one: DatasetRoot
) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    other.start_session("far", "O9", "another camera", name="morning")
    take_in(other, "S5", session="morning")
    (name,) = merge_roots(one, [other.path]).sessions
    assert name == f"{other.info.id[:6]}-morning"
    assert {visit.id: visit.recorded_as for visit in one.sessions()}[name] == "morning"
    assert _clean(one)
    # and from there into a third, which has one of that name as well
    third = DatasetRoot.create(tmp_path / "third")
    third.start_session("third", "O3", "cam", name="morning")
    take_in(third, "S8", session="morning")
    assert merge_roots(third, [one.path]).conflicts == ()
    assert _clean(third)
    assert len(third.takes()) == 4


def test_one_key_is_one_person(tmp_path: Path, one: DatasetRoot) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    keys = {"Anna1": one.subject_key("S1")}
    (other.path / "subjects.json").write_text(json.dumps(keys))
    take_in(other, "Anna1", consent="C8", session="visit")
    merged = merge_roots(one, [other.path], prefix="FAR-")
    assert merged.people == ()
    assert merged.notes == (f"Anna1 of {other.path} is S1 here",)
    assert one.consents.get("C8").subject == "S1"
    assert {record.subject for record in one.takes()} == {"S1"}
    assert _clean(one)


def test_two_copies_of_a_dataset_come_together_again(tmp_path: Path, one: DatasetRoot) -> None:
    shutil.copytree(one.path, tmp_path / "copy")
    copy = DatasetRoot.open(tmp_path / "copy")
    first, second = copy.takes()
    take_in(copy, "S1", session="morning", consent="C1")
    review_take(copy, first.id, "reject", reviewer="Q1")
    relabel_take(copy, second.id, "print-matte", reviewer="Q1", target="S2")
    copy.supersede(first.id, copy.takes()[-1].id)
    review_take(one, second.id, "accept", reviewer="Q2")
    merged = merge_roots(one, [copy.path])
    assert (len(merged.takes), merged.known, merged.conflicts) == (1, 2, ())
    now = one.takes()
    assert len(now) == 3
    assert now[0].superseded_by == now[2].id
    assert now[0].review is not None
    assert now[0].review.verdict == "reject"
    assert (now[1].label, now[1].file_label) == ("print-matte", "print-bent")
    assert now[1].review is not None
    assert now[1].review.reviewer == "Q2"
    assert _clean(one)


def test_what_was_said_last_counts(tmp_path: Path, one: DatasetRoot) -> None:
    shutil.copytree(one.path, tmp_path / "copy")
    copy = DatasetRoot.open(tmp_path / "copy")
    take = one.takes()[0]
    review_take(copy, take.id, "reject", reviewer="Q1")
    time.sleep(0.005)  # lines of one millisecond have no order
    review_take(one, take.id, "accept", reviewer="Q2")
    merge_roots(one, [copy.path])
    merge_roots(copy, [one.path])
    for root in (one, copy):
        review = root.takes()[0].review
        assert review is not None
        assert (review.verdict, review.reviewer) == ("accept", "Q2")
    lines = [entry for _, entry in read_lines(one.path / "sessions/morning/takes.jsonl")]
    assert len([line for line in lines if line and line["event"] == "review"]) == 3


def test_what_was_taken_back_stays_taken_back(tmp_path: Path, one: DatasetRoot) -> None:
    take = one.takes()[0]
    shutil.copytree(one.path, tmp_path / "copy")
    copy = DatasetRoot.open(tmp_path / "copy")
    note_take(copy, take.id, "from the copy", reviewer="Q1")
    time.sleep(0.005)
    note_take(one, take.id, "the last word", reviewer="Q1")
    time.sleep(0.005)
    later = note_take(one, take.id, "a mistake", reviewer="Q1")
    take_back(one, take.id, later.key or "", reviewer="Q1")
    merge_roots(one, [copy.path])
    merge_roots(copy, [one.path])
    for root in (one, copy):
        note = root.takes()[0].note
        assert note is not None
        assert note.text == "the last word"
        assert _clean(root)


def test_a_take_id_with_other_content_is_refused_and_named(
    tmp_path: Path, one: DatasetRoot
) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    take_in(other, "S5", id=one.takes()[0].id)
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    (conflict,) = merged.conflicts
    assert "is another one here, by its SHA-256" in conflict.text
    assert len(one.takes()) == 2
    assert _clean(one)


def test_consents_follow_and_a_withdrawal_counts(tmp_path: Path, one: DatasetRoot) -> None:
    shutil.copytree(one.path, tmp_path / "copy")
    copy = DatasetRoot.open(tmp_path / "copy")
    copy.consents.withdraw("C1")
    merged = merge_roots(one, [copy.path])
    assert one.consents.get("C1").withdrawn_utc is not None
    assert "was withdrawn in" in merged.notes[0]
    # takes of somebody who withdrew never come in
    take_in(one, "S3", consent="C3")
    one.consents.withdraw("C3")
    fresh = DatasetRoot.create(tmp_path / "fresh")
    merged = merge_roots(fresh, [one.path])
    assert not merged.done
    assert sum("was withdrawn" in conflict.text for conflict in merged.conflicts) == 3


def test_subjects_without_a_key_need_a_common_consent(tmp_path: Path, one: DatasetRoot) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    agree(one, "S9", "C9")
    shutil.copy(one.path / "consents" / "C9.json", other.path / "consents" / "C9.json")
    take_in(other, "S9", consent="C9")
    assert merge_roots(one, [other.path]).conflicts == ()
    assert one.subject_key("S9") == other.subject_key("S9")
    stranger = DatasetRoot.create(tmp_path / "stranger")
    agree(stranger, "S9", "C-else")
    (conflict,) = merge_roots(one, [stranger.path]).conflicts
    assert "nothing says that it is one person" in conflict.text


def test_small_files_come_along_and_conflicts_are_named(
    tmp_path: Path, one: DatasetRoot
) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    for root, text in ((one, "a"), (other, "b")):
        for folder in ("cameras", "protocols"):
            (root.path / folder).mkdir()
            (root.path / folder / "same.toml").write_text("equal")
            (root.path / folder / "own.toml").write_text(text)
        (root.path / "cameras" / f"only-{text}.json").write_text(text)
    (one.path / "erasure_log.jsonl").write_text('{"n": 1}\n{"n": 2}\n')
    (other.path / "erasure_log.jsonl").write_text('{"n": 2}\n{"n": 3}\n')
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    assert [conflict.text for conflict in merged.conflicts] == [
        "cameras/own.toml is another one here",
        "protocols/own.toml is another one here",
    ]
    assert (one.path / "cameras" / "only-b.json").read_text() == "b"
    assert (one.path / "cameras" / "own.toml").read_text() == "a"
    log = (one.path / "erasure_log.jsonl").read_text().splitlines()
    assert log == ['{"n": 1}', '{"n": 2}', '{"n": 3}']


def test_pais_come_with_photographs_and_targets(one: DatasetRoot, two: DatasetRoot) -> None:
    for root, source in ((one, "near"), (two, "far")):
        book = PaiBook(root.path)
        book.add(Pai(id="P1", species="print-bent", target="S1", source=source))
        book.attach("P1", "front.jpg", source.encode())
        book.add(Pai(id=f"P-{source}", species="print-matte"))
        take_in(root, "S1", consent="C1", species="print-bent", target="S1", pai="P1")
    blocked = merge_roots(one, [two.path], skip_conflicts=True)
    assert "PAI P1 stays behind with S1" in [conflict.text for conflict in blocked.conflicts]
    merged = merge_roots(one, [two.path], prefix="FAR-")
    assert merged.conflicts == ()
    book = PaiBook(one.path)
    assert list(book.faults()) == []
    assert {pai.id: (pai.target, pai.source) for pai in book} == {
        "P1": ("S1", "near"),
        "FAR-P1": ("FAR-S1", "far"),
        "P-near": (None, ""),
        "P-far": (None, ""),
    }
    assert {record.pai: record.target for record in one.takes() if record.pai} == {
        "P1": "S1",
        "FAR-P1": "FAR-S1",
    }
    assert _clean(one)
    again = merge_roots(one, [two.path], prefix="FAR-")
    assert (again.known, again.conflicts) == (3, ())


def test_a_pai_of_the_same_id_is_a_conflict(tmp_path: Path, one: DatasetRoot) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    for root, species in ((one, "print-bent"), (other, "mannequin")):
        PaiBook(root.path).add(Pai(id="P1", species=species))
    take_in(other, "S5", species="mannequin", pai="P1")
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    texts = [conflict.text for conflict in merged.conflicts]
    assert texts == ["PAI P1 is another one here", "1 take stays behind with PAI P1"]
    assert merged.takes == ()
    (other.path / "pais" / "P1.json").write_text("{")
    merged = merge_roots(one, [other.path], skip_conflicts=True)
    assert merged.conflicts[0].text == "pais/P1.json is no PAI record"
    assert merged.takes == ()


def test_splits_come_along_by_key(one: DatasetRoot, two: DatasetRoot) -> None:
    for i in range(2):
        take_in(one, f"A{i}")
        take_in(two, f"B{i}")
    parts = {"train": 1.0, "test": 1.0}
    make_split(one, "main", parts)
    theirs = make_split(two, "main", parts)
    make_split(two, "other", parts, seed=3)
    merged = merge_roots(one, [two.path], skip_conflicts=True)
    assert "splits/main.json is another one here" in [c.text for c in merged.conflicts]
    assert load_split(one.path, "other").parts == load_split(two.path, "other").parts
    merged = merge_roots(one, [two.path], prefix="FAR-")
    assert merged.conflicts == ()
    assert load_split(one.path, "FAR-main").parts == theirs.parts


def test_conflicts_between_two_incoming_ones_are_planned(
    tmp_path: Path, one: DatasetRoot, two: DatasetRoot
) -> None:
    fresh = DatasetRoot.create(tmp_path / "fresh")
    before = content_of(fresh.path)
    merged = merge_roots(fresh, [one.path, two.path])
    assert merged.conflicts != ()
    assert content_of(fresh.path) == before
    merged = merge_roots(fresh, [one.path, two.path], skip_conflicts=True)
    assert merged.done
    assert {record.subject for record in fresh.takes()} == {"S1"}
    assert _clean(fresh)


def test_a_dry_run_changes_nothing(one: DatasetRoot, two: DatasetRoot) -> None:
    before = content_of(one.path)
    merged = merge_roots(one, [two.path], prefix="FAR-", dry_run=True)
    assert (len(merged.takes), merged.done) == (2, False)
    assert content_of(one.path) == before


def test_takes_may_be_linked(tmp_path: Path, one: DatasetRoot) -> None:
    fresh = DatasetRoot.create(tmp_path / "fresh")
    merge_roots(fresh, [one.path], link=True)
    for record in fresh.takes():
        assert fresh.take_path(record).stat().st_ino == one.take_path(record).stat().st_ino
    assert _clean(fresh)


def test_what_cannot_be_merged_is_told(tmp_path: Path, one: DatasetRoot) -> None:
    other = DatasetRoot.create(tmp_path / "other")
    for paths, prefix in (([one.path], ""), ([other.path] * 2, ""), ([other.path], "a b")):
        with pytest.raises(UsageError, match="E-DAT-36"):
            merge_roots(one, paths, prefix=prefix)
    with pytest.raises(DataError, match="E-DAT-01"):
        merge_roots(one, [tmp_path / "nothing"])
    with other.locked(), pytest.raises(StorageError, match="E-DSK-04"):
        merge_roots(one, [other.path])
