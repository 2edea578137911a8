"""Buttons that go on in the next line: python examples/flow.py."""

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from liveness.widgets import theme
from liveness.widgets.flow import flow

app = QApplication([])
theme.apply(app)
window = QWidget()
layout = QVBoxLayout(window)
layout.addLayout(flow(QPushButton(f"Choice {i}") for i in range(8)))
window.show()
app.exec()
