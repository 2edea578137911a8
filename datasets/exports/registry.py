"""The export formats that there are."""

from __future__ import annotations

from collections.abc import Sequence

from liveness.datasets.errors import UsageError
from liveness.datasets.plugin_points import EXPORTERS, offered

from .base import Exporter
from .footage import Frames, Video
from .packed import Packed
from .scores_csv import ScoresCsv
from .shards import Shards

EXPORTS: tuple[Exporter, ...] = (Packed(), Shards(), ScoresCsv(), Frames(), Video())
"""Every format, in the order in which help lists them."""


def exporter_of(name: str, besides: Sequence[str] = ()) -> Exporter:
    """Return the format of a name.

    Parameters
    ----------
    name
        Of the format.
    besides
        What the caller knows besides; for the text of the error.

    Raises
    ------
    UsageError
        ``E-EXP-03``, which lists the formats.
    """
    for exporter in EXPORTS:
        if exporter.name == name:
            return exporter
    others = offered(EXPORTERS).found
    if name in others:
        made: Exporter = others[name]()
        return made
    known = ", ".join([*(exporter.name for exporter in EXPORTS), *others, *besides])
    raise UsageError("E-EXP-03", f"there is no export format {name!r}", "", f"use {known}")
