"""A checklist with a fault: python examples/preflight_panel.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.preflight_panel import CheckLine, PreflightPanel, PreflightReading
from liveness.widgets.theme import State

app = QApplication([])
theme.apply(app)
widget = PreflightPanel()
lines = (
    CheckLine("camera", "Camera", State.BONA_FIDE, "ready", "desk camera, 1280 x 720 px"),
    CheckLine("exposure", "Exposure", State.WARNING, "not ready", "it is automatic", True),
    CheckLine("focus", "Focus", State.UNDECIDED, "unknown", "the camera does not say", True),
)
widget.set_reading(PreflightReading(lines, holding=2, may_override=True))
widget.override_given.connect(print)
widget.resize(560, 320)
widget.show()
app.exec()
