"""Which controls a camera has, what it makes of them, and whether the exposure obeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from liveness.datasets.errors import SourceError

from .camera import CameraSettings, CameraSource
from .opencv import Capture, cv2

CONTROLS: Final[Mapping[str, int]] = {
    "exposure": cv2.CAP_PROP_EXPOSURE,
    "white_balance_k": cv2.CAP_PROP_WB_TEMPERATURE,
    "gain": cv2.CAP_PROP_GAIN,
    "focus": cv2.CAP_PROP_FOCUS,
}
"""What can be locked, by the name that ``CameraSettings`` has for it."""

SETTLE_FRAMES: Final = 8
"""Frames that a camera may need until a new exposure shows."""

MEAN_FRAMES: Final = 3
"""Frames over which the brightness is averaged."""

LEAST_SLOPE: Final = 0.25
"""A camera that obeys gives about 1; tone curves and a lamp beside it make it less."""

GAMMA: Final = 2.2
"""Nearly the tone curve of sRGB (IEC 61966-2-1): pixel values to light."""

DARK, BRIGHT = 8.0, 247.0
"""Mean pixel values outside of which a picture tells nothing of its exposure."""


@dataclass(frozen=True, slots=True)
class ControlReport:
    """What a camera said and showed.

    Parameters
    ----------
    got
        The value by name of each control that the camera has; others are not offered.
    settable
        Those of them that took their own value again.
    slope
        Change of the light in the picture, in stops, for one stop of exposure: about 1 where
        the camera obeys; ``None`` without an exposure, or in a picture too dark or bright.
    brightness
        Mean pixel value at half, the whole and twice the exposure, 0..255.
    """

    got: Mapping[str, float]
    settable: frozenset[str]
    slope: float | None
    brightness: tuple[float, ...] = ()

    @property
    def exposure_obeys(self) -> bool | None:
        """Whether the picture follows the exposure; ``None`` when nothing tells."""
        return None if self.slope is None else self.slope >= LEAST_SLOPE

    def require_exposure(self) -> None:
        """Raise when the camera ignores its exposure.

        Raises
        ------
        SourceError
            ``E-CAM-14``.
        """
        if self.exposure_obeys is False:
            raise SourceError(
                "E-CAM-14",
                "the camera ignores its exposure",
                f"{self.slope:.2f} stops of light for one stop of exposure",
                "choose another back-end or camera; the exposure is not locked",
            )


def probe(number: int, settings: CameraSettings | None = None, **options: Any) -> ControlReport:
    """Open a camera, ask for its controls, step its exposure, and close it.

    Parameters
    ----------
    number
        N of ``camera:N``.
    settings
        What to ask; without an exposure the camera's own is stepped, in manual mode.
    options
        As `CameraSource` has them.

    Raises
    ------
    SourceError
        As `CameraSource` does.
    """
    source = _Probing(number, settings, **({"timeout_s": 15.0} | options))
    with source:
        assert source.report is not None
        return source.report


class _Probing(CameraSource):
    """A camera that is asked for its controls before its first frame, in its own thread."""

    report: ControlReport | None = None

    def _settle(self, capture: Capture) -> None:
        got = {
            name: value
            for name, key in CONTROLS.items()
            if (value := float(capture.get(key))) != -1 and value == value
        }
        settable = frozenset(n for n in got if capture.set(CONTROLS[n], got[n]))
        slope: float | None = None
        brightness: tuple[float, ...] = ()
        if "exposure" in settable:
            slope, brightness = self._step(capture, got["exposure"])
        self.report = ControlReport(got, settable, slope, brightness)

    def _step(
        self, capture: Capture, exposure: float
    ) -> tuple[float | None, tuple[float, ...]]:
        """Set half, the whole and twice the exposure, see what it does, and set it back."""
        usual = float(capture.get(cv2.CAP_PROP_AUTO_EXPOSURE))
        self.set_manual(capture)
        # Linux counts in 100 us, Windows in powers of two of seconds
        stepped: Callable[[float], float] = (
            (lambda stops: exposure * 2**stops)
            if exposure > 0
            else (lambda stops: exposure + stops)
        )
        seen = []
        for stops in (-1.0, 0.0, 1.0):
            capture.set(cv2.CAP_PROP_EXPOSURE, stepped(stops))
            seen.append(_brightness(capture))
        capture.set(cv2.CAP_PROP_EXPOSURE, exposure)
        if self.asks_automatic and usual != -1:
            capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, usual)
        return slope_of((-1.0, 0.0, 1.0), seen), tuple(seen)


def slope_of(stops: tuple[float, ...], brightness: list[float]) -> float | None:
    """Return stops of light for one stop of exposure, by least squares.

    Parameters
    ----------
    stops
        Exposures, base-2 logarithm.
    brightness
        Mean pixel value at each, 0..255; those too dark or too bright are left out.
    """
    kept = [(s, b) for s, b in zip(stops, brightness, strict=True) if DARK <= b <= BRIGHT]
    if len(kept) < 2:
        return None
    x, y = np.array(kept).T
    return float(np.polyfit(x, GAMMA * np.log2(y), 1)[0])


def _brightness(capture: Capture) -> float:
    """Return the mean pixel value once a change shows, 0..255; 0 without a picture."""
    seen = []
    for i in range(SETTLE_FRAMES + MEAN_FRAMES):
        ok, picture = capture.read()
        if ok and picture is not None and i >= SETTLE_FRAMES:
            seen.append(float(np.mean(picture)))
    return float(np.mean(seen)) if seen else 0.0
