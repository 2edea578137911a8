from __future__ import annotations

import numpy as np

from liveness.capture.medians import column_medians


def test_they_are_the_medians_of_what_is_known() -> None:
    random = np.random.default_rng(0)
    for n in range(1, 12):
        rows = random.normal(size=(n, 5))
        np.testing.assert_allclose(column_medians(rows), np.median(rows, axis=0))
        rows[0, 1], rows[:, 2] = np.nan, np.nan
        found = column_medians(rows)
        assert np.isnan(found[2])
        if n > 1:
            np.testing.assert_allclose(found[1], np.median(rows[1:, 1]))
