"""Coverage of a protocol, half collected: python examples/coverage_matrix.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.coverage import Cell
from liveness.widgets import theme
from liveness.widgets.coverage_matrix import CoverageMatrix

app = QApplication([])
theme.apply(app)
widget = CoverageMatrix()
widget.set_cells(
    [
        Cell(subject, label, light, 400.0, have, 3)
        for i, subject in enumerate(("S1", "S2", "S3"))
        for label in ("bona-fide", "print-matte", "replay-phone")
        for light, have in (("office", 3 - i), ("dim", 0))
    ]
)
widget.cell_chosen.connect(print)
widget.resize(620, 220)
widget.show()
app.exec()
