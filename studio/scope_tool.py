"""Zebra, focus peaking and the histogram of the face, over the preview and on keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout

from liveness.capture.analysis import Snapshot
from liveness.capture.scopes import Histogram, face_histogram
from liveness.widgets import theme
from liveness.widgets.histogram_panel import HistogramPanel, LightReading
from liveness.widgets.scope_paint import Scopes

if TYPE_CHECKING:
    from .main_window import MainWindow

EVERY_S = 0.05
"""Least time between two histograms, seconds."""


class ScopeTool(QObject):
    """Joins the scopes to a window's preview; what is not shown costs nothing.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._settings, self._feed = window.settings, window.feed
        self._preview = window.view.preview
        self.panel = HistogramPanel(parent=self._preview)
        self.panel.set_limits(self._settings.zebra_level, self._settings.peaking_level)
        self.panel.zebra_changed.connect(self._on_zebra_level)
        self.panel.peaking_changed.connect(self._on_peaking_level)
        corner = QVBoxLayout(self._preview)
        corner.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        corner.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._seen: Snapshot | None = None
        self._next = 0.0
        self.panel.setVisible(self._settings.histogram)
        self._show()

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Three switches."""
        return {
            "view.zebra": self.set_zebra,
            "view.peaking": self.set_peaking,
            "view.histogram": self.set_histogram,
        }

    def set_zebra(self, shown: bool) -> None:
        """Show where it is too bright, or not."""
        self._settings.zebra = shown
        self._show()

    def set_peaking(self, shown: bool) -> None:
        """Show what is sharp, or not."""
        self._settings.peaking = shown
        self._show()

    def set_histogram(self, shown: bool) -> None:
        """Show how the light of the face is spread, or not."""
        self._settings.histogram = shown
        self.panel.setVisible(shown)
        self._next, self._seen = 0.0, None

    def _on_zebra_level(self, level: int) -> None:
        self._settings.zebra_level = level
        self._show()

    def _on_peaking_level(self, level: int) -> None:
        self._settings.peaking_level = level
        self._show()

    def _show(self) -> None:
        settings = self._settings
        self._preview.set_scopes(
            Scopes(
                settings.zebra_level if settings.zebra else None,
                settings.peaking_level if settings.peaking else None,
            )
        )

    def tick(self, snapshot: Snapshot | None) -> None:
        """Measure the newest face, twenty times a second at most, where it is shown."""
        if not self._settings.histogram or snapshot is self._seen:
            return
        now = time.monotonic()
        if now < self._next or not self.panel.isVisible():
            return
        self._next, self._seen = now + EVERY_S, snapshot
        gates = self._feed.gates
        self.panel.set_reading(
            LightReading(
                _measure(snapshot), gates.clipped_percent, gates.luma_min, gates.luma_max
            )
        )

    def close(self) -> None:
        """Nothing runs."""


def _measure(snapshot: Snapshot | None) -> Histogram | None:
    if snapshot is None or snapshot.face is None:
        return None
    return face_histogram(snapshot.frame.image, snapshot.face.box)
