from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.group_fields import GroupFields


def test_it_is_closed_until_the_subject_opens_it(qtbot: QtBot) -> None:
    fields = GroupFields()
    qtbot.addWidget(fields)
    fields.show()
    assert not fields.age_band.isVisible()
    with qtbot.waitSignal(fields.changed):
        fields.setChecked(True)
    assert fields.age_band.isVisible()
    fields.age_band.setCurrentIndex(2)
    told = fields.attributes("C1")
    assert told is not None
    assert told.groups() == {"age band": "18-30"}
    fields.setChecked(False)
    assert fields.attributes("C1") is None


def test_both_scales_are_offered_whole(qtbot: QtBot) -> None:
    fields = GroupFields()
    qtbot.addWidget(fields)
    values = [fields.skin.itemData(i) for i in range(fields.skin.count())]
    assert values == [
        None,
        *(f"monk {i}" for i in range(1, 11)),
        *(f"fitzpatrick {i}" for i in range(1, 7)),
    ]
