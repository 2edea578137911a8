"""Cameras, the demo and an opened file: python examples/source_picker.py."""

from PySide6.QtWidgets import QApplication

from liveness.capture.sources import SourceDescription
from liveness.widgets import theme
from liveness.widgets.source_picker import SourcePicker

app = QApplication([])
theme.apply(app)
widget = SourcePicker()
widget.set_sources(
    [
        SourceDescription("camera:0", "C920", "camera", False, "in use by another program"),
        SourceDescription("demo:bona-fide", "Demo: bona fide", "demo", True),
    ]
)
widget.add_file("/data/visit-1/d3.mp4")
widget.source_chosen.connect(widget.set_opening)
widget.cancel_requested.connect(widget.set_closed)
widget.resize(900, 44)
widget.show()
app.exec()
