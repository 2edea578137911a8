"""The light of a face: python examples/histogram_panel.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.capture.scopes import face_histogram
from liveness.widgets import theme
from liveness.widgets.histogram_panel import HistogramPanel, LightReading

app = QApplication([])
theme.apply(app)
widget = HistogramPanel()
image = np.random.default_rng(0).normal(150, 40, (300, 300, 3)).clip(0, 255).astype(np.uint8)
widget.set_reading(LightReading(face_histogram(image, (50, 50, 200, 200))))
widget.set_limits(zebra=245, peaking=30)
widget.show()
app.exec()
