"""Asks why a take was broken off, by digits: python examples/reason_dialog.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.amendments import ABORTS
from liveness.widgets import theme
from liveness.widgets.reason_dialog import ReasonDialog

app = QApplication([])
theme.apply(app)
dialog = ReasonDialog("Why was the take broken off?", [(each, each) for each in ABORTS])
dialog.answered.connect(lambda reason, words: print(reason, "-", words))
dialog.show()
app.exec()
