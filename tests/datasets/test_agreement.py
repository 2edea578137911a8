from __future__ import annotations

from pathlib import Path

import pytest
from many_takes import register_many

from liveness.datasets.agreement import agreements, kappa
from liveness.datasets.amendments import Review, Verdict
from liveness.datasets.register import read_reviews
from liveness.datasets.reviewing import review_take, withdraw_review

A, R = "accept", "reject"


def test_kappa_equals_a_hand_worked_example() -> None:
    # 50 takes: both accept 20, both reject 15, the first alone accepts 5, the second alone 10.
    # p_o = 35/50 = 0.7; the first accepts 25/50, the second 30/50:
    # p_e = 0.5 x 0.6 + 0.5 x 0.4 = 0.5; kappa = (0.7 - 0.5) / (1 - 0.5) = 0.4
    pairs = [(A, A)] * 20 + [(R, R)] * 15 + [(A, R)] * 5 + [(R, A)] * 10
    assert kappa(pairs) == pytest.approx(0.4, abs=1e-15)
    assert kappa([(b, a) for a, b in pairs]) == pytest.approx(0.4, abs=1e-15)
    assert kappa([(A, A), (R, R), ("retake", "retake")]) == 1.0
    assert kappa([(A, R), (R, A)]) == -1.0
    assert kappa([(A, A)] * 3) is None
    assert kappa([]) is None


def _review(take: str, who: str, verdict: Verdict) -> Review:
    return Review(id=take, verdict=verdict, reviewer=who)


def test_only_takes_of_both_count_and_the_last_word_of_each() -> None:
    found = agreements(
        {
            "T1": [_review("T1", "Q1", "reject"), _review("T1", "Q2", "accept"),
                   _review("T1", "Q1", "accept")],
            "T2": [_review("T2", "Q2", "reject"), _review("T2", "Q1", "retake")],
            "T3": [_review("T3", "Q1", "accept"), _review("T3", "erased", "accept")],
            "T4": [_review("T4", "Q1", "reject"), _review("T4", "Q2", "reject")],
        }
    )  # fmt: skip
    (one,) = found
    assert (one.first, one.second, one.takes, one.same) == ("Q1", "Q2", 3, 2)
    assert one.differing == ("T2",)
    # p_o = 2/3; p_e = (1x1 accept + 1x2 reject + 1x0 retake) / 9 = 1/3
    assert one.kappa == pytest.approx(0.5)


def test_a_review_that_is_taken_back_counts_for_nobody(tmp_path: Path) -> None:
    root = register_many(tmp_path / "root", sessions=1, takes=2, subjects=2)
    review_take(root, "T000000", "accept", reviewer="Q1")
    review_take(root, "T000000", "reject", reviewer="Q2", reasons=["blurred"])
    review_take(root, "T000000", "retake", reviewer="Q2", reasons=["other"])
    withdraw_review(root, "T000000", reviewer="Q2")
    (record, _) = root.takes()
    assert record.review is not None
    assert (record.review.verdict, record.review.reviewer) == ("reject", "Q2")
    withdraw_review(root, "T000000", reviewer="Q2")
    (record, _) = root.takes()
    assert record.review is not None
    assert record.review.reviewer == "Q1"
    assert [each.reviewer for each in read_reviews(root.path)["T000000"]] == ["Q1"]
    withdraw_review(root, "T000000", reviewer="Q1")
    (record, _) = root.takes()
    assert record.review is None
