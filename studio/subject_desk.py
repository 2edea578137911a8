"""Keeps the subject's window in step with what the operator sees."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from liveness.capture.engine import LiveEngine
from liveness.widgets.record_bar import countdown_number
from liveness.widgets.subject_window import SubjectWindow

from .collect_view import CollectView
from .protocol_desk import ProtocolDesk
from .session_controller import COUNTDOWN_S, SessionController


class SubjectDesk(QObject):
    """Opens and closes the window, and fills it while it is open.

    Parameters
    ----------
    view, controller, protocols
        What it shows of.
    """

    shown_changed = Signal(bool)

    def __init__(
        self,
        view: CollectView,
        controller: SessionController,
        protocols: ProtocolDesk,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._controller, self._protocols = view, controller, protocols
        self.window: SubjectWindow | None = None

    def set_shown(self, shown: bool) -> None:
        """Open the window on the second screen, where there is one, or close it."""
        if shown and self.window is None:
            self.window = SubjectWindow()
            self.window.closed.connect(self._on_closed)
            screens = QApplication.screens()
            here = self._view.screen()
            other = next((screen for screen in screens if screen is not here), None)
            if other is None:
                self.window.show()
            else:
                self.window.setGeometry(other.availableGeometry())
                self.window.showFullScreen()
        elif not shown and self.window is not None:
            self.window.close()

    def _on_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
            self.shown_changed.emit(False)

    def tick(self, engine: LiveEngine | None) -> None:
        """Show what is on."""
        window = self.window
        if window is None:
            return
        window.show_frame(None if engine is None else engine.frames.peek()[1])
        controller = self._controller
        if controller.phase == "countdown":
            left = controller.countdown_left_s
            window.set_countdown(countdown_number(left), 1 - left / max(COUNTDOWN_S, left))
        else:
            window.set_countdown(None)
        window.set_progress(self._progress())
        window.say(self._sentence())

    def _progress(self) -> float | None:
        """Return how much of the take is over; in steps that an eye can tell."""
        if self._controller.phase != "recording":
            return None
        wanted = self._view.record.seconds.value()
        return round(min(1.0, self._controller.seconds / wanted), 2) if wanted else None

    def prompt(self) -> str:
        """Return the protocol's prompt that is due in the take that runs, or ``""``."""
        place = self._protocols.place
        if self._controller.phase != "recording" or place is None:
            return ""
        due = [p.text for p in place.step.prompts if p.at_s <= self._controller.seconds]
        return due[-1] if due else ""

    def _sentence(self) -> str:
        """Return the prompt that is due, else the guidance, else what the step asks for."""
        if prompt := self.prompt():
            return prompt
        place = self._protocols.place
        guidance = self._view.preview.instruction
        if guidance and self._controller.phase != "recording":
            return guidance
        if place is not None and place.step.bona_fide:
            return place.step.text
        return self.tr("Look at the camera")
