"""Every drawing of a step with its name: python examples/step_picture.py."""

from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from liveness.datasets.pictures import PICTURES
from liveness.widgets import theme
from liveness.widgets.step_picture import StepPicture

app = QApplication([])
theme.apply(app)
window = QWidget()
grid = QGridLayout(window)
for i, name in enumerate(PICTURES):
    row, column = 2 * (i // 6), i % 6
    grid.addWidget(StepPicture(name, side=72), row, column)
    grid.addWidget(QLabel(name), row + 1, column)
window.show()
app.exec()
