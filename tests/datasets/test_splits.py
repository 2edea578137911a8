from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from many_takes import register_many

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.people import people_of
from liveness.datasets.splits import (
    Split,
    divide,
    load_split,
    make_split,
    remove_split,
    split_names,
)
from liveness.datasets.store import DatasetRoot

PARTS = {"train": 60.0, "dev": 20.0, "test": 20.0}


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    """Ten people, each presenter of attacks on nobody known."""
    made = register_many(tmp_path / "many", sessions=10, takes=10, subjects=10)
    for path in made.path.glob("sessions/*/takes.jsonl"):
        path.write_text(re.sub(r'"target":"P\d+"', '"target":null', path.read_text()))
    for i in range(10):
        made.subject_key(f"P{i:04}")
    return made


def _link(root: DatasetRoot, *pairs: tuple[int, int]) -> None:
    """Let the first person present an attack on the second."""
    path = root.path / "sessions" / "S00000" / "takes.jsonl"
    lines = path.read_text().splitlines()
    attack = json.loads(lines[1])
    for number, (subject, target) in enumerate(pairs):
        entry = attack | {"id": f"L{number}", "subject": f"P{subject:04}"}
        lines.append(json.dumps(entry | {"target": f"P{target:04}"}))
    path.write_text("\n".join(lines) + "\n")


def test_everybody_is_in_one_part(root: DatasetRoot) -> None:
    split = make_split(root, "main", PARTS, seed=3)
    assert {part: len(keys) for part, keys in split.parts.items()} == {
        "train": 6,
        "dev": 2,
        "test": 2,
    }
    assert load_split(root.path, "main") == split
    division = divide(split, root.takes(), root.subject_keys())
    assert (division.outside, division.crossing) == ([], [])
    people = [{p for t in takes for p in people_of(t)} for takes in division.parts.values()]
    assert sum(len(group) for group in people) == len(set().union(*people)) == 10


def test_a_split_bears_keys_only(root: DatasetRoot) -> None:
    make_split(root, "main", PARTS)
    text = (root.path / "splits" / "main.json").read_text()
    assert "P000" not in text
    assert root.subject_key("P0003") in text


def test_the_same_seed_gives_the_same_split(root: DatasetRoot) -> None:
    first = make_split(root, "a", PARTS, seed=1, stratify=True)
    again = make_split(root, "b", PARTS, seed=1, stratify=True)
    assert first.parts == again.parts
    others = [make_split(root, f"c{seed}", PARTS, seed=seed).parts for seed in range(2, 6)]
    assert any(parts != first.parts for parts in others)


def test_presenter_and_target_go_into_one_part(root: DatasetRoot) -> None:
    _link(root, (0, 1), (1, 2), (7, 8))
    keys = root.subject_keys()
    for seed in range(8):
        split = make_split(root, f"s{seed}", PARTS, seed=seed)
        for group in ((0, 1, 2), (7, 8)):
            parts = split.parts_of(keys[f"P{person:04}"] for person in group)
            assert len(parts) == 1
            assert parts[0] is not None


def test_too_few_subjects_are_told_with_who_links_them(root: DatasetRoot) -> None:
    with pytest.raises(UsageError) as caught:
        make_split(root, "many", {f"part{i}": 1.0 for i in range(11)})
    assert caught.value.code == "E-DAT-31"
    assert caught.value.measured == "10 people"
    _link(root, *((4, other) for other in range(10) if other != 4))
    with pytest.raises(UsageError) as caught:
        make_split(root, "main", PARTS)
    assert caught.value.measured == "10 people in 1 group that takes link, P0004 to 9 others"
    assert split_names(root.path) == []


def test_newcomers_are_in_no_part(root: DatasetRoot) -> None:
    split = make_split(root, "main", PARTS)
    root.subject_key("P0042")
    _link(root, (42, 42), (42, 1))
    division = divide(split, root.takes(), root.subject_keys())
    assert [take.id for take in division.outside] == ["L0", "L1"]
    # and whoever comes to link two parts later
    keys = root.subject_keys()
    place = {i: split.parts_of([keys[f"P{i:04}"]])[0] for i in range(10)}
    other = next(i for i in range(10) if place[i] != place[0])
    _link(root, (0, other))
    division = divide(split, root.takes(), root.subject_keys())
    assert len(division.crossing) == 1
    assert all("L0" not in [t.id for t in takes] for takes in division.parts.values())


def test_superseded_and_rejected_takes_are_in_no_list(root: DatasetRoot) -> None:
    split = make_split(root, "main", PARTS)
    takes = root.takes()
    path = root.path / "sessions" / takes[0].session / "takes.jsonl"
    with path.open("a") as file:
        file.write(f'{{"event": "supersede", "id": "{takes[0].id}", "by": "T000001"}}\n')
    division = divide(split, root.takes(), root.subject_keys())
    found = [take.id for part in division.parts.values() for take in part]
    assert len(found) == 99
    assert takes[0].id not in found


def test_names_and_shares_that_do_not_fit(root: DatasetRoot) -> None:
    make_split(root, "main", PARTS)
    for code, name, parts in (
        ("E-DAT-32", "main", PARTS),
        ("E-DAT-34", "../main", PARTS),
        ("E-DAT-34", "x", {"train": 1.0}),
        ("E-DAT-34", "x", {"train": 1.0, "test": 0.0}),
        ("E-DAT-34", "x", {"train": 1.0, "test": float("nan")}),
        ("E-DAT-34", "x", {"train": 1.0, "a b": 1.0}),
    ):
        with pytest.raises(UsageError) as caught:
            make_split(root, name, parts)
        assert caught.value.code == code
    for wrong in ("other", "../main"):
        with pytest.raises(UsageError) as caught:
            load_split(root.path, wrong)
        assert (caught.value.code, "main" in caught.value.measured) == ("E-DAT-33", True)
    remove_split(root.path, "main")
    assert split_names(root.path) == []


def test_a_split_with_somebody_twice_is_refused(root: DatasetRoot) -> None:
    key = "0" * 32
    with pytest.raises(ValueError, match="stands in a and in b"):
        Split(name="x", parts={"a": (key,), "b": (key,)})
    make_split(root, "main", PARTS)
    (root.path / "splits" / "main.json").write_text('{"name": "main", "parts": {}}')
    with pytest.raises(LivenessError) as caught:
        load_split(root.path, "main")
    assert caught.value.code == "E-DAT-03"
    # a damaged one can be removed
    remove_split(root.path, "main")
