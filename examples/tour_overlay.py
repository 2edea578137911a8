"""A tour of two stops: python examples/tour_overlay.py."""

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from liveness.widgets import theme
from liveness.widgets.tour_overlay import Stop, TourOverlay

app = QApplication([])
theme.apply(app)
window = QWidget()
button = QPushButton("Record")
layout = QVBoxLayout(window)
layout.addWidget(button)
layout.addStretch(1)
window.resize(700, 400)
window.show()
stops = [
    Stop(None, "Welcome", "Two things, then you are on your own."),
    Stop(button, "Record", "This begins a take."),
]
tour = TourOverlay(window, stops)
tour.ended.connect(print)
app.exec()
