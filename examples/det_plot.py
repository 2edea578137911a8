"""A DET curve to click on: python examples/det_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.datasets.metrics import Trials, error_curve
from liveness.widgets import theme
from liveness.widgets.det_plot import DetPlot

app = QApplication([])
theme.apply(app)
random = np.random.default_rng(1)
scores = [*random.normal(1, 1, 200), *random.normal(-1, 1, 200)]
widget = DetPlot()
widget.set_curve(error_curve(Trials.of(scores, [None] * 200 + ["print-matte"] * 200)))
widget.set_point(0.16, 0.16)
widget.threshold_chosen.connect(print)
widget.resize(520, 480)
widget.show()
app.exec()
