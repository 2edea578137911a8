from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.amendments import Labelling
from liveness.datasets.errors import UsageError
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.reviewing import find_take, relabel_take, review_take, trim_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("finalise_here")


@pytest.fixture
def take(root: DatasetRoot, journal_of: Callable[..., Path]) -> TakeRecord:
    attack = Presentation.attack(
        "print-matte",
        subject="S1",
        target="S2",
        pai="P1",
        conditions=Conditions(lighting="office"),
    )
    return root.finalise(journal_of(3, presentation=attack))


def _lines(root: DatasetRoot) -> list[dict[str, object]]:
    text = (root.path / "sessions" / "visit" / "takes.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def test_a_record_says_what_was_presented(root: DatasetRoot, take: TakeRecord) -> None:
    assert root.takes() == [take]
    assert (take.family, take.pai, take.lighting) == ("print", "P1", "office")
    assert take.created_utc is not None
    assert not take.bona_fide
    assert take.usable
    assert take.file_label == "print-matte"


@pytest.mark.parametrize(
    ("verdict", "usable"), [("accept", True), ("reject", False), ("retake", False)]
)
def test_a_review_is_one_more_line(
    root: DatasetRoot, take: TakeRecord, verdict: str, usable: bool
) -> None:
    before = root.take_path(take).read_bytes()
    review_take(root, take.id, verdict, reviewer="Q1", reasons=["blurred"], note="see 2 s")  # type: ignore[arg-type]
    (now,) = root.takes()
    assert now.review is not None
    assert (now.review.verdict, now.review.reviewer) == (verdict, "Q1")
    assert (now.review.reasons, now.review.note) == (("blurred",), "see 2 s")
    assert now.review.utc.endswith("Z")
    assert now.usable is usable
    assert root.take_path(take).read_bytes() == before
    assert [line["event"] for line in _lines(root)] == ["take", "review"]


def test_the_later_line_counts(root: DatasetRoot, take: TakeRecord) -> None:
    review_take(root, take.id, "reject", reviewer="Q1")
    review_take(root, take.id, "accept", reviewer="Q2")
    (now,) = root.takes()
    assert now.usable
    assert now.review is not None
    assert now.review.reviewer == "Q2"
    assert len(_lines(root)) == 3


def test_a_relabel_keeps_what_was_recorded(root: DatasetRoot, take: TakeRecord) -> None:
    relabel_take(root, take.id, "replay-phone", reviewer="Q1", target="S3", pai="P9")
    (now,) = root.takes()
    assert (now.label, now.family, now.target, now.pai) == (
        "replay-phone",
        "replay",
        "S3",
        "P9",
    )
    assert now.recorded == Labelling(label="print-matte", family="print", pai="P1", target="S2")
    assert (now.file_label, now.file_target) == ("print-matte", "S2")
    # the file is as it was, and its line too: nothing is at fault
    assert verify_root(root) == []
    relabel_take(root, take.id, "bona-fide", reviewer="Q1")
    (now,) = root.takes()
    assert now.bona_fide
    assert (now.family, now.target, now.pai) == (None, None, None)
    assert now.file_label == "print-matte"
    assert _lines(root)[0]["label"] == "print-matte"


def test_a_trim_says_what_counts(root: DatasetRoot, take: TakeRecord) -> None:
    trim_take(root, take.id, 33_000_000, None, reviewer="Q1")
    (now,) = root.takes()
    assert now.trim is not None
    assert (now.trim.start_ns, now.trim.end_ns) == (33_000_000, None)
    trim_take(root, take.id, None, None, reviewer="Q1", note="all of it")
    (now,) = root.takes()
    assert now.trim is not None
    assert (now.trim.start_ns, now.trim.end_ns) == (None, None)


def test_what_does_not_fit_is_refused(root: DatasetRoot, take: TakeRecord) -> None:
    before = _lines(root)
    for code, wrong in (
        ("E-DAT-17", lambda: review_take(root, "T-none", "accept", reviewer="Q1")),
        ("E-LAB-05", lambda: review_take(root, take.id, "accept", reviewer="a b")),
        ("E-LAB-05", lambda: review_take(root, take.id, "maybe", reviewer="Q1")),  # type: ignore[arg-type]
        ("E-LAB-01", lambda: relabel_take(root, take.id, "print-unheard", reviewer="Q1")),
        (
            "E-LAB-05",
            lambda: relabel_take(root, take.id, "bona-fide", reviewer="Q1", target="S2"),
        ),
        ("E-LAB-05", lambda: trim_take(root, take.id, 5, 5, reviewer="Q1")),
    ):
        with pytest.raises(UsageError) as caught:
            wrong()
        assert caught.value.code == code
    assert _lines(root) == before
    assert find_take(root, take.id) == take


def test_a_pai_alone_is_never_bona_fide(
    root: DatasetRoot, journal_of: Callable[..., Path]
) -> None:
    alone = Presentation.attack("mannequin", subject=None)
    record = root.finalise(journal_of(2, presentation=alone))
    with pytest.raises(UsageError, match="no subject was before the camera"):
        relabel_take(root, record.id, "bona-fide", reviewer="Q1")


def test_lines_of_early_versions_and_of_later_ones_are_read(
    root: DatasetRoot, take: TakeRecord
) -> None:
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    (line,) = _lines(root)
    early = {
        key: value
        for key, value in line.items()
        if key not in ("family", "pai", "lighting", "created_utc")
    }
    odd = early | {"id": "T-odd", "label": "no species, and odd: {}"}
    later = {"event": "applause", "id": take.id}
    path.write_text("\n".join(json.dumps(entry) for entry in (early, odd, later)) + "\n")
    first, second = root.takes()
    assert (first.family, first.lighting, first.created_utc) == ("print", None, None)
    assert second.family is None
    assert second.labelling.label == odd["label"]
