"""Long work with progress and a way to stop it: python examples/activity_bar.py."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.activity_bar import ActivityBar

app = QApplication([])
theme.apply(app)
widget = ActivityBar()
widget.cancel_requested.connect(app.quit)
steps = iter(range(10**6))
timer = QTimer(interval=40)
timer.timeout.connect(
    lambda: widget.set_activity("verifying takes", next(steps) % 100 / 100, cancellable=True)
)
timer.start()
app.exec()
