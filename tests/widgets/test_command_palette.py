from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.command_palette import Command, CommandPalette, rank

COMMANDS = (
    Command("record.toggle", "Record or stop", "Space"),
    Command("record.retake", "Retake the last take", "Backspace"),
    Command("source.demo", "Start the demo camera", "Ctrl+Shift+D"),
    Command("edit.undo", "Undo", enabled=False),
)


@pytest.fixture
def palette(qtbot: QtBot) -> CommandPalette:
    palette = CommandPalette()
    qtbot.addWidget(palette)
    palette.open_with(COMMANDS)
    return palette


def test_all_are_listed_until_something_is_typed(palette: CommandPalette) -> None:
    assert palette.ids() == [command.id for command in COMMANDS]
    assert palette.list.item(0).text() == "Record or stop\tSpace"


def test_letters_find_the_beginnings_of_words(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "sdc")
    assert palette.ids() == ["source.demo"]
    palette.field.setText("zzz")
    assert palette.ids() == []


def test_return_does_the_first_and_arrows_another(
    palette: CommandPalette, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "re")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["record.retake"]
    assert not palette.isVisible()


def test_what_cannot_be_done_now_is_found_and_not_done(
    palette: CommandPalette, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "undo")
    assert palette.ids() == ["edit.undo"]
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_rank_prefers_words_and_neighbours() -> None:
    assert rank("Record or stop", "ros") == 0
    assert rank("Record or stop", "rec") == 0
    spread = rank("Retake the last take", "rke")
    assert spread is not None
    assert spread > 0
    assert rank("Undo", "x") is None
    assert rank("Undo", "") == 0
