from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.consent_dialog import ConsentDialog


def test_a_record_is_made_once_everything_is_agreed(qtbot: QtBot) -> None:
    dialog = ConsentDialog("S1", ("C-S1-1",))
    qtbot.addWidget(dialog)
    assert dialog.id.text() == "C-S1-2"
    assert not dialog.save_button.isEnabled()
    assert "agreed" in dialog.fault()
    dialog.agreed.setChecked(True)
    assert dialog.fault() == ""
    made = []
    dialog.consent_made.connect(made.append)
    dialog.save_button.click()
    (consent,) = made
    assert (consent.id, consent.subject) == ("C-S1-2", "S1")
    assert consent.scope == ("record", "train", "evaluate")
    assert consent.fault() is None


def test_faults_are_said_before_saving(qtbot: QtBot) -> None:
    dialog = ConsentDialog("S1", ("C1",))
    qtbot.addWidget(dialog)
    dialog.agreed.setChecked(True)
    dialog.id.setText("C1")
    assert "exists" in dialog.fault()
    dialog.id.setText("has spaces")
    assert "has spaces" in dialog.fault()
    dialog.id.setText("C2")
    dialog.scopes["record"].setChecked(False)
    assert "record" in dialog.fault()
    dialog.scopes["record"].setChecked(True)
    dialog.subject.setText("")
    assert "subject" in dialog.fault()
    assert not dialog.save_button.isEnabled()
