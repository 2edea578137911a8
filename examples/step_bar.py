"""The steps of a protocol, walked through with the buttons: python examples/step_bar.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.protocols import find_protocol
from liveness.widgets import theme
from liveness.widgets.step_bar import StepBar, StepReading

app = QApplication([])
theme.apply(app)
steps = find_protocol("site-check").steps
at = 0


def go(by: int) -> None:
    global at
    at = min(max(0, at + by), len(steps) - 1)
    step = steps[at]
    made = at % 2 == 0
    widget.set_reading(
        StepReading(at + 1, len(steps), step.title, step.text, made, picture=step.drawing)
    )


widget = StepBar()
widget.previous_requested.connect(lambda: go(-1))
widget.next_requested.connect(lambda: go(1))
go(0)
widget.resize(900, 60)
widget.show()
app.exec()
