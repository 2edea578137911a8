"""Three faults of a dataset: python examples/fault_window.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.findings import Fault
from liveness.widgets import theme
from liveness.widgets.fault_window import FaultWindow

app = QApplication([])
theme.apply(app)
widget = FaultWindow()
widget.set_faults(
    [
        Fault("V-CRC", "sessions/day-1/T1.h5", "frame 17 does not match its checksum"),
        Fault("V-LEFTOVER", "incoming/T2.mcap", "a journal that was not finished", "warning"),
        Fault("V-CONSENT", "sessions/day-1/T3.h5", "there is no consent C9"),
    ],
    120,
)
widget.recover_requested.connect(lambda: print("recover"))
widget.show()
app.exec()
