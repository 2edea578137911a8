"""Asks which signal is trained, and where the model goes: python examples/train_dialog.py."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.train_dialog import TrainDialog

app = QApplication([])
theme.apply(app)
signals = {"texture": "Texture", "motion": "Motion"}
dialog = TrainDialog(signals, Path.cwd(), dataset="site-a", takes=96)
dialog.train_requested.connect(lambda signal, path: print(f"train {signal} into {path}"))
dialog.show()
app.exec()
