"""The fields of a whole protocol: python examples/protocol_form.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.protocol_editing import content_of
from liveness.studio.protocols import find_protocol
from liveness.widgets import theme
from liveness.widgets.protocol_form import ProtocolForm

app = QApplication([])
theme.apply(app)
form = ProtocolForm()
form.set_content(content_of(find_protocol("ibeta-1")))
form.edited.connect(print)
form.resize(420, 320)
form.show()
app.exec()
