"""The range of a map's colours, typed: python examples/range_dialog.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.range_dialog import RangeDialog

app = QApplication([])
theme.apply(app)
dialog = RangeDialog((-20.0, 40.0), "mm")
dialog.typed.connect(print)
dialog.open()
app.exec()
