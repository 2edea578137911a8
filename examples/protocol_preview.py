"""What a shipped protocol comes to: python examples/protocol_preview.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.protocol_plan import estimate, matrix
from liveness.studio.protocols import find_protocol
from liveness.widgets import theme
from liveness.widgets.protocol_preview import ProtocolPreview

app = QApplication([])
theme.apply(app)
protocol = find_protocol("motion-light")
preview = ProtocolPreview()
preview.set_plan(matrix(protocol), estimate(protocol), protocol.subjects)
preview.resize(520, 420)
preview.show()
app.exec()
