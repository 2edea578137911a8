"""Pulls the newest frame and snapshot into the widgets at screen rate; nothing is queued."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from liveness.capture.analysis import Snapshot
from liveness.capture.engine import Health, LiveEngine
from liveness.capture.gating import GateCheck, GateJudge
from liveness.datasets.gates import Gates
from liveness.widgets import wording

from .collect_view import CollectView
from .gates import explain, read_gates
from .guidance import Guide

SCREEN_MS = 16
"""Time between looks at the slots, milliseconds."""

PANELS_S = 0.045
"""Least time between two maps of a panel: every second snapshot at 30 a second, seconds."""

HEALTH_S = 0.5
"""Time between looks at the rates, seconds."""

RATE_S = 2.0
"""Time over which the shown rate is measured, seconds."""


class LiveFeed(QObject):
    """Shows what an engine has; the engine's threads never touch a widget.

    Parameters
    ----------
    view
        Where it is shown.
    """

    ticked = Signal()
    """Once per look, for everything else that moves with the screen."""
    first_seen = Signal()
    """The first snapshot of a source was shown: all that is loaded lazily is there."""

    def __init__(self, view: CollectView, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._engine: LiveEngine | None = None
        self._frame_seen = self._snapshot_seen = 0
        self._guide = Guide()
        self._shown: deque[float] = deque()
        self._seen_by_eyes = True
        self._maps: tuple[str, ...] | None = None
        self._panels_shown = 0.0
        self._health: Health | None = None
        self._health_at = 0.0
        self._judge = GateJudge(Gates())
        self.checks: tuple[GateCheck, ...] = ()
        """What the gates say of the snapshot that was shown last."""
        self.snapshot: Snapshot | None = None
        """What was shown last."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(SCREEN_MS)
        self._timer.timeout.connect(self._on_tick)
        for panel in view.panels.values():
            panel.active_changed.connect(self._on_panel)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def watch(self, engine: LiveEngine | None) -> None:
        """Show another engine; ``None`` shows none."""
        self._engine = engine
        self._frame_seen = self._snapshot_seen = 0
        self._maps = None
        self.snapshot = None
        self._health, self._health_at = None, 0.0
        self._guide.reset()
        self._judge, self.checks = GateJudge(self.gates), ()
        self._shown.clear()
        view = self._view
        view.preview.set_frame(None)
        view.preview.set_face(None)
        view.preview.set_instruction("")
        view.strips.clear()
        view.gates.set_readings(())
        for panel in view.panels.values():
            panel.set_evidence(None)
        self._ask_maps()

    @property
    def gates(self) -> Gates:
        """The limits in force."""
        return self._judge.gates

    @property
    def health(self) -> Health | None:
        """How the engine keeps up, as it was looked at last; ``None`` before the first look."""
        return self._health

    def set_gates(self, gates: Gates) -> None:
        """Judge by other limits, as the step of a protocol sets them."""
        if gates != self._judge.gates:
            self._judge = GateJudge(gates)

    def set_shown(self, shown: bool) -> None:
        """Tell whether anybody sees the view; maps that nobody sees are not computed."""
        self._seen_by_eyes = shown
        self._ask_maps()

    @property
    def shown_fps(self) -> float | None:
        """Different frames shown per second; ``None`` before the first."""
        now = time.monotonic()
        while self._shown and self._shown[0] < now - RATE_S:
            self._shown.popleft()
        if len(self._shown) < 2:
            return None
        return (len(self._shown) - 1) / max(1e-3, self._shown[-1] - self._shown[0])

    def _on_tick(self) -> None:
        engine = self._engine
        if engine is not None:
            self._show_frame(engine)
            self._show_snapshot(engine)
        self.ticked.emit()

    def _show_frame(self, engine: LiveEngine) -> None:
        version, frame = engine.frames.peek()
        if frame is None or version == self._frame_seen:
            return
        self._frame_seen = version
        self._view.preview.set_frame(frame)
        if self._seen_by_eyes:
            self._shown.append(time.monotonic())

    def _show_snapshot(self, engine: LiveEngine) -> None:
        version, snapshot = engine.snapshots.peek()
        if snapshot is None or version == self._snapshot_seen:
            return
        self._snapshot_seen = version
        first = self.snapshot is None
        self.snapshot = snapshot
        view = self._view
        view.preview.set_face(snapshot.face)
        now = time.monotonic()
        self._look_at_health(engine, now)
        self.checks = self._judge.update(snapshot, self._health)
        self._instruct(snapshot)
        view.strips.add(snapshot.frame.time_ns, snapshot.evidence, snapshot.fused)
        if first:
            self.first_seen.emit()
        if now - self._panels_shown < PANELS_S:
            return
        self._panels_shown = now
        view.gates.set_readings(read_gates(self.checks, self._health, wording.fact))
        for name, panel in view.panels.items():
            evidence = explain(snapshot.evidence.get(name), self._health)
            panel.set_evidence(evidence, snapshot.frame, snapshot.face)

    def _instruct(self, snapshot: Snapshot) -> None:
        """Show the one instruction of this moment."""
        found = self._guide.update(snapshot, self.checks, snapshot.frame.time_ns / 1e9)
        text = wording.said(found.text)
        fact = "" if found.fact is None else wording.fact(found.fact)
        self._view.preview.set_instruction(text, fact)

    def _look_at_health(self, engine: LiveEngine, now: float) -> None:
        if now - self._health_at >= HEALTH_S:
            self._health_at = now
            self._health = engine.health()

    def _on_panel(self, name: str, active: bool) -> None:
        self._ask_maps()

    def _ask_maps(self) -> None:
        """Let the analysis make the maps that are seen, and no others."""
        wanted = self._view.active_maps() if self._seen_by_eyes else ()
        if self._engine is not None and wanted != self._maps:
            self._maps = wanted
            self._engine.set_maps(wanted)
