"""The running source on the Calibrate page: its scores over time, its picture and map."""

from __future__ import annotations

import time
from collections import deque

import numpy as np
from PySide6.QtCore import QObject, Signal

from liveness.capture.analysis import Snapshot
from liveness.studio.fused_scores import fusion_of

from .board import FUSED
from .picture_panel import PicturePanel
from .plots import PlotStack
from .state import CalibrateState

SPAN_S = 30.0
"""How much of the past is shown, seconds."""
REPAINT_S = 0.095
"""Least time between two pictures of the curve, seconds."""


class LiveLook(QObject):
    """Shows snapshots while the page is seen and live is chosen.

    Parameters
    ----------
    state
        What is looked at.
    plots, picture
        Where it is shown.
    """

    ended = Signal()
    """Recorded takes are looked at again."""
    left = Signal()
    """Nobody sees the page any more: its maps need not be made."""

    def __init__(
        self,
        state: CalibrateState,
        plots: PlotStack,
        picture: PicturePanel,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._plots, self._picture = state, plots, picture
        self._seen = False
        self._last: Snapshot | None = None
        self._shown = 0.0
        self._samples: deque[tuple[float, dict[str, float]]] = deque()
        self.on = False
        """Whether live is chosen."""
        state.view_changed.connect(self._show)

    def seen(self, seen: bool) -> None:
        """Tell whether anybody sees the page."""
        self._seen = seen
        if not seen:
            self.left.emit()

    def set_on(self, on: bool) -> None:
        """Look at the running source, or at recorded takes again."""
        self.on = on
        self._samples.clear()
        self._last = None
        if on:
            self._show()
        else:
            self.ended.emit()

    @property
    def maps(self) -> tuple[str, ...]:
        """Signals whose maps are looked at now."""
        shown = self._plots.tabs.currentWidget() is self._picture
        name = self._state.name
        return (name,) if self.on and self._seen and shown and name != FUSED else ()

    def tick(self, snapshot: Snapshot | None) -> None:
        """Take in the newest snapshot."""
        if not (self.on and self._seen) or snapshot is None or snapshot is self._last:
            return
        now = snapshot.frame.time_ns / 1e9
        if self._samples and not 0 <= now - self._samples[-1][0] < SPAN_S:
            self._samples.clear()
        self._last = snapshot
        values = {name: e.llr for name, e in snapshot.evidence.items() if e.valid}
        board = self._state.board
        weights = None if board is None else board.in_use
        fused = fusion_of(weights).fuse(snapshot.evidence)
        if fused.valid:
            values[FUSED] = fused.llr
        self._samples.append((now, values))
        while self._samples[0][0] < now - SPAN_S:
            self._samples.popleft()
        if time.monotonic() - self._shown >= REPAINT_S:
            self._show()

    def _show(self) -> None:
        if not self.on:
            return
        self._shown = time.monotonic()
        name, last = self._state.name, self._last
        if last is None or not self._samples:
            nothing = self.tr("No source runs: start one in Collect, then come back.")
            self._plots.series.set_series(None, None, empty=nothing)
            self._plots.series_of.setText(self.tr("live"))
            self._picture.show_moment(self.tr("live"), None, None, {})
            return
        now = self._samples[-1][0]
        seconds = np.array([at - now for at, _ in self._samples])
        scores = np.array([values.get(name, np.nan) for _, values in self._samples])
        said = last.evidence.get(name)
        reason = "" if said is None or said.valid else f": {said.reasons[0]}"
        text = self.tr("{name}, live, the last {n:.0f} s{reason}")
        self._plots.series_of.setText(text.format(name=name, n=SPAN_S, reason=reason))
        nothing = self.tr("{name} abstains{reason}").format(name=name, reason=reason)
        span = (-SPAN_S, 0.0)
        self._plots.series.set_series(seconds, scores, span=span, empty=nothing)
        if self._plots.tabs.currentWidget() is self._picture:
            self._picture.show_moment(self.tr("live"), last.frame, last.face, last.evidence)
