from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from liveness.widgets.train_dialog import TrainDialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> TrainDialog:
    signals = {"texture": "Texture", "motion": "Motion"}
    made = TrainDialog(signals, tmp_path, dataset="site-a", takes=96)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test looks at it after
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_file_is_offered_for_each_signal(dialog: TrainDialog, tmp_path: Path) -> None:
    assert dialog.chosen == ("texture", str(tmp_path / "site-a-texture.json"))
    dialog.signal.setCurrentIndex(1)
    assert dialog.chosen == ("motion", str(tmp_path / "site-a-motion.json"))
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "site-a, 96 takes" in texts


def test_train_is_asked_for_once_and_only_with_a_file(
    dialog: TrainDialog, qtbot: QtBot
) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    (train,) = [b for b in box.buttons() if b.text() == "Train"]
    dialog.file.setText("  ")
    assert not train.isEnabled()
    dialog.file.setText("/data/m.json")
    with qtbot.waitSignal(dialog.train_requested) as asked:
        train.click()
    assert asked.args == ["texture", "/data/m.json"]
    assert not dialog.isVisible()


def test_every_control_has_a_name(dialog: TrainDialog) -> None:
    for button in dialog.findChildren(QPushButton):
        assert button.accessibleName(), button.text()
    assert dialog.signal.accessibleName()
    assert dialog.file.accessibleName()
