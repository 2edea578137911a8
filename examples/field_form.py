"""Pages of fields over one table: python examples/field_form.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.field import FieldSpec
from liveness.widgets.field_form import FieldForm

app = QApplication([])
theme.apply(app)
form = FieldForm(
    (
        ("Names", (FieldSpec("id", "Id"), FieldSpec("title", "Title"))),
        ("Limits", (FieldSpec("limits.apcer", "APCER, most", "number"),)),
    )
)
form.edited.connect(print)
form.set_content({"id": "six", "limits": {"apcer": 5}})
form.set_faults({"limits.apcer": "should be less than or equal to 1, got 5"})
form.resize(420, 200)
form.show()
app.exec()
