"""Both eyes with what the reflection signal outlines: python examples/eye_chips.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.eye_chips import EyeChipsView

app = QApplication([])
theme.apply(app)
widget = EyeChipsView("highlight", "levels", 0, 160)
widget.set_evidence(samples.evidence("reflection"), samples.frame(), samples.face())
widget.resize(420, 260)
widget.show()
app.exec()
