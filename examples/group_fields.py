"""What a subject may tell of themselves: python examples/group_fields.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.group_fields import GroupFields

app = QApplication([])
theme.apply(app)
fields = GroupFields()
fields.set_words("It lets us see whether the check fails some people more often.", {})
fields.changed.connect(lambda: print(fields.attributes("C-S1-1")))
fields.resize(420, 200)
fields.show()
app.exec()
