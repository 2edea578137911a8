"""A table to sort and choose from: python examples/rows_table.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.rows_table import RowsTable

app = QApplication([])
theme.apply(app)
widget = RowsTable("No attacks yet.")
widget.setAccessibleName("Attacks")
widget.set_rows(
    ("Species", "n", "Score, nat"),
    [("print-matte", 24, -2.1), ("mask-rigid", 12, 0.4), ("replay-phone", 24, -0.8)],
)
widget.row_chosen.connect(print)
widget.resize(420, 180)
widget.show()
app.exec()
