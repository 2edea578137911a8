"""Gates: held, not held, and one that is not measured: python examples/gate_row.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.gate_row import GateReading, GateRow

app = QApplication([])
theme.apply(app)
widget = GateRow()
widget.set_readings(
    (
        GateReading("size", True, detail="96 px between the eyes, 60 are needed"),
        GateReading("sharp", True, detail="sharpness 210, 50 is needed"),
        GateReading("pose", False, "24 of 20 deg", "turned by 24 degrees, limit 20"),
        GateReading("rate", True, detail="29.8 frames per second, 20 are needed"),
    )
)
widget.resize(700, 28)
widget.show()
app.exec()
