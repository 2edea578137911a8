"""The sheet that a subject signs; prints what is ticked: python examples/consent_sheet.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.consents import shipped_texts
from liveness.widgets import theme
from liveness.widgets.consent_sheet import ConsentSheet

app = QApplication([])
theme.apply(app)
sheet = ConsentSheet(shipped_texts())
sheet.changed.connect(lambda: print(sheet.scope, sheet.retain_until))
sheet.resize(640, 720)
sheet.show()
app.exec()
