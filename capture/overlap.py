"""How well the highlights of both eyes lie over one another."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .cornea import CHIP_RADIUS, EyeReading


def best_overlap(right: EyeReading, left: EyeReading, shift: float = 0.15) -> float:
    """Return the highest intersection over union of both eyes' highlights.

    Taken at half and at a quarter of their height, whichever is more: of several lamps each eye
    may see another one brightest.

    Parameters
    ----------
    right, left
        The two eyes; only what is visible in both counts.
    shift
        Largest shift of one against the other, iris radii: a light at half a metre shows about
        a twelfth of a radius apart in the two eyes.
    """
    both = right.visible & left.visible
    return max(
        _overlap(right.mask & both, left.mask & both, shift),
        _overlap(right.wide & both, left.wide & both, shift),
    )


def _overlap(first: NDArray[np.bool_], second: NDArray[np.bool_], shift: float) -> float:
    small = [_halved(first), _halved(second)]
    areas = [int(np.count_nonzero(mask)) for mask in small]
    if min(areas) == 0:
        return 0.0
    reach = max(round(shift * CHIP_RADIUS / 2), 0)
    field = np.pad(small[0], reach)
    # every shift of the first at once, read where the second shines
    shifted = sliding_window_view(field, small[1].shape)[..., small[1]]
    best = int(np.count_nonzero(shifted, axis=2).max())
    return best / (sum(areas) - best)


def _halved(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    part = mask.view(np.uint8)
    quarter = part[::2, ::2] + part[1::2, ::2] + part[::2, 1::2] + part[1::2, 1::2]
    halved: NDArray[np.bool_] = quarter >= 2
    return halved
