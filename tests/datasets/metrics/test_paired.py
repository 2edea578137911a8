from __future__ import annotations

import pytest
from scipy.stats import binomtest

from liveness.datasets.metrics import mcnemar


@pytest.mark.parametrize(("first", "second"), [(0, 6), (3, 9), (5, 5), (12, 1), (0, 1)])
def test_p_is_the_exact_binomial_one(first: int, second: int) -> None:
    found = mcnemar(first, second, 40)
    assert found.p == pytest.approx(binomtest(first, first + second).pvalue)


def test_the_words_name_the_better_one_only_where_it_is() -> None:
    assert "nothing tells them apart" in mcnemar(0, 0, 40).words()
    assert "may be luck" in mcnemar(3, 1, 40).words()
    assert "B is better" in mcnemar(0, 9, 40).words()
    assert "A is better" in mcnemar(9, 0, 40).words()


@pytest.mark.parametrize("counts", [(-1, 2, 9), (5, 5, 9)])
def test_no_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no counts"):
        mcnemar(*counts)
