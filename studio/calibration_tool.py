"""Opens the window in which the camera is calibrated, and keeps it going."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot

from .calibration_window import CalibrationWindow

if TYPE_CHECKING:
    from .main_window import MainWindow


class CalibrationTool(QObject):
    """A tool of the window; its own window is made when it is first asked for.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.calibration: CalibrationWindow | None = None

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"camera.calibrate": self.show}

    def show(self, *_: object) -> CalibrationWindow:
        """Show the window, in front."""
        if self.calibration is None:
            self.calibration = CalibrationWindow(self._window.background)
        self.calibration.show()
        self.calibration.raise_()
        self.calibration.activateWindow()
        return self.calibration

    def tick(self, snapshot: Snapshot | None) -> None:
        """Hand the source on while the window is open."""
        if self.calibration is not None and self.calibration.isVisible():
            self.calibration.tick(self._window.slot.engine)

    def close(self) -> None:
        """Close the window."""
        if self.calibration is not None:
            self.calibration.close()
            self.calibration.deleteLater()
            self.calibration = None
