"""The drawing of what a step asks for, as a widget and as a picture for lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from liveness.datasets.species import SPECIES

from .step_drawings import draw_step


def picture_title(name: str) -> str:
    """Return what a drawing shows, in a few words."""
    live = {
        "live": QCoreApplication.translate("StepPicture", "Live person"),
        "live-turn": QCoreApplication.translate("StepPicture", "Live person, turning"),
        "live-near": QCoreApplication.translate("StepPicture", "Live person, coming nearer"),
        "live-speak": QCoreApplication.translate("StepPicture", "Live person, speaking"),
        "live-glasses": QCoreApplication.translate("StepPicture", "Live person with glasses"),
        "live-hat": QCoreApplication.translate("StepPicture", "Live person with a hat"),
        "live-light": QCoreApplication.translate("StepPicture", "Live person, other light"),
        "grey-card": QCoreApplication.translate("StepPicture", "Grey card beside the face"),
    }
    if name in live:
        return live[name]
    return next((species.title for species in SPECIES if species.id == name), name)


def picture_pixmap(name: str, side: int = 32, *, ratio: float = 2.0) -> QPixmap:
    """Return a drawing as a picture of ``side`` pixels, sharp on every screen."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_step(painter, name, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def picture_icon(name: str) -> QIcon:
    """Return a drawing for a list or a button."""
    return QIcon(picture_pixmap(name, 24))


class StepPicture(QWidget):
    """Shows one drawing by its name, as large as it is; nothing for an empty name."""

    def __init__(
        self, name: str = "", *, side: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = ""
        self._side = side
        self.setFixedSize(side, side)
        self.set_name(name)

    @property
    def name(self) -> str:
        """The drawing that is shown."""
        return self._name

    def set_name(self, name: str) -> None:
        """Show another drawing."""
        if name != self._name:
            self._name = name
            title = picture_title(name) if name else ""
            self.setAccessibleName(title)
            self.setToolTip(title)
            self.update()

    def sizeHint(self) -> QSize:
        """Return its fixed side."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing."""
        if not self._name:
            return
        painter = QPainter(self)
        draw_step(painter, self._name, QRectF(self.rect()))
        painter.end()
