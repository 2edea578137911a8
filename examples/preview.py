"""A moving picture with landmarks and an instruction: python examples/preview.py."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.widgets import samples, theme
from liveness.widgets.preview import PreviewWidget

app = QApplication([])
theme.apply(app)
widget = PreviewWidget(mirrored=True)
widget.set_face(samples.face())
widget.set_instruction("Turn your head slowly to the left", "0.4 of 1.5 degrees")
count = iter(range(10**9))
timer = QTimer(interval=33)
timer.timeout.connect(lambda: widget.set_frame(samples.frame(next(count))))
timer.start()
widget.resize(960, 540)
widget.show()
app.exec()
