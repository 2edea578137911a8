"""The fields of a step of the toolbox's protocol: python examples/step_form.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.protocol_editing import content_of
from liveness.studio.protocols import find_protocol
from liveness.widgets import theme
from liveness.widgets.step_form import StepForm

app = QApplication([])
theme.apply(app)
form = StepForm()
form.set_content(content_of(find_protocol("cc-toolbox"))["steps"][1])
form.edited.connect(print)
form.resize(420, 480)
form.show()
app.exec()
