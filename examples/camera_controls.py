"""A camera with three of four controls: python examples/camera_controls.py."""

from PySide6.QtWidgets import QApplication

from liveness.capture.control_board import ControlState, OpticalCheck
from liveness.widgets import theme
from liveness.widgets.camera_controls import CameraControls

app = QApplication([])
theme.apply(app)
widget = CameraControls()
widget.set_states(
    [
        ControlState("exposure", 120, 120, False, 3, 2047, 1),
        ControlState("white_balance_k", 4600, 4000, False, 2000, 6500, 10),
        ControlState("gain", None, 12, None, 0, 255, 1),
    ],
    "locked",
)
widget.set_check(OpticalCheck(0.97, (61, 83, 112), face=True))
widget.set_format((1280, 720, 30), (1280, 720, 12))
widget.set_presets(["lamp", "window"], "lamp")
widget.asked.connect(print)
widget.show()
app.exec()
