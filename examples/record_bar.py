"""A countdown and a take whose disk dies after four seconds: python examples/record_bar.py."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.record_bar import RecordBar, RecordReading

app = QApplication([])
theme.apply(app)
widget = RecordBar()
start = time.monotonic()


def advance() -> None:
    left = 3 - (time.monotonic() - start)
    if left > 0:
        widget.set_reading(RecordReading("countdown", countdown_s=left))
    else:
        disk = round(min(-left, 4) * 30)
        widget.set_reading(RecordReading("recording", "", 0, -left, disk, round(-left * 30)))


timer = QTimer(interval=33)
timer.timeout.connect(advance)
timer.start()
widget.resize(900, 44)
widget.show()
app.exec()
