"""A take beside another: python examples/beside_view.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.beside_view import BesideView

app = QApplication([])
theme.apply(app)
widget = BesideView()
widget.set_course("T20261122-100000-abcdef", 150)
widget.picture.set_frame(samples.frame())
widget.moved.connect(print)
widget.closed.connect(app.quit)
widget.resize(480, 360)
widget.show()
app.exec()
