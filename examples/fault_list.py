"""Two faults, one of which can only be taken out: python examples/fault_list.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.fault_list import FaultList

app = QApplication([])
theme.apply(app)
faults = FaultList()
faults.set_faults(
    (
        ("step 1, seconds: should be greater than 0, got -3", False),
        ("step 1, secnods: there is no such field, the nearest is seconds", True),
    )
)
faults.chosen.connect(lambda number: print("go to", number))
faults.remove_requested.connect(lambda number: print("remove", number))
faults.resize(460, 140)
faults.show()
app.exec()
