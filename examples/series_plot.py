"""A score over time with a threshold to drag: python examples/series_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.series_plot import SeriesPlot

app = QApplication([])
theme.apply(app)
seconds = np.arange(150) / 30
scores = 2 - 2 * np.exp(-seconds) + 0.1 * np.sin(9 * seconds)
scores[:15] = np.nan  # it abstains at first
widget = SeriesPlot()
widget.set_series(seconds, scores)
widget.set_threshold(1.0)
widget.threshold_moved.connect(print)
widget.resize(620, 240)
widget.show()
app.exec()
