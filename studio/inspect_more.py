"""The Inspect layout with all its parts: what is beside, over and under the take."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout

from liveness.widgets.waveform import Waveform

from .beside import Beside
from .inspect_export import InspectExport
from .inspect_page import InspectPage
from .layouts import LayoutInfo, Workbench
from .saved_filters import SavedFilters

HOLD = Qt.Key.Key_H


class HoldOverlays(QObject):
    """Takes the overlays off the picture while H is held."""

    def __init__(self, page: InspectPage) -> None:
        super().__init__(page)
        self._page = page
        self.held = False
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look for H going down and up; letters in a text field are letters."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != HOLD or event.isAutoRepeat():
            return False
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        down = kind == QEvent.Type.KeyPress
        if down and (typing or not self._page.isVisible()):
            return False
        if down != self.held and self._page.window() is QApplication.activeWindow():
            self.held = down
            self._page.picture.set_landmarks_shown(not down)
            return True
        return False


class InspectMore(QObject):
    """Gives an Inspect page its second take, sound, exports and saved filters."""

    def __init__(self, page: InspectPage, bench: Workbench) -> None:
        super().__init__(page)
        self._page = page
        self.filters = SavedFilters(page.filter, bench.settings, parent=self)
        self.beside = Beside(page, bench)
        self.export = InspectExport(page, bench)
        self.overlays = HoldOverlays(page)
        self.waveform = Waveform()
        self.pin = QPushButton(self.tr("Keep beside (B)"))
        self.pin.setToolTip(self.tr("Keep this take on the screen and choose another"))
        self.pin.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pin.clicked.connect(self.beside.pin)
        column = page.timeline.parentWidget()
        layout = column.layout() if column is not None else None
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(page.timeline) + 1, self.waveform)
        for button in (self.pin, self.export.button):
            page.controls.addWidget(button)
        bench.keymap.bind(page, {"inspect.beside": self.beside.pin})
        page.ticked.connect(self._tick)
        self._content: object = None

    def _tick(self) -> None:
        content = self._page.content
        if content is not self._content:
            self._content = content
            sound = None if content is None else content.sound
            times = None if content is None else content.time_ns
            span = (0, 1) if times is None else (int(times[0]), int(times[-1]))
            self.waveform.set_sound(sound, span)
        if content is not None and content.sound is not None:
            self.waveform.set_time(int(content.time_ns[self._page.timeline.row]))


def make_inspect(bench: Workbench) -> InspectPage:
    """Return the whole Inspect layout."""
    page = InspectPage(bench)
    InspectMore(page, bench)  # lives as long as the page, its parent
    return page


INSPECT = LayoutInfo("inspect", "Inspect", "Ctrl+3", make_inspect)
