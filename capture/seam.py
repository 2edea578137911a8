"""The rim of a face by sectors: a face that was pasted in parts from its surround there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .face import Face
from .geometry import FACE_OVAL

SECTORS: Final = 16
"""Sectors about the middle of the face, the first one to image right, then clockwise."""

INSIDE: Final = 0.9
OUTSIDE: Final = 1.12
"""Where the rim is looked at, as part of the way from the middle to the outline: within it, and
beyond hairline and jaw."""

PATCH_PX: Final = (7, 11)
"""Smallest and largest side of a patch, pixels."""

LEAST_KNOWN: Final = 6
"""Sectors that must lie inside the image."""


@dataclass(frozen=True, slots=True, eq=False)
class Seam:
    """How the detail changes across the rim of a face.

    Parameters
    ----------
    sectors
        Shape ``(16,)``, float64: detail inside by detail outside, dB; NaN outside the image.
    """

    sectors: NDArray[np.float64]

    @property
    def level_db(self) -> float:
        """Median over the sectors, dB: below 0 where the face is smoother."""
        return float(np.median(self.sectors[np.isfinite(self.sectors)]))

    def share_below(self, limit_db: float) -> float:
        """Return the share of the known sectors whose ratio lies below a limit."""
        known = self.sectors[np.isfinite(self.sectors)]
        return float(np.mean(known < limit_db))


def rim_seam(face: Face, image: NDArray[np.uint8]) -> Seam | None:
    """Compare the detail inside and outside the outline of a face, in 16 sectors.

    Parameters
    ----------
    face
        Where the face is.
    image
        Shape ``(H, W, 3)``, uint8, BGR; the mean absolute Laplacian of green is the detail.

    Returns
    -------
    Seam or None
        ``None`` when fewer than six sectors lie inside the image.
    """
    outline = face.xy[list(FACE_OVAL)].astype(np.float64)
    middle = outline.mean(axis=0)
    spokes = outline - middle
    turn = np.arctan2(spokes[:, 1], spokes[:, 0]) % (2 * np.pi)
    order = np.argsort(turn)
    wanted = (np.arange(2 * SECTORS) + 0.5) * np.pi / SECTORS
    reach = [np.interp(wanted, turn[order], part[order], period=2 * np.pi) for part in spokes.T]
    rim = np.stack(reach, axis=1)
    side = int(np.clip(0.06 * face.box[2], *PATCH_PX)) | 1
    within, beyond = (
        _detail(image, np.rint(middle + scale * rim).astype(np.intp), side)
        for scale in (INSIDE, OUTSIDE)
    )
    ratio = 20 * np.log10((within + 0.1) / (beyond + 0.1))
    # two places make a sector; one that leaves the image takes its sector with it
    sectors = ratio.reshape(SECTORS, 2).mean(axis=1)
    return Seam(sectors) if np.isfinite(sectors).sum() >= LEAST_KNOWN else None


def _detail(
    image: NDArray[np.uint8], places: NDArray[np.intp], side: int
) -> NDArray[np.float64]:
    """Return the mean absolute Laplacian about each place, NaN where it leaves the image."""
    reach = side // 2 + 1
    limits = np.array([image.shape[1], image.shape[0]]) - 1 - reach
    known = ((places >= reach) & (places <= limits)).all(axis=1)
    if not known.any():
        return np.full(len(places), np.nan)
    offsets = np.arange(-reach, reach + 1)
    x, y = places[known].T
    patches = image[(y[:, None] + offsets)[:, :, None], (x[:, None] + offsets)[:, None], 1]
    grey = patches.astype(np.int16)
    laplacian = (
        grey[:, :-2, 1:-1] + grey[:, 2:, 1:-1] + grey[:, 1:-1, :-2] + grey[:, 1:-1, 2:]
    ) - 4 * grey[:, 1:-1, 1:-1]
    found = np.full(len(places), np.nan)
    found[known] = abs(laplacian).mean(axis=(1, 2))
    return found
