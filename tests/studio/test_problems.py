from __future__ import annotations

import random

from liveness.datasets.duplicates import Pair
from liveness.datasets.take import TakeRecord
from liveness.studio.problems import find_problems, problems_first, rank_mislabelled
from liveness.studio.rescoring import ScoreRecord, SignalScore


def _record(i: int, **changes: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"T{i:03}",
        "session": "visit",
        "file": f"T{i:03}.h5",
        "sha256": f"{i:064x}",
        "frames": 60,
        "seconds": 2.0,
        "faces": 60,
        "analysed": 60,
        "label": "bona-fide",
        "subject": f"P{i % 10}",
        "score": 3.0,
    }
    return TakeRecord.model_validate(content | changes)


def _two_hundred(seed: int, shift: float) -> tuple[list[TakeRecord], set[str]]:
    """200 takes of ten people whose scores overlap a little; three labels are swapped."""
    chance = random.Random(seed)
    swapped = set(chance.sample(range(200), 3))
    takes = []
    for i in range(200):
        attack = i % 2 == 1
        score = chance.gauss(-2.5 if attack else 2.5, 1.1) + shift
        shown = attack != (i in swapped)
        takes.append(_record(i, label="print-matte" if shown else "bona-fide", score=score))
    return takes, {f"T{i:03}" for i in swapped}


def test_three_swapped_labels_in_two_hundred_are_among_the_first_ten() -> None:
    for seed in range(20):
        # a camera whose scores are all too high: the limit is learnt, and is not zero
        takes, swapped = _two_hundred(seed, shift=2.0)
        ranked = rank_mislabelled(takes)
        assert {each.id for each in ranked[:10]} >= swapped
        assert all(each.learnt and abs(each.limit - 2.0) < 0.5 for each in ranked)


def test_a_take_does_not_set_the_limit_that_judges_it() -> None:
    takes = [
        _record(i, subject=who, label="print-matte" if i % 2 else "bona-fide",
                score=base + (-2.0 if i % 2 else 2.0))
        for i, (who, base) in enumerate([("A", 8.0)] * 12 + [("B", 0.0)] * 12)
    ]  # fmt: skip
    limits = {each.id: each.limit for each in rank_mislabelled(takes)}
    assert limits["T000"] == 0.0
    assert limits["T023"] == 8.0
    alone = rank_mislabelled(takes[:12])
    assert not any(each.learnt for each in alone)
    assert {each.limit for each in alone} == {0.0}


def test_a_fresh_score_counts_before_the_stored_one() -> None:
    takes = [_record(0), _record(1, score=None), _record(2, superseded_by="T000")]
    fresh = {"T001": ScoreRecord(source="x", score=-4.0)}
    (first, second) = rank_mislabelled(takes, fresh)
    assert (first.id, first.nat) == ("T001", 4.0)
    assert (second.id, second.nat) == ("T000", -3.0)


def _signal(llr: float, *, valid: bool = True) -> SignalScore:
    return SignalScore(llr=llr, valid=valid, quality=1, reasons=(), raw={}, units={})


def test_problems_are_told_with_value_and_limit_and_come_first() -> None:
    takes = [
        _record(0),
        _record(1, status="incomplete", faces=30, dropped=6),
        _record(2, score=-1.5),
        _record(3, sha256=f"{4:064x}"),
        _record(4),
        _record(5),
        _record(6),
        _record(7),
        _record(8, superseded_by="T000", status="incomplete"),
    ]
    scores = {
        "T005": ScoreRecord(
            source="x", score=1.0,
            signals={"depth": _signal(2.0), "motion": _signal(-1.5), "texture": _signal(0.1)},
        ),
        "T000": ScoreRecord(
            source="x", score=1.0,
            signals={"depth": _signal(2.0), "motion": _signal(-5.0, valid=False)},
        ),
    }  # fmt: skip
    pairs = [Pair("T006", "T007", False), Pair("T003", "T004", False), Pair("T0", "T006", True)]
    found = find_problems(takes, scores=scores, duplicates=pairs)
    told = {id_: [(each.kind, each.text) for each in each_] for id_, each_ in found.items()}
    assert told == {
        "T001": [
            ("quality", "the take is incomplete"),
            ("quality", "a face in 50 % of the frames, limit 80 %"),
            ("quality", "9.1 % of the frames dropped, limit 2 %"),
        ],
        "T002": [("label", "labelled bona-fide, score -1.50, limit +0.00 nat")],
        "T003": [("duplicate", "the same pictures as T004")],
        "T004": [("duplicate", "the same pictures as T003")],
        "T005": [("signals", "depth +2.00 nat against motion -1.50 nat")],
        "T006": [("near duplicate", "nearly the same pictures as T007")],
        "T007": [("near duplicate", "nearly the same pictures as T006")],
    }
    order = [record.id for record in problems_first(takes, found)]
    assert order == [f"T00{i}" for i in (3, 4, 2, 6, 7, 1, 5, 0, 8)]
