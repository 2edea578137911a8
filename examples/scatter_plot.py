"""Scores against the distance between the eyes: python examples/scatter_plot.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.scatter_plot import ScatterPlot

app = QApplication([])
theme.apply(app)
random = np.random.default_rng(1)
iod = random.uniform(60, 140, 40)
widget = ScatterPlot()
widget.set_points(
    {
        "bona-fide": (iod[:20], 1 + random.normal(0, 0.5, 20)),
        "print-matte": (iod[20:], -1 + random.normal(0, 0.5, 20)),
    },
    "distance between the eyes, px",
)
widget.threshold_moved.connect(print)
widget.resize(560, 320)
widget.show()
app.exec()
