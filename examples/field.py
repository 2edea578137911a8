"""One field of each kind, with a fault under the last: python examples/field.py."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liveness.widgets import theme
from liveness.widgets.field import Field, FieldSpec

app = QApplication([])
theme.apply(app)
window = QWidget()
column = QVBoxLayout(window)
options = (("target", "target"), ("pai", "PAI id"))
for spec in (
    FieldSpec("title", "Title"),
    FieldSpec("text", "What is done", "text"),
    FieldSpec("require", "Asks for", "several", options=options),
    FieldSpec("seconds", "Length of a take", "number", unit="s", empty="4"),
):
    field = Field(spec)
    field.edited.connect(print)
    column.addWidget(field)
field.set_value(-3)
field.set_fault("should be greater than 0, got -3")
window.resize(420, 260)
window.show()
app.exec()
