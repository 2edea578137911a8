from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from liveness.datasets.consent_text import ConsentText
from liveness.datasets.errors import LivenessError
from liveness.studio.consents import shipped_texts
from liveness.widgets.consent_dialog import ConsentDialog
from liveness.widgets.consent_sheet import ConsentSheet, TickLine

TEXTS = shipped_texts()


@pytest.fixture
def dialog(qtbot: QtBot) -> ConsentDialog:
    made = ConsentDialog(TEXTS, "S1", ("C-S1-1",))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def _agree(dialog: ConsentDialog, *names: str) -> None:
    for name, line in dialog.sheet.ticks.items():
        line.box.setChecked(name in names)
    dialog.sheet.signature.setText(dialog.subject.text())


def test_nothing_is_ticked_and_nothing_saved_before_it_is_signed(dialog: ConsentDialog) -> None:
    assert dialog.id.text() == "C-S1-2"
    assert not any(line.box.isChecked() for line in dialog.sheet.ticks.values())
    assert not dialog.sheet.groups.isChecked()
    assert dialog.fault() == "Without the first line nothing can be recorded."
    dialog.sheet.ticks["record"].box.setChecked(True)
    assert "signs" in dialog.fault()
    dialog.sheet.signature.setText("S2")
    assert dialog.fault() == "The signature is not the subject's id."
    assert not dialog.save_button.isEnabled()
    dialog.sheet.signature.setText("S1")
    assert dialog.fault() == ""
    assert dialog.save_button.isEnabled()


def test_the_record_says_text_language_scope_signature_and_days(dialog: ConsentDialog) -> None:
    assert dialog.sheet.choose("fr")
    text = dialog.sheet.text
    assert text is not None
    dialog.sheet.until.setDate(QDate(2030, 6, 1))
    _agree(dialog, "record", "audio", "retention")
    made: list[Any] = []
    dialog.consent_made.connect(lambda *all_: made.append(all_))
    dialog.save_button.click()
    ((consent, shown, told),) = made
    assert (consent.id, consent.subject, consent.signature) == ("C-S1-2", "S1", "S1")
    assert consent.scope == ("record", "audio")
    assert (consent.form, consent.form_version, consent.language) == (
        "studio",
        "studio-2",
        "fr",
    )
    assert consent.form_sha256 == text.sha256 == shown.sha256
    assert consent.retain_until == date(2030, 6, 1)
    assert consent.fault() is None
    assert told is None


def test_who_does_not_let_keep_is_kept_till_tonight(dialog: ConsentDialog) -> None:
    _agree(dialog, "record")
    today = QDate.currentDate()
    assert dialog.sheet.retain_until == date(today.year(), today.month(), today.day())


def test_another_text_begins_without_ticks(dialog: ConsentDialog, qtbot: QtBot) -> None:
    _agree(dialog, "record", "share")
    english = dialog.sheet.ticks["share"].text
    dialog.sheet.choose("de")
    assert dialog.sheet.ticks["share"].text != english
    assert dialog.sheet.scope == ()
    line = dialog.sheet.ticks["record"]
    qtbot.mouseClick(line._text, Qt.MouseButton.LeftButton)
    assert dialog.sheet.scope == ("record",)
    assert line.box.accessibleName() == line.text
    assert not dialog.sheet.choose("xx")


def test_another_day_is_another_statement(dialog: ConsentDialog) -> None:
    dialog.sheet.ticks["retention"].box.setChecked(True)
    dialog.sheet.until.setDate(QDate.currentDate().addDays(3))
    assert not dialog.sheet.ticks["retention"].box.isChecked()
    dialog.sheet.ticks["retention"].box.setChecked(True)
    day = date.today() + timedelta(days=3)
    assert dialog.sheet.retain_until == day
    assert day.isoformat() in dialog.sheet.ticks["retention"].text


def test_what_is_told_is_told_by_choice(dialog: ConsentDialog) -> None:
    groups = dialog.sheet.groups
    dialog.sheet.choose("de")
    assert groups.title() == "Ich möchte mehr von mir sagen (freiwillig)"
    assert groups.sex.itemText(1) == "weiblich"
    groups.sex.setCurrentIndex(1)
    assert groups.attributes("C1") is None  # not opened: not told
    groups.setChecked(True)
    groups.skin.setCurrentIndex(groups.skin.findData("monk 10"))
    told = groups.attributes("C1")
    assert told is not None
    assert told.groups() == {"sex": "female", "skin tone": "monk 10"}
    groups.sex.setCurrentIndex(0)
    groups.skin.setCurrentIndex(0)
    assert groups.attributes("C1") is None


def test_faults_are_said_before_saving(dialog: ConsentDialog) -> None:
    _agree(dialog, "record")
    dialog.id.setText("C-S1-1")
    assert "exists" in dialog.fault()
    dialog.id.setText("has spaces")
    assert "has spaces" in dialog.fault()
    dialog.id.setText("C2")
    assert dialog.fault() == ""
    dialog.subject.setText("")
    assert "subject" in dialog.fault()
    assert not dialog.save_button.isEnabled()


def test_the_id_follows_the_subject_until_it_is_typed(
    dialog: ConsentDialog, qtbot: QtBot
) -> None:
    dialog.subject.setText("S9")
    assert dialog.id.text() == "C-S9-1"
    qtbot.keyClicks(dialog.id, "x")
    dialog.subject.setText("S8")
    assert dialog.id.text() == "C-S9-1x"


def test_the_sites_own_text_comes_first_and_a_bad_one_is_said(dialog: ConsentDialog) -> None:
    own = ConsentText.model_validate(TEXTS[0].model_dump() | {"id": "clinic", "title": "Ours"})
    dialog.sheet.add_text(own)
    assert dialog.sheet.text is own
    assert dialog.sheet.chooser.count() == len(TEXTS) + 1
    dialog.refuse_text(LivenessError("E-CON-05", "own.toml line 3", "language: no"))
    assert dialog.said == "own.toml line 3: Language: no."


def test_a_withdrawal_is_asked_for_from_here(dialog: ConsentDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.withdraw_requested) as signal:
        dialog.withdraw_button.click()
    assert signal.args == ["S1"]
    assert not dialog.isVisible()


def test_return_in_a_field_saves_nothing(dialog: ConsentDialog, qtbot: QtBot) -> None:
    _agree(dialog, "record")
    made: list[Any] = []
    dialog.consent_made.connect(lambda *all_: made.append(all_))
    qtbot.keyClick(dialog.subject, Qt.Key.Key_Return)
    assert made == []
    assert dialog.isVisible()


def test_every_field_has_a_name(dialog: ConsentDialog) -> None:
    assert isinstance(dialog.sheet, ConsentSheet)
    assert all(isinstance(line, TickLine) for line in dialog.sheet.ticks.values())
    for kind in (QLineEdit, QComboBox, QAbstractButton):
        for field in dialog.findChildren(kind):
            inner = field.objectName().startswith("qt_") or not field.isVisible()
            assert inner or field.accessibleName(), field
