"""A timeline to scrub with mouse and keys: python examples/timeline.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.timeline import Course, Timeline

app = QApplication([])
theme.apply(app)
time_ns = np.arange(150) * 33_333_333
wave = np.sin(np.arange(150) / 12).astype(np.float32)
gap = np.where(np.arange(150) < 40, np.nan, 2 * wave).astype(np.float32)
widget = Timeline()
widget.set_course(
    Course(
        time_ns, [("depth", 3 * wave), ("texture", gap)], [(2_000_000_000, "light off")], [90]
    )
)
widget.scrubbed.connect(print)
widget.resize(700, 120)
widget.show()
app.exec()
