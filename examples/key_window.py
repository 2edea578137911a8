"""Every key of the studio in a list, each to be changed: python examples/key_window.py."""

from PySide6.QtWidgets import QApplication

from liveness.studio.actions import EVERY_KEY, place_of, plain_text
from liveness.studio.keymap import Keymap
from liveness.studio.settings import Settings
from liveness.widgets import theme
from liveness.widgets.key_window import KeyRow, KeyWindow
from liveness.widgets.theme import State

app = QApplication([])
theme.apply(app)
keymap = Keymap(Settings(keys={"record.toggle": "F13"}))


def rows() -> list[KeyRow]:
    return [
        KeyRow(i.id, plain_text(i), place_of(i), keymap.keys(i.id), i.shortcut)
        for i in EVERY_KEY
    ]


def assign(id_: str, keys: str) -> None:
    refusal = keymap.assign(id_, keys)
    widget.set_rows(rows())
    widget.say(
        "refused" if refusal else "changed", State.WARNING if refusal else State.BONA_FIDE
    )


widget = KeyWindow()
widget.assign_requested.connect(assign)
widget.set_rows(rows())
widget.show()
app.exec()
