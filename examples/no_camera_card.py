"""What stands where no picture is: python examples/no_camera_card.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.no_camera_card import NoCameraCard

app = QApplication([])
theme.apply(app)
widget = NoCameraCard()
widget.demo_requested.connect(lambda: print("demo"))
widget.open_requested.connect(lambda: print("open"))
widget.why_requested.connect(lambda: widget.set_reasons(["no device /dev/video* exists"]))
widget.resize(760, 420)
widget.show()
app.exec()
