from __future__ import annotations

import random
from collections import Counter

import pytest

from liveness.datasets.dealing import deal


def test_shares_are_met_where_groups_allow() -> None:
    dealt = deal([1] * 20, [{} for _ in range(20)], [60, 20, 20], 0)
    assert Counter(dealt) == {0: 12, 1: 4, 2: 4}


def test_the_seed_decides_and_repeats() -> None:
    sizes = [1] * 12
    none = [{} for _ in sizes]
    assert deal(sizes, none, [1, 1], 3) == deal(sizes, none, [1, 1], 3)
    assert len({tuple(deal(sizes, none, [1, 1], seed)) for seed in range(6)}) > 1


@pytest.mark.parametrize("shares", [[98, 1, 1], [1, 98, 1], [1, 1, 1]])
def test_no_part_stays_empty(shares: list[float]) -> None:
    assert set(deal([1, 1, 1], [{}] * 3, shares, 1)) == {0, 1, 2}
    assert set(deal([30, 1, 1], [{}] * 3, shares, 1)) == {0, 1, 2}


def test_large_groups_do_not_spoil_the_shares() -> None:
    sizes = [8, 4, 3, 2, 2, 1]
    dealt = deal(sizes, [{} for _ in sizes], [60, 20, 20], 0)
    people = [0, 0, 0]
    for size, part in zip(sizes, dealt, strict=True):
        people[part] += size
    assert people == [12, 4, 4]


def test_labels_are_balanced_when_asked_for() -> None:
    # a rare species that four of forty people have, one for each fourth of them
    chance = random.Random(0)
    labels = [{"bona-fide": 5, **({"mask": 3} if i < 4 else {})} for i in range(40)]
    chance.shuffle(labels)
    for seed in range(5):
        dealt = deal([1] * 40, labels, [50, 25, 25], seed)
        assert Counter(dealt) == {0: 20, 1: 10, 2: 10}
        masks = Counter(
            part for part, counts in zip(dealt, labels, strict=True) if "mask" in counts
        )
        assert masks == {0: 2, 1: 1, 2: 1}
