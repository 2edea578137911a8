"""The label of the next take; tells what is missing: python examples/presentation_form.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.consent import Consent
from liveness.widgets import theme
from liveness.widgets.presentation_form import PresentationForm

app = QApplication([])
theme.apply(app)
widget = PresentationForm()
widget.set_consents([Consent(id="C1", subject="S1"), Consent(id="C2", subject="S2")])
widget.changed.connect(lambda: print(widget.problem() or widget.draft()))
widget.resize(760, 170)
widget.show()
app.exec()
