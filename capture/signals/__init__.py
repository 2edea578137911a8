"""One file per signal; none imports another."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from liveness.capture.plugins import SignalClass

SIGNALS: tuple[SignalClass, ...] = tuple(
    getattr(import_module(f"{__name__}.{module}"), f"{module.title()}Signal")
    for module in ("depth", "texture", "reflection", "motion")
    if find_spec(f"{__name__}.{module}")
)
"""The signals of this package, in the order in which they are shown."""
