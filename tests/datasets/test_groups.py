from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError
from small_takes import agree, take_in

from liveness.datasets.erasure.erasing import erase_subject
from liveness.datasets.errors import UsageError
from liveness.datasets.groups import (
    NOT_TOLD,
    SMALL,
    GroupAttributes,
    GroupBook,
    by_subject,
    pooled,
)
from liveness.datasets.merge import merge_roots
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("check_here")


def _tell(root: DatasetRoot, subject: str, **told: object) -> Path:
    content = {"consent": f"C-{subject}"} | told
    return GroupBook(root.path).put(
        root.subject_key(subject), GroupAttributes.model_validate(content)
    )


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"skin_scale": "monk"},
        {"skin_tone": 3},
        {"skin_scale": "fitzpatrick", "skin_tone": 7},
        {"skin_scale": "monk", "skin_tone": 11},
        {"age_band": "42"},
        {"sex": "female", "name": "Ann"},
    ],
)
def test_what_is_no_group_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        GroupAttributes.model_validate({"consent": "C1"} | told)


def test_they_lie_apart_under_the_key_and_bear_no_pseudonym(root: DatasetRoot) -> None:
    take_in(root, "ANNE7")
    path = _tell(root, "ANNE7", age_band="31-50", skin_scale="monk", skin_tone=4)
    assert path == root.path / "attributes" / f"{root.subject_key('ANNE7')}.json"
    assert "subject" not in GroupAttributes.model_fields
    groups = by_subject(GroupBook(root.path).all(), root.subject_keys())
    assert groups == {"ANNE7": {"age band": "31-50", "skin tone": "monk 4"}}
    (take,) = root.takes()
    content = root.take_path(take).read_bytes()
    assert b"31-50" not in content
    assert b"monk" not in content
    assert b"31-50" not in (root.path / "sessions" / "visit" / "takes.jsonl").read_bytes()
    assert verify_root(root) == []
    with pytest.raises(UsageError, match="E-LAB-02"):
        GroupBook(root.path).path("../dataset")


def test_they_are_erased_with_the_subject(root: DatasetRoot) -> None:
    for subject in ("S1", "S2"):
        take_in(root, subject)
        _tell(root, subject, sex="male")
    mine, other = (root.subject_key(subject) for subject in ("S1", "S2"))
    receipt = erase_subject(root, "S1", generator="test")
    assert receipt.clean
    assert list(GroupBook(root.path).all()) == [other]
    assert not any(mine in path.name for path in root.path.rglob("*"))
    assert verify_root(root) == []


def test_they_are_erased_where_there_is_no_take(root: DatasetRoot) -> None:
    agree(root, "S5", "C-S5")
    path = _tell(root, "S5", sex="other")
    assert erase_subject(root, "S5", generator="test").clean
    assert not path.exists()


def test_they_come_along_in_a_merge_and_the_later_told_counts(tmp_path: Path) -> None:
    one = DatasetRoot.create(tmp_path / "one")
    take_in(one, "S1")
    shutil.copytree(one.path, tmp_path / "two")
    two = DatasetRoot.open(tmp_path / "two")
    take_in(two, "S2")
    _tell(one, "S1", sex="female", told_utc="2026-01-01T00:00:00.000Z")
    _tell(two, "S1", sex="other", told_utc="2026-02-01T00:00:00.000Z")
    _tell(two, "S2", age_band="18-30")
    stranger = GroupBook(two.path).put("f" * 32, GroupAttributes(sex="male", consent="C"))
    merged = merge_roots(one, [two.path])
    assert merged.conflicts == ()
    groups = by_subject(GroupBook(one.path).all(), one.subject_keys())
    assert groups == {"S1": {"sex": "other"}, "S2": {"age band": "18-30"}}
    assert not (one.path / "attributes" / stranger.name).exists()
    assert merge_roots(one, [two.path]).notes == ()
    assert by_subject(GroupBook(one.path).all(), one.subject_keys()) == groups
    assert verify_root(one) == []


def test_damage_is_named(root: DatasetRoot) -> None:
    take_in(root, "S1")
    path = _tell(root, "S1", sex="male")
    path.write_text("{")
    (root.path / "attributes" / f"{'a' * 32}.json").write_text(
        GroupAttributes(sex="male", consent="C1").model_dump_json()
    )
    faults = [
        (fault.code, fault.severity, Path(fault.path).stem) for fault in verify_root(root)
    ]
    assert sorted(faults) == [
        ("V-GROUPS", "error", path.stem),
        ("V-GROUPS", "warning", "a" * 32),
    ]


def test_small_groups_stand_together_or_are_not_told() -> None:
    people = [f"S{i}" for i in range(14)]
    groups = ["a"] * 6 + ["b"] * 3 + ["c"] * 2 + [None] * 3
    found = pooled(groups, people)
    assert found == ["a"] * 6 + [SMALL] * 8
    assert pooled(groups[:9], people[:9]) == ["a"] * 6 + [None] * 3
    # twenty takes of one person are one person
    assert pooled(["a"] * 20, ["S1"] * 20) == [None] * 20
    assert pooled([None] * 6, people[:6]) == [NOT_TOLD] * 6
    assert pooled([], []) == []
