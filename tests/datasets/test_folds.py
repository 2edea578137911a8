from __future__ import annotations

import re
from pathlib import Path

import pytest
from many_takes import LABELS, register_many

from liveness.datasets.errors import UsageError
from liveness.datasets.folds import SCHEMES, leave_one_out
from liveness.datasets.store import DatasetRoot


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = register_many(tmp_path / "many", sessions=8, takes=25, subjects=8)
    for path in made.path.glob("sessions/*/takes.jsonl"):
        path.write_text(re.sub(r'"target":"P\d+"', '"target":null', path.read_text()))
    return made


def test_the_schemes_have_names() -> None:
    assert set(SCHEMES) == {
        f"leave-one-{left}-out" for left in ("species", "session", "camera", "lighting")
    }


def test_a_species_is_left_out_with_bona_fide_takes_of_others(root: DatasetRoot) -> None:
    folds = leave_one_out(root, "species", seed=2)
    assert [fold.left_out for fold in folds] == sorted(LABELS[1:])
    tested: list[str] = []
    for fold in folds:
        assert {t.label for t in fold.test} == {"bona-fide", fold.left_out}
        assert fold.left_out not in {t.label for t in fold.train}
        assert not {t.id for t in fold.train} & {t.id for t in fold.test}
        assert len(fold.train) + len(fold.test) == 200
        live = [{t.subject for t in side if t.bona_fide} for side in (fold.train, fold.test)]
        assert not live[0] & live[1]
        assert all(live)
        tested += [t.id for t in fold.test if t.bona_fide]
    # every bona fide take is tested on once
    assert len(tested) == len(set(tested)) == 40
    assert leave_one_out(root, "species", seed=2) == folds


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("session", [f"S{i:05}" for i in range(8)]),
        ("camera", ["camera 0", "camera 1"]),
        ("lighting", ["dark", "office", "window"]),
    ],
)
def test_a_value_is_left_out_whole(root: DatasetRoot, by: str, values: list[str]) -> None:
    folds = leave_one_out(root, by)  # type: ignore[arg-type]
    assert [fold.left_out for fold in folds] == values
    ids = [{t.id for t in fold.test} for fold in folds]
    assert sum(len(group) for group in ids) == len(set().union(*ids)) == 200
    for fold, group in zip(folds, ids, strict=True):
        assert not group & {t.id for t in fold.train}
        assert len(fold.train) == 200 - len(group)


def test_people_may_be_kept_apart_too(root: DatasetRoot) -> None:
    (first, *_) = leave_one_out(root, "session")
    assert first.shared_people
    (apart, *_) = leave_one_out(root, "session", disjoint=True)
    assert apart.test == first.test
    assert not apart.shared_people
    assert 0 < len(apart.train) < len(first.train)


def test_takes_that_say_nothing_make_a_fold_of_their_own(root: DatasetRoot) -> None:
    path = root.path / "sessions" / "S00003" / "takes.jsonl"
    path.write_text(re.sub(r'"lighting":"\w+"', '"lighting":null', path.read_text()))
    folds = leave_one_out(root, "lighting")
    assert [fold.left_out for fold in folds] == ["dark", "office", "unknown", "window"]


def test_nothing_to_leave_out_is_told(root: DatasetRoot) -> None:
    one = [take for take in root.takes() if take.session == "S00001"]
    for by in ("session", "camera"):
        with pytest.raises(UsageError, match="E-DAT-35") as caught:
            leave_one_out(root, by, takes=one)  # type: ignore[arg-type]
        assert by in caught.value.what
    live = [take for take in root.takes() if take.bona_fide]
    with pytest.raises(UsageError, match="there is none"):
        leave_one_out(root, "species", takes=live)
    attacks = [take for take in root.takes() if not take.bona_fide or take.subject == "P0001"]
    with pytest.raises(UsageError, match="one person only"):
        leave_one_out(root, "species", takes=attacks)
