"""What the subject sees while a take runs: python examples/subject_window.py."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.capture.demo import DemoSource
from liveness.widgets import theme
from liveness.widgets.subject_window import SubjectWindow

app = QApplication([])
theme.apply(app)
widget = SubjectWindow()
widget.say("Turn your head slowly to the left")
source = DemoSource("bona-fide").__enter__()


def tick() -> None:
    frame = source.read()
    widget.show_frame(frame)
    widget.set_progress(None if frame is None else frame.index % 150 / 150)


timer = QTimer(interval=33)
timer.timeout.connect(tick)
timer.start()
widget.show()
app.exec()
