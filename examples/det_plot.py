"""A DET curve to click on: python examples/det_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.det_view import DetView
from liveness.datasets.metrics.separation import Separation
from liveness.widgets import theme
from liveness.widgets.det_plot import DetPlot

app = QApplication([])
theme.apply(app)
random = np.random.default_rng(1)
scores = [*random.normal(1, 1, 200), *random.normal(-1, 1, 200)]
widget = DetPlot()
trials = Trials.of(scores, [None] * 200 + ["print-matte"] * 200)
widget.set_view(DetView.of(Separation.of(trials)))
widget.set_point(0.16, 0.16)
widget.threshold_chosen.connect(print)
widget.resize(520, 480)
widget.show()
app.exec()
