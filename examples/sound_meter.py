"""What a take's sound is like: python examples/sound_meter.py."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liveness.widgets import theme
from liveness.widgets.sound_meter import SoundMeter, SoundReading

app = QApplication([])
theme.apply(app)
window = QWidget()
layout = QVBoxLayout(window)
for reading in (
    SoundReading(-24.0),
    SoundReading(-24.0, "settling"),
    SoundReading(-1.0),
    SoundReading(None, "the consent is without audio"),
    SoundReading(None, "no microphone", fault=True),
):
    meter = SoundMeter()
    meter.set_reading(reading)
    layout.addWidget(meter)
window.show()
app.exec()
