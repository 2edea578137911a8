from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness.studio.actions import EVERY_KEY, ActionInfo
from liveness.studio.keymap import Keymap
from liveness.studio.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def keymap(settings: Settings, qapp: object) -> Keymap:
    return Keymap(settings)


def test_the_defaults_are_those_of_the_actions(keymap: Keymap) -> None:
    assert keymap.keys("record.toggle") == "Space"
    assert keymap.keys("inspect.play") == "Space"  # another page: no conflict
    assert ("Backspace", "Retake the last take") in keymap.listed()
    assert ("Ctrl+1", "Layout: Collect") in keymap.listed()


@pytest.mark.parametrize(
    ("id_", "keys", "owner"),
    [
        ("record.toggle", "Backspace", "record.retake"),
        ("record.toggle", "backspace", "record.retake"),
        ("inspect.accept", "X", "inspect.reject"),
        ("inspect.accept", "Ctrl+Z", "edit.undo"),  # works everywhere
        ("edit.undo", "R", "inspect.retake"),
        ("theme.dark", "Ctrl+2", "layout.calibrate"),
    ],
)
def test_a_duplicate_is_refused_and_its_owner_named(
    keymap: Keymap, settings: Settings, id_: str, keys: str, owner: str
) -> None:
    before = keymap.keys(id_)
    refusal = keymap.assign(id_, keys)
    assert refusal is not None
    assert refusal.owner is not None
    assert refusal.owner.id == owner
    assert keymap.keys(id_) == before
    assert settings.keys == {}


@pytest.mark.parametrize("keys", ["F13", "Media Play", "Shift+F9", "Volume Up", "Ctrl+Alt+B"])
def test_any_key_that_a_foot_switch_sends_can_be_given(
    keymap: Keymap, settings: Settings, keys: str
) -> None:
    assert keymap.assign("record.toggle", keys) is None
    assert settings.keys == {"record.toggle": keys}
    assert Keymap(settings).keys("record.toggle") == keys
    assert (keys, "Record or stop") in keymap.listed()


def test_the_key_of_the_focus_is_not_given_away(keymap: Keymap) -> None:
    refusal = keymap.assign("record.toggle", "Tab")
    assert refusal is not None
    assert refusal.owner is None


def test_a_key_is_freed_before_another_takes_it(keymap: Keymap, settings: Settings) -> None:
    assert keymap.assign("record.retake", "") is None
    assert keymap.keys("record.retake") == ""
    assert keymap.assign("record.toggle", "Backspace") is None
    refusal = keymap.reset("record.retake")
    assert refusal is not None
    assert refusal.owner is not None
    assert refusal.owner.id == "record.toggle"
    assert keymap.reset("record.toggle") is None
    assert keymap.reset("record.retake") is None
    assert settings.keys == {}
    keymap.assign("record.toggle", "F13")
    keymap.reset_all()
    assert (settings.keys, keymap.keys("record.toggle")) == ({}, "Space")


def test_what_the_user_chose_goes_before_the_default_of_a_later_version(qapp: object) -> None:
    settings = Settings(keys={"record.toggle": "F2", "gone.away": "F3", "record.stop": "?!x"})
    later = (*EVERY_KEY, ActionInfo("record.later", "Later", "F2"))
    keymap = Keymap(settings, later)
    assert (keymap.keys("record.toggle"), keymap.keys("record.later")) == ("F2", "")
    assert keymap.keys("record.stop") == ""  # what is no key is none


def test_actions_and_pages_follow_and_letters_stay_letters_in_a_field(
    keymap: Keymap, qtbot: QtBot
) -> None:
    window = QWidget()
    field, other = QLineEdit(), QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(other)
    action = QAction(window)
    window.addAction(action)
    done: list[str] = []
    action.triggered.connect(lambda: done.append("toggle"))
    keymap.attach({"record.toggle": action, "unknown": QAction(window)})
    keymap.bind(other, {"inspect.retake": lambda: done.append("retake")})
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    qtbot.keyClick(other, Qt.Key.Key_R)
    assert done == ["retake"]
    assert keymap.assign("record.toggle", "B") is None
    assert keymap.assign("inspect.retake", "F13") is None
    for key in (Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_B, Qt.Key.Key_F13):
        qtbot.keyClick(other, key)
    assert done == ["retake", "toggle", "retake"]
    field.setFocus()
    qtbot.keyClicks(field, "rub")
    assert field.text() == "rub"
    assert len(done) == 3
    other.setParent(None)
    other.deleteLater()
    qtbot.waitUntil(lambda: len(keymap._apply) == 1)


def test_return_is_both_keys(keymap: Keymap, qapp: object) -> None:
    action = QAction()
    keymap.attach({"step.accept": action})
    assert [keys.toString() for keys in action.shortcuts()] == ["Return", "Enter"]
