"""A palette of three commands: python examples/command_palette.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.command_palette import Command, CommandPalette

app = QApplication([])
theme.apply(app)
palette = CommandPalette()
palette.chosen.connect(print)
palette.open_with(
    [
        Command("record.toggle", "Record or stop", "Space"),
        Command("source.demo", "Start the demo camera", "Ctrl+Shift+D"),
        Command("edit.undo", "Undo", "Ctrl+Z", enabled=False),
    ]
)
app.exec()
