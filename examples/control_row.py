"""One control that the camera rounds: python examples/control_row.py."""

from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from liveness.capture.control_board import ControlState
from liveness.widgets import theme
from liveness.widgets.control_row import ControlRow

app = QApplication([])
theme.apply(app)
widget = QWidget()
row = ControlRow("exposure", QGridLayout(widget), 0, widget)
row.set_state(ControlState("exposure", 120, 100, False, 3, 2047, 1), enabled=True)
row.asked.connect(print)
widget.show()
app.exec()
