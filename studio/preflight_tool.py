"""The checklist in the window: looks four times a second, holds the start, leads to the fix."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint

from liveness.capture.analysis import Snapshot
from liveness.capture.control_board import Controllable
from liveness.capture.light_meter import LightMeter
from liveness.datasets.gates import Gates
from liveness.widgets import wording
from liveness.widgets.preflight_panel import CheckLine, PreflightReading
from liveness.widgets.theme import State

from .preflight import CheckState, Override, PreflightItem, Situation, check, holding

if TYPE_CHECKING:
    from .main_window import MainWindow

EVERY_S = 0.25
"""Time between two looks at everything, seconds."""

LOCKS: Final = ("exposure", "white-balance", "focus")

CONTROLS: Final = "source.controls"
"""Action that leads to the camera's controls."""

_MARKS: Final[Mapping[CheckState, State]] = {
    CheckState.READY: State.BONA_FIDE,
    CheckState.WARNING: State.WARNING,
    CheckState.WRONG: State.WARNING,
    CheckState.UNKNOWN: State.UNDECIDED,
    CheckState.NEEDLESS: State.UNDECIDED,
    CheckState.OVERRIDDEN: State.WARNING,
}


class PreflightTool(QObject):
    """Joins the checklist to a window.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._view = window, window.view
        self.panel = window.view.preflight
        self.meter = LightMeter(Gates())
        self.given = Override()
        """The operator's reason, and for what."""
        self.items: tuple[PreflightItem, ...] = ()
        self._source = ""
        self._seen: Snapshot | None = None
        self._next = 0.0
        self._titles = {
            "camera": self.tr("Camera"),
            "exposure": self.tr("Exposure"),
            "white-balance": self.tr("White balance"),
            "focus": self.tr("Focus"),
            "light": self.tr("Light"),
            "rate": self.tr("Rate"),
            "dataset": self.tr("Dataset"),
            "disk": self.tr("Disk"),
            "operator": self.tr("Operator"),
            "consent": self.tr("Consent"),
            "protocol": self.tr("Protocol"),
        }
        self._words = {
            CheckState.READY: self.tr("ready"),
            CheckState.WARNING: self.tr("warning"),
            CheckState.WRONG: self.tr("not ready"),
            CheckState.UNKNOWN: self.tr("unknown"),
            CheckState.NEEDLESS: self.tr("not needed"),
            CheckState.OVERRIDDEN: self.tr("overridden"),
        }
        self.panel.fix_requested.connect(self.fix)
        self.panel.override_given.connect(self.override)
        self.panel.override_taken_back.connect(self.take_back)
        self.panel.close_requested.connect(self.hide)
        window.takes.held_back.connect(self._on_held_back)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One key for the checklist."""
        return {"record.checklist": self.show}

    @property
    def shown(self) -> bool:
        """Whether the checklist stands in the maps' place."""
        return self._view.side.currentWidget() is self.panel

    def show(self, *_: object) -> None:
        """Show the checklist; once all is ready the same key brings the maps back."""
        if self.shown and not holding(self.items):
            self.hide()
            return
        self._view.side.setCurrentWidget(self.panel)
        self._look()
        self._window.view.messages.dismiss_action("record.checklist")

    def hide(self) -> None:
        """Show the maps again."""
        self._view.side.setCurrentIndex(0)

    def override(self, reason: str) -> None:
        """Let takes begin although items are not ready, for a reason that they bear."""
        if not self.given.give(reason, self.items):
            return
        self._look()
        if not holding(self.items):
            self.hide()
            self._view.preview.setFocus()  # Space records again

    def _on_held_back(self) -> None:
        """Show what holds the start, ready for a reason to be typed."""
        if not self.shown:
            self.show()
        self.panel.reason.setFocus()

    def take_back(self) -> None:
        """Let the items hold the start again."""
        self.given.clear()
        self._look()

    def fix(self, id_: str) -> None:
        """Go where an item is put right."""
        ways: dict[str, Callable[[], object]] = {
            "camera": self._fix_camera,
            "light": self._fix_light,
            "dataset": partial(self._window.trigger, "root.choose"),
            "disk": partial(self._window.trigger, "root.choose"),
            "operator": self._view.form.operator.setFocus,
            "consent": self._fix_consent,
            "protocol": self._fix_protocol,
        }
        ways |= dict.fromkeys(LOCKS, partial(self._window.trigger, CONTROLS))
        if id_ in ways:
            ways[id_]()

    def _fix_camera(self) -> None:
        if self._view.picker.current_spec():
            self._window.trigger("source.start")
        self._view.picker.combo.setFocus()

    def _fix_light(self) -> None:
        """Show how the light is spread, where it is not shown already."""
        if not self._window.settings.histogram:
            self._window.trigger("view.histogram")

    def _fix_consent(self) -> None:
        if "subject" in self._view.form.missing():
            self._view.form.subject.setFocus()
        else:
            self._window.trigger("consent.new")

    def _fix_protocol(self) -> None:
        window = self._window
        if window.protocols.place is not None:  # what its step still needs
            self._view.form.target.setFocus()
        else:
            window.protocols.menu.popup(window.menuBar().mapToGlobal(QPoint(0, 0)))

    def tick(self, snapshot: Snapshot | None) -> None:
        """Feed the light meter, and look at everything now and then."""
        if snapshot is not None and snapshot is not self._seen:
            self.meter.add(snapshot)
        self._seen = snapshot
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY_S
            self._look()

    def _look(self) -> None:
        """Judge everything, and let what is not ready hold the start."""
        window = self._window
        place = window.protocols.place
        gates = Gates() if place is None else place.step.gates
        window.feed.set_gates(gates)
        self.meter.set_gates(gates)
        at = self._situation()
        source = "" if at.info is None else at.info.source
        if source != self._source:  # the reason was given for another camera
            self._source = source
            self.given.clear()
            self.meter = LightMeter(gates)
        self.items = self.given.apply(check(at))
        takes = window.takes
        takes.override = self.given.text(self.items)
        # whatever no reason stands for, the desk itself looks at in the moment of the start
        held = [item for item in holding(self.items) if item.may_override]
        names = ", ".join(self._titles[item.id].lower() for item in held)
        takes.preflight = self.tr("Not ready: {names}.").format(names=names) if held else ""
        if not held:
            self._view.messages.dismiss_action("record.checklist")
        if self.shown:
            self.panel.set_reading(self._reading())

    def _situation(self) -> Situation:
        window, engine = self._window, self._window.slot.engine
        form, place, root = window.view.form, window.protocols.place, window.takes.root
        source = window.slot.source
        missing = form.missing()
        return Situation(
            engine="" if engine is None else engine.state,
            info=None if engine is None else engine.info,
            board=source.board if isinstance(source, Controllable) else None,
            health=window.feed.health,
            light=None if window.feed.snapshot is None else self.meter.reading(),
            gates=window.feed.gates,
            warn_only=form.draft().species is not None
            if place is None
            else not place.step.blocks,
            root="" if root is None else str(root.path),
            disk_s=window.health.disk_s,
            missing=missing,
            consent_fault=form.problem() if "consent" in missing else "",
            step="" if place is None else place.headline,
            step_problem=window.takes.step_problem(),
        )

    def _reading(self) -> PreflightReading:
        held = holding(self.items)
        return PreflightReading(
            tuple(self._line(item) for item in self.items),
            len(held),
            bool(held) and all(item.may_override for item in held),
            self.given.reason,
        )

    def _line(self, item: PreflightItem) -> CheckLine:
        return CheckLine(
            item.id,
            self._titles[item.id],
            _MARKS[item.state],
            self._words[item.state],
            wording.sentence(wording.fact(item.reason)),
            self._fixable(item),
            item.holds,
        )

    def _fixable(self, item: PreflightItem) -> bool:
        if item.state in (CheckState.READY, CheckState.NEEDLESS):
            return item.id == "protocol" and item.state is CheckState.NEEDLESS
        if item.id in LOCKS:
            return CONTROLS in self._window.actions_by_id
        return item.id != "rate"

    def close(self) -> None:
        """Nothing runs."""
