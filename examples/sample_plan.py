"""What some takes can show: python examples/sample_plan.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.planner import SampleSize
from liveness.widgets import theme
from liveness.widgets.sample_plan import SamplePlan

app = QApplication([])
theme.apply(app)
COUNTS = {"bona-fide": (20, 0, 2), "print-matte": (20, 1, 2), "replay-phone": (60, 0, 60)}


def show(claim: float) -> None:
    sizes = [SampleSize(name, *count, claim=claim) for name, count in COUNTS.items()]
    plan.set_sizes(sizes)


plan = SamplePlan()
plan.claim_changed.connect(show)
show(0.05)
plan.resize(640, 180)
plan.show()
app.exec()
