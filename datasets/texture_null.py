"""What live skin gives at one camera: what a spectral peak is compared with there."""

from __future__ import annotations

from pydantic import Field

from .model import Model
from .profile import CameraProfile


class TextureNull(Model):
    """What bona fide skin gives at one camera: the null that texture is compared with."""

    peak_db_mean: float
    """Mean of the strongest whitened spectral peak on live skin, dB."""
    peak_db_sd: float = Field(gt=0)
    """Its standard deviation, dB."""
    takes: int = Field(ge=1)
    """Number of takes it was measured on."""
    camera: CameraProfile | None = None
    """The camera; elsewhere it says nothing. ``None``: whoever made it answers for that."""

    def holds_for(self, camera: CameraProfile | None) -> bool:
        """Return whether it may be used at a camera; never at one that is not known.

        A take that is played back bears its camera's name and size, and its own kind.
        """
        if self.camera is None:
            return True
        if camera is not None and "take" in (camera.kind, self.camera.kind):
            camera = camera.model_copy(update={"kind": self.camera.kind})
        return camera == self.camera
