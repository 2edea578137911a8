"""The Calibrate page's look at the running source: fed by the window's ticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from liveness.capture.analysis import Snapshot

if TYPE_CHECKING:
    from liveness.capture.engine import LiveEngine
    from liveness.studio.main_window import MainWindow

    from .page import CalibratePage


class CalibrateTool:
    """Hands snapshots to the page once it is there, and asks for the maps that it shows.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._page: CalibratePage | None = None
        self._asked: tuple[LiveEngine | None, tuple[str, ...]] = (None, ())

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """It has no actions of its own."""
        return {}

    def tick(self, snapshot: Snapshot | None) -> None:
        """Show the newest snapshot where the page looks live."""
        from .page import CALIBRATE, CalibratePage

        page = self._window.layouts.page(CALIBRATE.id)
        if not isinstance(page, CalibratePage):
            return
        if page is not self._page:
            self._page = page
            page.live.left.connect(self._on_left)
        if self._window.layouts.current != CALIBRATE.id:
            return
        engine = self._window.slot.engine
        wanted = (engine, page.live.maps)
        if engine is not None and wanted != self._asked:
            engine.set_maps(page.live.maps)
            self._asked = wanted
        page.live.tick(snapshot)

    def _on_left(self) -> None:
        """Let go of the maps before another layout asks for its own."""
        engine, maps = self._asked
        if engine is not None and maps:
            engine.set_maps(())
        self._asked = (None, ())

    def close(self) -> None:
        """The window closes, and the page with it."""
        if self._page is not None:
            self._page.left.parameters.forget()
