"""Panels of the window: the four signals of this package, then those that others plug in."""

from __future__ import annotations

from liveness.capture.plugins import load_signals
from liveness.widgets.map_panel import PANELS, PanelKind


def panel_kinds() -> dict[str, PanelKind]:
    """Return what each signal's panel shows before it has spoken, by name, in order.

    A signal that is plugged in has a panel like any other; its map, where it makes one, says
    kind, unit and range itself.
    """
    kinds = dict(PANELS)
    for found in load_signals().classes:
        title = str(getattr(found, "title", found.name))
        kinds.setdefault(found.name, PanelKind(title, "peak", "", 0, 1))
    return kinds
