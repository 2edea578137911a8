"""Ten seconds of scores, with a signal that abstains: python examples/score_strips.py."""

import math

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.score_strips import ScoreStrips

app = QApplication([])
theme.apply(app)
widget = ScoreStrips()
count = iter(range(10**9))


def advance() -> None:
    time_s = next(count) / 30
    llr = 2.5 * math.sin(time_s)
    widget.add(round(time_s * 1e9), samples.all_evidence(llr), samples.fused(llr))


timer = QTimer(interval=33)
timer.timeout.connect(advance)
timer.start()
widget.resize(1280, 120)
widget.show()
app.exec()
