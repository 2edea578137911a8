"""Two steps, one of them at fault: python examples/steps_table.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.steps_table import StepRow, StepsTable

app = QApplication([])
theme.apply(app)
table = StepsTable()
table.set_rows(
    (
        StepRow("Live person", "bona fide", "live", 8, "6.0"),
        StepRow("Print", "print-matte", "print-matte", None, "-1", fault="seconds: too few"),
    ),
    0,
)
table.chosen.connect(print)
table.move_requested.connect(lambda by: print("move", by))
table.resize(480, 260)
table.show()
app.exec()
