from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from liveness.capture.envelope import envelope_of
from liveness.widgets import theme
from liveness.widgets.waveform import Waveform


def test_it_is_there_only_with_a_sound_and_its_cursor_moves(qtbot: QtBot) -> None:
    widget = Waveform()
    qtbot.addWidget(widget)
    assert widget.isHidden()
    samples = np.zeros((100, 1), np.int16)
    widget.set_sound(envelope_of(samples, np.arange(100) * 10_000_000), (0, 1_000_000_000))
    widget.resize(500, 44)
    widget.set_time(500_000_000)
    accent = QColor(theme.colours().accent)
    picture = widget.grab().toImage()
    column = round(widget.place(500_000_000))
    seen = {picture.pixelColor(column + dx, 4).name() for dx in (-1, 0, 1)}
    assert accent.name() in seen
    widget.set_sound(None)
    assert widget.isHidden()
