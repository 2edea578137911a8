"""Consent in the window: asked, signed, stored, withdrawn from the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.groups import GroupBook
from liveness.datasets.store import DatasetRoot
from liveness.studio.consent_desk import show_own_text
from liveness.studio.consents import shipped_texts
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings
from liveness.widgets.consent_dialog import ConsentDialog
from liveness.widgets.withdraw_dialog import WithdrawDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(muted=True), cue=AudioCue(muted=True))
    qtbot.addWidget(made)
    made.show()
    made.takes.open_root(tmp_path / "root")
    qtbot.waitUntil(lambda: made.takes.root is not None)
    yield made
    made.close()


def _root(window: MainWindow) -> DatasetRoot:
    assert window.takes.root is not None
    return window.takes.root


def _dialog(window: MainWindow) -> ConsentDialog:
    (dialog,) = window.findChildren(ConsentDialog)
    return dialog


def test_what_was_signed_is_stored_and_chosen(window: MainWindow, qtbot: QtBot) -> None:
    window.view.form.subject.setText("S1")
    window.trigger("consent.new")
    dialog = _dialog(window)
    assert not dialog.isModal()
    dialog.sheet.choose("de")
    for name in ("record", "evaluate"):
        dialog.sheet.ticks[name].box.setChecked(True)
    dialog.sheet.groups.setChecked(True)
    dialog.sheet.groups.sex.setCurrentIndex(2)
    dialog.sheet.signature.setText("S1")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: window.view.form.consent.currentData() == "C-S1-1")
    root = _root(window)
    consent = root.consents.get("C-S1-1")
    assert (consent.language, consent.scope) == ("de", ("record", "evaluate"))
    kept = root.path / "consents" / "texts" / "studio-2-de.toml"
    assert kept.read_bytes() == shipped_texts()[1].source
    (told,) = GroupBook(root.path).all().values()
    assert (told.sex, told.consent) == ("male", "C-S1-1")
    assert list(root.subject_keys()) == ["S1"]


def test_the_sites_own_text_is_shown_or_its_fault(window: MainWindow, tmp_path: Path) -> None:
    window.trigger("consent.new")
    dialog = _dialog(window)
    path = tmp_path / "own.toml"
    path.write_text(shipped_texts()[0].source.decode().replace('"studio"', '"clinic"'))
    show_own_text(dialog, str(path))
    text = dialog.sheet.text
    assert text is not None
    assert text.id == "clinic"
    path.write_text("id = 3")
    show_own_text(dialog, str(path))
    assert dialog.said.startswith("own.toml line 1")
    dialog.reject()


def test_a_withdrawal_begins_in_the_same_place(window: MainWindow, qtbot: QtBot) -> None:
    window.view.form.subject.setText("S1")
    window.trigger("consent.new")
    dialog = _dialog(window)
    dialog.sheet.ticks["record"].box.setChecked(True)
    dialog.sheet.signature.setText("S1")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: window.view.form.consent.currentData() == "C-S1-1")
    qtbot.waitUntil(lambda: not window.findChildren(ConsentDialog))
    window.trigger("consent.new")
    _dialog(window).withdraw_button.click()
    (withdrawal,) = window.findChildren(WithdrawDialog)
    assert withdrawal.chosen is not None
    assert withdrawal.chosen.id == "C-S1-1"
    withdrawal.withdraw_button.click()
    qtbot.waitUntil(lambda: _root(window).consents.get("C-S1-1").withdrawn_utc is not None)
