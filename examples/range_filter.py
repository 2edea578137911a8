"""Limits on takes: python examples/range_filter.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.range_filter import RangeFilter
from liveness.widgets.samples import take

app = QApplication([])
theme.apply(app)
widget = RangeFilter()
widget.set_takes(
    [take(i).model_copy(update={"score": (i % 13) - 6.0, "frames": 60 + i}) for i in range(99)]
)
widget.changed.connect(lambda: print(widget.limits))
widget.resize(320, 140)
widget.show()
app.exec()
