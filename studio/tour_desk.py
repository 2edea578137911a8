"""The first-run tour, and the layout for showing the studio to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from liveness.widgets.tour_overlay import Stop, TourOverlay

from .layouts import COLLECT
from .quiet_tool import QuietTool

if TYPE_CHECKING:
    from .main_window import MainWindow


class TourDesk(QuietTool):
    """A tool of the window: shows newcomers around once, and on request.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.tour: TourOverlay | None = None

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Two actions."""
        return {"help.tour": self.start, "view.demo": self.demo}

    def welcome(self) -> None:
        """Start the tour if nobody has seen or skipped it here."""
        if not self._window.settings.toured:
            self.start()

    def start(self) -> None:
        """Start the tour in the layout that it talks about."""
        if self.tour is not None:
            return
        self._window.layouts.show(COLLECT)
        self.tour = TourOverlay(self._window, self.stops())
        self.tour.ended.connect(self._ended)

    def _ended(self, _: bool) -> None:
        self.tour = None
        self._window.settings.toured = True

    def stops(self) -> list[Stop]:
        """Return what the tour says, and of what."""
        view = self._window.view
        return [
            Stop(
                None,
                self.tr("Welcome to Liveness Studio"),
                self.tr(
                    "Six cards show how to collect faces and attacks, and where to look. "
                    "Skip them with Esc; the Help menu has them again."
                ),
            ),
            Stop(
                view.picker,
                self.tr("A source"),
                self.tr(
                    "A camera, a recording, or the demo camera, which renders a live head and "
                    "attacks with known truth. Nothing leaves this computer."
                ),
            ),
            Stop(
                view.panels["depth"].parentWidget(),
                self.tr("What each signal sees"),
                self.tr(
                    "Four maps, live. A signal that cannot know abstains and says why. Scores "
                    "above 0 speak for a live person; they are uncalibrated until a profile is "
                    "fitted to your own takes."
                ),
            ),
            Stop(
                view.form,
                self.tr("Who and what"),
                self.tr(
                    "Pseudonyms only. Without a consent nothing is recorded; a new one is in "
                    "the File menu. A protocol fills this in, step by step."
                ),
            ),
            Stop(
                view.record,
                self.tr("Record"),
                self.tr(
                    "Space records and stops, Return goes on, Backspace records again. The "
                    "light is red only while frames reach the disk."
                ),
            ),
            Stop(
                self._window.menuBar(),
                self.tr("The other layouts"),
                self.tr(
                    "Calibrate finds thresholds and says how well they hold, Inspect shows "
                    "why. No data yet? The File menu makes a sample dataset."
                ),
            ),
        ]

    def demo(self) -> None:
        """Show Collect with large maps and the demo camera, for people who look on."""
        window = self._window
        window.layouts.show(COLLECT)
        window.view.demo_layout()
        for panel in window.view.panels.values():
            panel.set_collapsed(False)
        if window.slot.engine is None:
            window.sources.start_demo()
