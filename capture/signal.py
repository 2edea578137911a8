"""The contract of a signal: one independent, replaceable measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol, runtime_checkable

from liveness.datasets.evidence import Evidence
from liveness.datasets.profile import CameraProfile
from liveness.datasets.texture_null import TextureNull

from .face import Face
from .frame import Frame


@dataclass(frozen=True, slots=True)
class SignalContext:
    """What a signal may know of the deployment; everything is optional.

    Parameters
    ----------
    horizontal_fov_deg
        Horizontal field of view of the camera, degrees; an assumption until calibrated.
    fov_calibrated
        Whether that field of view was measured.
    fps
        Nominal frame rate of the source, frames per second.
    lossy_origin
        Whether the picture was compressed with loss before it reached us.
    clock
        ``monotonic`` or ``media``.
    texture_null
        This camera's null for spectral peaks, from a profile.
    screen_direction
        Unit vector from the eyes to the middle of the known screen in camera coordinates
        (x right, y down, z away from the camera), or ``None``.
    camera
        What the source is known by.
    """

    horizontal_fov_deg: float = 64.0
    fov_calibrated: bool = False
    fps: float | None = None
    lossy_origin: bool = False
    clock: str = "monotonic"
    texture_null: TextureNull | None = None
    screen_direction: tuple[float, float, float] | None = None
    camera: CameraProfile | None = None


SignalFamily = Literal["geometry", "texture", "optics", "temporal"]
"""What a signal measures in principle; an accept needs two valid families."""


@runtime_checkable
class Signal(Protocol):
    """One independent measurement, fed frame by frame by one thread.

    A signal is built as ``SignalClass(parameters, context)``; ``parameters`` is the closed
    pydantic model ``SignalClass.Parameters``. It knows no other signal and no Qt. It never
    raises on a strange frame, never answers NaN, and abstains when it cannot know.
    """

    name: ClassVar[str]
    """Short name, also its key in files."""
    family: ClassVar[SignalFamily]
    """What it measures in principle."""
    title: ClassVar[str]
    """What a person reads."""
    version: ClassVar[str]
    """Version of the algorithm, stored with its evidence."""
    cap: ClassVar[tuple[float, float]]
    """Lowest and highest llr before calibration."""

    @property
    def units(self) -> Mapping[str, str]:
        """Unit by raw quantity, of every quantity that the signal may ever report.

        A class variable in every signal; a property here, so that any mapping will do.
        """

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame; ``face`` is ``None`` where none was found."""

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the current value; the map is computed only when it is asked for."""

    def reset(self) -> None:
        """Forget everything seen, as before the first frame."""
