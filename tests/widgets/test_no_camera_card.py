from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liveness.widgets.no_camera_card import NoCameraCard


def test_three_enabled_buttons_lead_on(qtbot: QtBot) -> None:
    card = NoCameraCard()
    qtbot.addWidget(card)
    found = card.findChildren(QPushButton)
    assert [b.text() for b in found] == [
        "Start the demo camera", "Open a recording\u2026", "Why is there no camera?",
    ]  # fmt: skip
    assert all(b.isEnabled() and b.accessibleName() for b in found)
    for button, signal in (
        (card.demo, card.demo_requested),
        (card.open, card.open_requested),
        (card.why, card.why_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_reasons_are_listed(qtbot: QtBot) -> None:
    card = NoCameraCard()
    qtbot.addWidget(card)
    assert card.reasons == ""
    card.set_reasons(["no /dev/video*", "not in group video"])
    assert card.reasons.count("\u2022") == 2
    card.set_reasons([])
    assert card.reasons == ""
