"""Whether confidences keep their word: python examples/reliability_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.datasets.metrics import Trials, reliability
from liveness.widgets import theme
from liveness.widgets.reliability_plot import ReliabilityPlot

app = QApplication([])
theme.apply(app)
random = np.random.default_rng(1)
scores = [*random.normal(2, 2, 200), *random.normal(-2, 2, 200)]
widget = ReliabilityPlot()
widget.set_bins(reliability(Trials.of(scores, [None] * 200 + ["print-matte"] * 200)))
widget.resize(420, 380)
widget.show()
app.exec()
