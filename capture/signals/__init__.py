"""One file per signal; none imports another. A new one is a file and a line in the tuple."""

from __future__ import annotations

from liveness.capture.plugins import SignalClass

from .depth import DepthSignal
from .motion import MotionSignal
from .reflection import ReflectionSignal
from .texture import TextureSignal

SIGNALS: tuple[SignalClass, ...] = (
    DepthSignal,
    TextureSignal,
    ReflectionSignal,
    MotionSignal,
)
"""The signals of this package, in the order in which they are shown."""
