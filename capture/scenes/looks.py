"""How a demo site's camera and light make a scene look: noise, sharpening, compression, light.

The scenes are composed for look ``a``, which changes nothing. Look ``b`` is another site: a
cheap camera under a warm, dim lamp. What one site's takes teach need not hold at the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .cv import cv2

_SPARE = 64
"""Pixels by which the noise exceeds the frame: room for the random offset."""
_RADIUS_PX = 1.4
"""Standard deviation of the blur that sharpening takes away."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a site's camera and light do to a picture, in the order in which they do it.

    Parameters
    ----------
    device
        Name of the camera.
    lighting
        Name of the light, as labels bear it.
    gains
        Of blue, green and red: the colour of the light and how dim it is.
    noise
        Standard deviation of noise besides the sensor's own, grey levels.
    smooth_px
        Standard deviation of the camera's noise filter, pixels; 0 for none.
    sharpen
        Share of the detail that the camera adds; 0 for none.
    quality
        Of its JPEG (0 to 100, colour at half the size); ``None`` sends the picture whole.
    """

    device: str
    lighting: str
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    noise: float = 0.0
    smooth_px: float = 0.0
    sharpen: float = 0.0
    quality: int | None = None

    @property
    def plain(self) -> bool:
        """Whether it leaves pictures as they are."""
        return self.quality is None and self.device == LOOKS["a"].device

    def expose(
        self, image: NDArray[np.uint8], seed: tuple[int, ...]
    ) -> tuple[NDArray[np.uint8], bytes | None]:
        """Return a picture as this camera sends it, and its JPEG where it compresses.

        Parameters
        ----------
        image
            Shape ``(H, W, 3)``, uint8, BGR; not changed.
        seed
            Names the frame.
        """
        if self.plain:
            return image, None
        lit = cv2.multiply(image, (*self.gains, 0.0))
        height, width = image.shape[:2]
        y, x = np.random.default_rng(seed).integers(0, _SPARE, 2)
        part = _noise(width, height)[y : y + height, x : x + width]
        seen = cv2.addWeighted(lit, 1.0, part, self.noise, 0, dtype=cv2.CV_16S)
        seen = np.clip(seen, 0, 255).astype(np.uint8)
        if self.smooth_px > 0:
            seen = cv2.GaussianBlur(seen, (0, 0), self.smooth_px)
        if self.sharpen > 0:
            soft = cv2.GaussianBlur(seen, (0, 0), _RADIUS_PX)
            seen = cv2.addWeighted(seen, 1 + self.sharpen, soft, -self.sharpen, 0)
        if self.quality is None:
            return np.asarray(seen, np.uint8), None
        packet = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, self.quality])[1]
        return np.asarray(cv2.imdecode(packet, cv2.IMREAD_COLOR), np.uint8), packet.tobytes()


@lru_cache(maxsize=2)
def _noise(width: int, height: int) -> NDArray[np.int16]:
    """Return noise of one grey level, in steps of one, larger than the frame."""
    rng = np.random.default_rng([2, width, height])
    grains = rng.standard_normal((height + _SPARE, width + _SPARE, 3), dtype=np.float32)
    return np.asarray(np.rint(grains), np.int16)


LOOKS: Final[dict[str, Look]] = {
    "a": Look("Demo camera", "demo"),
    "b": Look(
        "Demo camera B",
        "demo-b",
        gains=(0.66, 0.80, 0.88),
        noise=5.0,
        smooth_px=0.7,
        sharpen=1.2,
        quality=75,
    ),
}
"""By name: ``a`` is what the scenes are composed for."""
