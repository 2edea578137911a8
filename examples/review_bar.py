"""Accept, reject, retake, each with its reason: python examples/review_bar.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.review_bar import ReviewBar

app = QApplication([])
theme.apply(app)
widget = ReviewBar()
widget.reviewer.setText("QA1")


def decided(wish: object) -> None:
    print(wish)
    widget.set_standing("accept", "accept by QA1")


widget.decided.connect(decided)
widget.resize(1100, 44)
widget.show()
app.exec()
