"""Parameters of a signal to edit: python examples/parameter_form.py."""

from PySide6.QtWidgets import QApplication

from liveness.capture.signals.depth import DepthParameters
from liveness.widgets import theme
from liveness.widgets.parameter_form import ParameterForm

app = QApplication([])
theme.apply(app)
widget = ParameterForm()
widget.set_model(DepthParameters, {"corners": 80})
widget.changed.connect(print)
widget.resize(280, 320)
widget.show()
app.exec()
