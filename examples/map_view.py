"""One map with its bar; hover to read values: python examples/map_view.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.map_view import MapView

app = QApplication([])
theme.apply(app)
widget = MapView("relief", "mm", 0, 60)
widget.set_evidence(samples.evidence("depth"), samples.frame(), samples.face())
widget.resize(320, 300)
widget.show()
app.exec()
