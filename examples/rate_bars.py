"""Rates with their intervals: python examples/rate_bars.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.metrics import Rate
from liveness.widgets import theme
from liveness.widgets.rate_bars import Bar, RateBars

app = QApplication([])
theme.apply(app)
widget = RateBars()
widget.set_bars(
    [
        Bar("bona-fide", "BPCER", Rate.of(1, 40)),
        Bar("print-matte", "APCER print-matte", Rate.of(0, 20)),
        Bar("replay-phone", "APCER replay-phone", Rate.of(5, 20), headline=True),
    ]
)
widget.resize(420, 140)
widget.show()
app.exec()
