"""What is asked when a session was cut off: python examples/resume_dialog.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.resume_dialog import ResumeDialog, ResumeReading

app = QApplication([])
theme.apply(app)
dialog = ResumeDialog(
    ResumeReading(
        "2026-11-22-gate-2-six-5f0a1c",
        "Six takes",
        ("3 of 6 takes are there", "the newest take was cut off after 0.7 s, and is kept"),
        ("it was begun with camera camera:0, this is camera:1",),
    )
)
for signal, word in (
    (dialog.resumed, "go on"),
    (dialog.restarted, "begin anew"),
    (dialog.blocked, "close it"),
):
    signal.connect(lambda word=word: print(word))
dialog.exec()
