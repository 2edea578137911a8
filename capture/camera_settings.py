"""What is asked of a camera, and its name by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from pydantic import Field, FiniteFloat, ValidationError

from liveness.datasets.errors import UsageError
from liveness.datasets.model import Model, describe_validation

CONTROL_NAMES: Final = ("exposure", "white_balance_k", "gain", "focus")
"""What can be locked, in the order in which it is shown."""

FORMAT_NAMES: Final = ("width", "height", "fps")
"""What a camera takes only while it is opened."""


class CameraSettings(Model):
    """What to ask of a camera; ``None`` leaves it as it is.

    Units are the driver's: exposure is 100 µs on Linux, a power of two of seconds on Windows
    and microseconds of an industrial camera, whose gain is in decibel. A manual value turns
    the matching automatic off.
    """

    width: int | None = Field(default=1280, ge=1)
    height: int | None = Field(default=720, ge=1)
    fps: FiniteFloat | None = Field(default=30.0, gt=0)
    exposure: FiniteFloat | None = None
    white_balance_k: FiniteFloat | None = None
    gain: FiniteFloat | None = None
    focus: FiniteFloat | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of what is asked: two cameras set alike have the same."""
        return self.digest_with({})

    def digest_with(self, features: Mapping[str, str]) -> str:
        """Return the SHA-256 of what is asked, with features by the camera's own names."""
        asked = {name: float(value) for name, value in self.asked.items()}
        text = json.dumps({**features, **asked}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def asked(self) -> Mapping[str, float]:
        """What is not left to the camera, by name."""
        return {name: value for name, value in self.model_dump().items() if value is not None}

    @property
    def locked(self) -> Mapping[str, float]:
        """The controls that are not left to the camera, by name."""
        return {name: value for name, value in self.asked.items() if name in CONTROL_NAMES}

    def with_query(self, spec: str, values: Mapping[str, str]) -> CameraSettings:
        """Return them with what the query of a source's specification asks.

        Parameters
        ----------
        spec
            The whole specification, for the error.
        values
            Text by name.

        Raises
        ------
        UsageError
            ``E-CAM-10``, when a name or a value is none.
        """
        try:
            return CameraSettings.model_validate(self.model_dump() | dict(values))
        except ValidationError as error:
            raise UsageError(
                "E-CAM-10",
                f"{spec!r} asks for what no camera has",
                describe_validation(error),
                f"ask for {', '.join(CameraSettings.model_fields)}",
            ) from error
