"""A page that guides through the calibration of a lens: python examples/calibration_page.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.task import Progress, Seen
from liveness.capture.calibration.tasks import Setup
from liveness.capture.frame import Frame
from liveness.widgets import theme
from liveness.widgets.calibration_page import CalibrationPage

app = QApplication([])
theme.apply(app)
board = Board()
image = np.full((360, 640, 3), 90, np.uint8)
image[60:305, 145:495] = board.draw(35)[..., None]
view = board.detector().find(image)
heat = np.zeros((5, 8), np.int32)
heat[1:4, 2:6] = 3
page = CalibrationPage("lens", Setup())
page.set_running()
seen = Seen("taken", None if view is None else view.points, taken=True)
page.set_seen(Frame(image, 0, 0), seen, Progress(3, 12, False, heat))
page.resize(1000, 640)
page.show()
app.exec()
