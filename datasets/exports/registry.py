"""The export formats that there are."""

from __future__ import annotations

from liveness.datasets.errors import UsageError

from .base import Exporter
from .packed import Packed

EXPORTS: tuple[Exporter, ...] = (Packed(),)
"""Every format, in the order in which help lists them."""


def exporter_of(name: str) -> Exporter:
    """Return the format of a name.

    Raises
    ------
    UsageError
        ``E-EXP-03``, which lists the formats.
    """
    for exporter in EXPORTS:
        if exporter.name == name:
            return exporter
    known = ", ".join(exporter.name for exporter in EXPORTS)
    raise UsageError("E-EXP-03", f"there is no export format {name!r}", "", f"use {known}")
