"""The people of a day: python examples/queue_panel.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.queue_panel import QueuePanel, QueueRow
from liveness.widgets.theme import State

app = QApplication([])
theme.apply(app)
panel = QueuePanel()
panel.set_rows(
    [
        QueueRow("S1", State.BONA_FIDE, "done, 12 of 12 takes"),
        QueueRow("S2", State.RECORDING, "now, 3 of 12 takes"),
        QueueRow("S3", State.UNDECIDED, "waits, 0 of 12 takes"),
        QueueRow("S4", State.WARNING, "no valid consent yet"),
    ]
)
panel.set_next("S3")
panel.add_requested.connect(print)
panel.resize(420, 220)
panel.show()
app.exec()
