"""The board that the screen shows to a mirror: python examples/screen_board.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.screen_board import ScreenBoard

app = QApplication([])
theme.apply(app)
widget = ScreenBoard(12, 7, 100)
widget.set_text("3 of 8 mirrors   Tilt the mirror another way")
widget.resize(960, 560)
widget.show()
app.exec()
