"""Zebra and focus peaking, painted into a picture that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture.scopes import luma_of, peaking_mask, zebra_mask

STRIPE_PX: Final = 4
"""Width of a stripe and of the gap beside it, pixels along a row."""

STRIPE_BGR: Final = (28, 23, 20)
"""Dark, for a zebra stands where the picture is bright."""

PEAK_BGR: Final = (255, 229, 0)
"""No skin, lip or hair has this colour."""

_WIDER: Final = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Scopes:
    """What is painted into the picture.

    Parameters
    ----------
    zebra
        Stripes stand where the luma is at or over this, 1..255; ``None`` for none.
    peaking
        Edges stand out whose Laplacian is at or over this, 1..255; ``None`` for none.
    """

    zebra: int | None = None
    peaking: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is painted."""
        return self.zebra is not None or self.peaking is not None


def painted(
    shown: NDArray[np.uint8], image: NDArray[np.uint8], scopes: Scopes
) -> NDArray[np.uint8]:
    """Return a copy of the shown picture with zebra and peaking in it.

    Parameters
    ----------
    shown
        (h, w, 3) BGR, the picture at the size in which it is shown.
    image
        (H, W, 3) BGR, the same picture as it was taken: scaling would smooth away what is
        looked for.
    scopes
        What is painted.
    """
    result = shown.copy()
    luma = luma_of(image)
    size = (shown.shape[1], shown.shape[0])
    if scopes.zebra is not None:
        mask = cv2.resize(zebra_mask(luma, scopes.zebra), size, interpolation=cv2.INTER_NEAREST)
        _put(result, cv2.bitwise_and(mask, _stripes(size)), STRIPE_BGR)
    if scopes.peaking is not None:
        mask = peaking_mask(luma, scopes.peaking)
        if size[0] < image.shape[1]:
            # wide enough for the nearest pixel to meet a thin line; a mean over each shown
            # pixel says the same and takes longer
            mask = cv2.dilate(mask, _WIDER).astype(np.uint8, copy=False)
        mask = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST).astype(
            np.uint8, copy=False
        )
        _put(result, mask, PEAK_BGR)
    return result


def _put(result: NDArray[np.uint8], mask: object, colour: tuple[int, int, int]) -> None:
    cv2.copyTo(_plain(result.shape[:2], colour), mask, result)  # type: ignore[call-overload]


@lru_cache(maxsize=4)
def _plain(shape: tuple[int, int], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Return a picture of one colour."""
    return np.full((*shape, 3), colour, np.uint8)


@lru_cache(maxsize=2)
def _stripes(size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a mask of diagonal stripes that stand still, (h, w) uint8."""
    across, down = np.arange(size[0])[None], np.arange(size[1])[:, None]
    return np.where((across + down) // STRIPE_PX % 2 == 0, 255, 0).astype(np.uint8)
