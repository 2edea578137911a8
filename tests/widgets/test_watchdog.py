from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from liveness.widgets.watchdog import Watchdog


def test_a_freeze_is_measured_and_reset(qtbot: QtBot) -> None:
    watchdog = Watchdog()
    watchdog.start()
    qtbot.waitUntil(lambda: watchdog.ticks >= 2)
    watchdog.reset()
    QTimer.singleShot(0, lambda: time.sleep(0.15))
    qtbot.waitUntil(lambda: watchdog.ticks >= 2)
    assert 110 <= watchdog.max_gap_ms < 1000
    watchdog.stop()
    watchdog.reset()
    assert watchdog.max_gap_ms == 0
