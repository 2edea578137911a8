"""What other packages may plug in, found by entry point.

A package offers, in its own metadata, for instance::

    [project.entry-points."liveness.sources"]
    mycam = "my_package.camera:open_camera"

Nothing is imported before it is asked for; what cannot be loaded is told and left out.
"""

from __future__ import annotations

import importlib.metadata
import logging
from functools import lru_cache
from typing import Any, Final, NamedTuple

log = logging.getLogger(__name__)

SIGNALS: Final = "liveness.signals"
"""Classes of signals, see ``capture/plugins.py``."""

SOURCES: Final = "liveness.sources"
"""Functions ``open(text, timeout_s)`` that return a source; ``NAME:text`` names one."""

PROTOCOLS: Final = "liveness.protocols"
"""Texts of protocols as TOML, or functions without parameters that return one."""

EXPORTERS: Final = "liveness.exporters"
"""Classes of exporters, made without parameters; see ``datasets/exports/base.py``."""

ENGINES: Final = "liveness.engines"
"""Engines for much work, see ``studio/engines.py``."""

GROUPS: Final = (SIGNALS, SOURCES, PROTOCOLS, EXPORTERS, ENGINES)


class Offered(NamedTuple):
    """What a group offers by name, and what is wrong with what it does not."""

    found: dict[str, Any]
    faults: tuple[str, ...]


@lru_cache(maxsize=len(GROUPS))
def offered(group: str) -> Offered:
    """Load the plug-ins of a group, once a process.

    Parameters
    ----------
    group
        One of :data:`GROUPS`.
    """
    found: dict[str, Any] = {}
    faults: list[str] = []
    for entry in importlib.metadata.entry_points(group=group):
        name = entry.name.lower()
        try:
            if name in found:
                raise ValueError(f"the name {entry.name!r} is taken")
            found[name] = entry.load()
        except Exception as error:  # a foreign module may raise anything
            text = " ".join(f"{type(error).__name__}: {error}".split())
            faults.append(f"plug-in {entry.name!r} of {group} is left out: {text}")
            log.warning(faults[-1])
    return Offered(found, tuple(faults))


def names(group: str) -> list[str]:
    """Return the names that a group offers, without importing anything."""
    return sorted(entry.name for entry in importlib.metadata.entry_points(group=group))
