from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.datasets.consent import Consent
from liveness.widgets.withdraw_dialog import WithdrawDialog

CONSENTS = (
    Consent(id="C1", subject="S1"),
    Consent(id="C2", subject="S2", withdrawn_utc="2026-11-01T00:00:00Z"),
    Consent(id="C3", subject="S2"),
)


def test_it_erases_only_what_was_counted_and_typed(qtbot: QtBot) -> None:
    dialog = WithdrawDialog(CONSENTS)
    qtbot.addWidget(dialog)
    asked: list[str] = []
    dialog.counted.connect(asked.append)
    dialog.ask_count()
    assert asked == ["S1"]
    dialog.typed.setText("S1")
    assert not dialog.erase_button.isEnabled(), "not counted yet"
    dialog.set_count("S2", "99 takes")
    assert not dialog.erase_button.isEnabled(), "an answer for somebody else"
    dialog.set_count("S1", "3 takes")
    assert dialog.count.text == "3 takes"
    assert dialog.erase_button.isEnabled()
    for wrong in ("", "S2", "s1", "yes"):
        dialog.typed.setText(wrong)
        assert not dialog.erase_button.isEnabled()
    dialog.typed.setText(" S1 ")
    with qtbot.waitSignal(dialog.erase_requested) as erased:
        dialog.erase_button.click()
    assert erased.args == ["C1"]


def test_another_choice_is_counted_and_typed_anew(qtbot: QtBot) -> None:
    dialog = WithdrawDialog(CONSENTS, "S2")
    qtbot.addWidget(dialog)
    assert dialog.chosen is not None
    assert dialog.chosen.id == "C2"
    assert not dialog.withdraw_button.isEnabled(), "it is withdrawn already"
    dialog.ask_count()
    dialog.set_count("S2", "1 take")
    dialog.typed.setText("S2")
    assert dialog.erase_button.isEnabled(), "takes may be left of a withdrawn consent"
    dialog.consent.setCurrentIndex(0)
    assert dialog.typed.text() == ""
    assert not dialog.erase_button.isEnabled()
    with qtbot.waitSignal(dialog.withdraw_requested) as withdrawn:
        dialog.withdraw_button.click()
    assert withdrawn.args == ["C1"]


def test_enter_does_nothing_irrevocable(qtbot: QtBot) -> None:
    dialog = WithdrawDialog(CONSENTS)
    qtbot.addWidget(dialog)
    assert not dialog.erase_button.autoDefault()
    assert not dialog.withdraw_button.autoDefault()


def test_without_consents_nothing_can_be_done(qtbot: QtBot) -> None:
    dialog = WithdrawDialog(())
    qtbot.addWidget(dialog)
    dialog.ask_count()
    assert dialog.chosen is None
    assert not dialog.erase_button.isEnabled()
    assert not dialog.withdraw_button.isEnabled()
