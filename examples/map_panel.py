"""The four panels of the signals; hover to read values: python examples/map_panel.py."""

from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from liveness.widgets import samples, theme
from liveness.widgets.map_panel import PANELS, MapPanel

app = QApplication([])
theme.apply(app)
window = QWidget()
layout = QGridLayout(window)
evidence = samples.all_evidence()
for index, name in enumerate(PANELS):
    panel = MapPanel(name)
    panel.set_evidence(evidence[name], samples.frame(), samples.face())
    panel.active_changed.connect(lambda name, on: print(name, "shown" if on else "hidden"))
    layout.addWidget(panel, index // 2, index % 2)
window.resize(720, 560)
window.show()
app.exec()
