"""Measures a freeze of the event loop: python examples/watchdog.py."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.widgets.watchdog import Watchdog

app = QApplication([])
watchdog = Watchdog()
watchdog.start()
QTimer.singleShot(500, lambda: time.sleep(0.3))
QTimer.singleShot(1500, app.quit)
app.exec()
print(f"longest gap {watchdog.max_gap_ms:.0f} ms over {watchdog.ticks} ticks")
