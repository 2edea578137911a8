"""Medians of the columns of a small table, values that are missing left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def column_medians(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median of each column over the rows that know it.

    One sort does for all columns: a call of ``np.nanmedian`` for each would cost more than what
    the signals measure.

    Parameters
    ----------
    rows
        Shape ``(n, k)``, float64, NaN where unknown; n at least 1.

    Returns
    -------
    numpy.ndarray
        Shape ``(k,)``, float64; NaN where no row knows it.
    """
    ordered = np.sort(rows, axis=0)  # NaN comes last
    known = len(rows) - np.isnan(rows).sum(axis=0)
    columns = np.arange(rows.shape[1])
    middle: NDArray[np.float64] = (
        ordered[np.maximum(known - 1, 0) // 2, columns]
        + ordered[np.minimum(known // 2, len(rows) - 1), columns]
    ) / 2
    return middle
