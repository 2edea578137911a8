"""Makes a consent record and prints it: python examples/consent_dialog.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.consents import shipped_texts
from liveness.widgets import theme
from liveness.widgets.consent_dialog import ConsentDialog

app = QApplication([])
theme.apply(app)
dialog = ConsentDialog(shipped_texts(), "S1", taken=("C-S1-1",))
dialog.sheet.choose("de")
dialog.consent_made.connect(lambda consent, *_: print(consent.model_dump_json(indent=2)))
dialog.show()
app.exec()
