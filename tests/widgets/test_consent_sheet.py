from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.studio.consents import shipped_texts
from liveness.widgets.consent_sheet import ConsentSheet


@pytest.mark.parametrize("text", shipped_texts(), ids=lambda text: text.language)
def test_every_word_of_a_shipped_text_is_on_the_sheet(text: object, qtbot: QtBot) -> None:
    texts = shipped_texts()
    sheet = ConsentSheet(texts)
    qtbot.addWidget(sheet)
    chosen = next(each for each in texts if each is text or each == text)
    assert sheet.choose(chosen.language)
    shown = [sheet._title.text(), sheet._sign.text(), sheet.groups._why.text()]
    assert shown == [chosen.title, chosen.signature, chosen.voluntary]
    assert sheet._body.text().split("\n\n") == chosen.paragraphs
    until = sheet.until.date().toString("yyyy-MM-dd")
    for name, line in sheet.ticks.items():
        assert line.text == chosen.statements[name].format(until=until)
    assert sheet._id.text() == chosen.words["id"]
