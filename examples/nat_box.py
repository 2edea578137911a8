"""A threshold to type: python examples/nat_box.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.nat_box import NatBox

app = QApplication([])
theme.apply(app)
widget = NatBox()
widget.setAccessibleName("Threshold")
widget.setValue(0.123456789)
widget.valueChanged.connect(print)
widget.show()
app.exec()
