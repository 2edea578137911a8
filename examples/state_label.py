"""Every state as colour, shape and word: python examples/state_label.py."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liveness.widgets import theme
from liveness.widgets.state_label import StateLabel
from liveness.widgets.theme import State

app = QApplication([])
theme.apply(app)
window = QWidget()
layout = QVBoxLayout(window)
for state in State:
    layout.addWidget(StateLabel(state, state.value))
window.show()
app.exec()
