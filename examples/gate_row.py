"""Gates: held, not held, and those that are not measured: python examples/gate_row.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.gate_row import GateReading, GateRow

app = QApplication([])
theme.apply(app)
widget = GateRow()
widget.set_readings(
    (
        GateReading("size", True, "96 px (min 60)", "96 px between the eyes, 60 are needed"),
        GateReading("sharp", True, "210 (min 50)", "sharpness 210, 50 is needed"),
        GateReading("pose", False, "24.0\u00b0 (max 20)", "turned by 24.0 degrees, limit 20"),
        GateReading("rate", True, "30 fps (min 15)", "29.8 frames per second, 15 are needed"),
    )
)
widget.resize(700, 50)
widget.show()
app.exec()
