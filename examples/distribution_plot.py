"""Scores of two classes and a threshold to drag: python examples/distribution_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.separation import Separation
from liveness.widgets import theme
from liveness.widgets.distribution_plot import DistributionPlot

app = QApplication([])
theme.apply(app)
random = np.random.default_rng(1)
scores = [*random.normal(1.5, 1, 80), *random.normal(-1.5, 1, 60)]
trials = Trials.of(scores, [None] * 80 + ["print-matte"] * 60)
widget = DistributionPlot()
widget.set_separation(Separation.of(trials))
widget.threshold_moved.connect(print)
widget.resize(700, 360)
widget.show()
app.exec()
