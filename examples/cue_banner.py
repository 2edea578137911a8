"""The cues for the eye: python examples/cue_banner.py."""

from itertools import cycle

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from liveness.capture.audio import Cue
from liveness.widgets import theme
from liveness.widgets.cue_banner import CueBanner

app = QApplication([])
theme.apply(app)
window = QWidget()
window.resize(640, 360)
banner = CueBanner(window)
cues: cycle[Cue] = cycle(("start", "done", "rejected"))
timer = QTimer()
timer.timeout.connect(lambda: banner.show_cue(next(cues)))
timer.start(2000)
window.show()
app.exec()
