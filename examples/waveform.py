"""The sound of three seconds: python examples/waveform.py."""

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.capture.envelope import envelope_of
from liveness.widgets import theme
from liveness.widgets.waveform import Waveform

app = QApplication([])
theme.apply(app)
t = np.arange(3 * 16000) / 16000
sound = (12000 * np.sin(2 * np.pi * 440 * t) * np.exp(-(t % 1) * 5)).astype(np.int16)
widget = Waveform()
widget.set_sound(envelope_of(sound[:, None], (t * 1e9).astype(np.int64)), (0, 3_000_000_000))
widget.set_time(1_200_000_000)
widget.show()
app.exec()
