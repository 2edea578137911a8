"""Takes, one of them retaken: python examples/take_table.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.take_table import TakeTable

app = QApplication([])
theme.apply(app)
widget = TakeTable()
widget.takes.set_takes(
    [
        samples.take(1),
        samples.take(2, label="print-matte", score=-2.4, decision="reject"),
        samples.take(3, label="replay-phone", score=None, decision="undecided"),
        samples.take(4, status="incomplete", frames=61, seconds=2.0, faces=60),
    ],
    superseded=["T0001"],
)
widget.resize(820, 180)
widget.show()
app.exec()
