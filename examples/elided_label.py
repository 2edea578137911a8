"""A name that gives way to its neighbour: python examples/elided_label.py."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from liveness.widgets import theme
from liveness.widgets.elided_label import ElidedLabel

app = QApplication([])
theme.apply(app)
window = QWidget()
layout = QHBoxLayout(window)
layout.addWidget(ElidedLabel("Narrow the window, then rest the mouse on this name"))
layout.addWidget(QLineEdit(), 1)
window.show()
app.exec()
