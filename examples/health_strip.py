"""The line that says whether everything keeps up: python examples/health_strip.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.health_strip import HealthReading, HealthStrip

app = QApplication([])
theme.apply(app)
widget = HealthStrip()
widget.set_reading(
    HealthReading(30.0, 29.8, 60.0, latency_ms=41, on_disk=214, submitted=214, disk_s=11_520)
)
widget.show()
app.exec()
