"""Face lines, arrows and outlines over a plain ground: python examples/overlay.py."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from liveness.widgets import samples, theme
from liveness.widgets.overlay import Placement, draw_face, draw_overlay


class Ground(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        placement = Placement(QRectF(220, 80, 200, 200), QRectF(self.rect()))
        draw_face(painter, samples.face(), placement)
        draw_overlay(painter, samples.evidence().overlay, placement)
        painter.end()


app = QApplication([])
theme.apply(app)
widget = Ground()
widget.resize(400, 400)
widget.show()
app.exec()
