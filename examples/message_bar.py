"""An error with a way out: python examples/message_bar.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.errors import SourceError
from liveness.widgets import theme
from liveness.widgets.message_bar import Message, MessageBar

app = QApplication([])
theme.apply(app)
widget = MessageBar()
widget.action_triggered.connect(print)
error = SourceError(
    "E-CAM-02", "the camera is in use", "EBUSY on /dev/video0", "close the other program"
)
widget.show_message(Message.of(error, button="Retry", action="source.retry"))
widget.resize(1000, 44)
app.exec()
