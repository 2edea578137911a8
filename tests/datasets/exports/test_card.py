from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.erasure.erasing import erase_subject
from liveness.datasets.errors import UsageError
from liveness.datasets.exports.card import MARK, card_text, write_card
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.running import run_export
from liveness.datasets.reviewing import review_take
from liveness.datasets.root_files import CARD
from liveness.datasets.splits import Split, write_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord


def _section(text: str, title: str) -> str:
    return text.partition(f"## {title}\n\n")[2].partition("\n\n## ")[0]


def test_an_erasure_writes_a_filled_card_anew_and_leaves_one_by_hand(
    root: DatasetRoot, takes: list[TakeRecord]
) -> None:
    path = write_card(root)
    assert f"{len(takes)} takes" in path.read_text()
    erase_subject(root, "S2")
    assert path.read_text() == card_text(root)
    assert f"{len(takes)} takes" not in path.read_text()
    path.write_text("by hand")
    erase_subject(root, "S1")
    assert path.read_text() == "by hand"


def test_an_erasure_beside_a_damaged_split_leaves_a_card_without_counts(
    root: DatasetRoot, takes: list[TakeRecord]
) -> None:
    path = write_card(root)
    parts = {"train": (root.subject_key("S1"),), "test": (root.subject_key("S2"),)}
    write_split(root.path, Split(name="half", parts=parts))
    (root.path / "splits" / "half.json").write_text("[]")
    erase_subject(root, "S2")
    assert path.read_text() == CARD


def test_the_card_says_what_the_data_say(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    review_take(root, takes[3].id, "reject", reviewer="R1")
    root.consents.withdraw("C3")
    parts = {"train": (root.subject_key("S1"),), "test": (root.subject_key("S2"),)}
    write_split(root.path, Split(name="half", parts=parts))
    run_export(root, "packed", tmp_path / "clips.h5", ExportOptions(clip_frames=4))
    text = card_text(root)
    assert "4 takes" in text
    assert "2 subjects before the camera, 3 people in all" in text
    labels = _section(text, "Takes by label").splitlines()
    assert labels[2].startswith("| bona-fide | 2 | 2 | 2 | 0 | 1 | 17 |")
    assert labels[3].startswith("| print-matte | 1 | 1 | 1 | 1 | 1 | 10 |")
    assert labels[4].startswith("| replay-phone | 1 | 0 | 1 | 1 | 1 | 10 |")
    assert "Review: 3 not reviewed, 1 reject." in text
    assert "| visit | lab | test camera | none | full | no limit | 4 |" in text
    assert "| record, train, evaluate | withdrawn | 1 |" in text
    assert "| packed | train | 3 |" in _section(text, "Exports")
    assert _section(text, "Splits").splitlines()[2:] == [
        "| half | train | 1 | 1 |",
        "| half | test | 1 | 1 |",
        "| half | in no part |  | 1 |",
    ]
    gaps = _section(text, "Known gaps")
    assert "bona-fide (2), print-matte (1)" in gaps
    assert "All takes are of one camera." in gaps
    assert "no lighting noted" in gaps
    for name in ("S1", "S2", "O1", "C1", takes[0].id):
        assert name not in text  # it goes where the data go, and names nobody
    assert card_text(root) == text


def test_an_empty_dataset_has_a_card(tmp_path: Path) -> None:
    text = card_text(DatasetRoot.create(tmp_path / "new"))
    assert "0 takes" in text
    assert "There is no usable take." in text


def test_a_readme_of_somebody_is_not_overwritten(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    path = write_card(root)
    assert path == root.path / "README.md"
    assert path.read_text().startswith(MARK)
    write_card(root)  # our own is written anew
    path.write_text("my notes")
    with pytest.raises(UsageError, match=r"E-EXP-05.*--force"):
        write_card(root)
    assert path.read_text() == "my notes"
    write_card(root, force=True)
    assert path.read_text().startswith(MARK)
    assert write_card(root, tmp_path / "card.md").read_text() == path.read_text()


def test_what_is_tied_to_the_label_is_named(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    folder = root.path / "sessions"
    (folder / "other").mkdir()
    lines = (folder / "visit" / "takes.jsonl").read_text().splitlines(keepends=True)
    moved = [line.replace('"session":"visit"', '"session":"other"') for line in lines[2:]]
    (folder / "visit" / "takes.jsonl").write_text("".join(lines[:2]))
    (folder / "other" / "takes.jsonl").write_text("".join(moved))
    assert "learn the session instead of the attack" in card_text(root)
    assert "other, visit" in card_text(root)
