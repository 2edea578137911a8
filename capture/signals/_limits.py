"""Limits and priors of the texture signal."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from liveness.datasets.model import Model

WINDOW: Final = 10
"""Analyses that are remembered."""


class TextureParameters(Model):
    """Limits and priors; the priors hold until a profile brings this camera's null."""

    rate_hz: float = Field(default=10.0, gt=0)
    """Analyses per second of the source's nominal rate."""
    pfa: float = Field(default=1e-3, gt=0, lt=1)
    """False alarms per analysis of white noise."""
    iod_min_px: float = 64.0
    """Least distance between the eyes, pixels: smaller cheeks hold no patch."""
    iod_silent_px: float = 90.0
    """Least distance between the eyes at which the lack of a pattern says anything, pixels."""
    sharpness_min: float = 6.0
    """Least sharpness of the eye region, squared levels."""
    votes_min: int = Field(default=5, ge=1, le=WINDOW)
    """Analyses of the last ten that must show the same pattern."""
    readings_min: int = Field(default=5, ge=1, le=WINDOW)
    """Analyses of the last ten that must have passed the gates."""
    skin_db: float = 17.0
    """Strongest peak of uncompressed live skin, dB: the null is never taken lower."""
    null_sd_db: float = Field(default=3.0, gt=0)
    """Standard deviation of the null where the camera's own is not known, dB."""
    attack_low_db: float = 18.0
    attack_high_db: float = 50.0
    """Peaks of resolved grids are taken as uniform between these, dB."""
    attack_silent: float = Field(default=0.6, gt=0, lt=1)
    """Share of print and replay attacks that show no peak."""
    drift_min: float = Field(default=0.25, gt=0)
    """Change of a pattern's frequency against the face within the ten analyses that no texture
    on skin makes, as a part of the frequency."""
    drift_llr: float = Field(default=-2.0, le=0)
    """What such a change says: shares that are taken, not measured: two of five screens in the
    hand show one, and at most one person in twenty; some fifteen live clips showed none."""
    outside_share_max: float = 0.6
    """A pattern that more of the patches off the face show belongs to the camera, maybe."""
    smooth_below_db: float = -6.0
    """A sector of the rim counts as smoother inside below this, dB."""
    smooth_share: float = 0.75
    """Share of such sectors that is worth telling; live people reach .56 on real video."""
    noise_low: float = 0.7
    """Noise of the face by that of its surround that is worth telling."""
    band_db: float = 26.0
    """Travelling band over the face that is worth telling, dB; live faces reach 23."""
    band_more_db: float = 6.0
    """How much stronger than beside the face it must be, dB."""
