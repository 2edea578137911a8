from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit
from pytestqt.qtbot import QtBot

from liveness.datasets.consent import Consent
from liveness.datasets.species import SPECIES
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.presentation_form import NEW_CONSENT, PresentationForm

CONSENTS = (Consent(id="C1", subject="S1"), Consent(id="C2", subject="S2"))


@pytest.fixture
def form(qtbot: QtBot) -> PresentationForm:
    widget = PresentationForm()
    qtbot.addWidget(widget)
    widget.set_consents(CONSENTS)
    return widget


def test_what_is_missing_is_one_sentence_until_nothing_is(
    qtbot: QtBot, form: PresentationForm
) -> None:
    assert "subject," in form.problem()
    assert "operator" in form.problem()
    qtbot.keyClicks(form.subject, "S2")
    form.subject.editingFinished.emit()
    qtbot.keyClicks(form.operator, "O1")
    assert form.problem() == "To record, give: site."
    qtbot.keyClicks(form.site, "gate-2")
    assert form.problem() == ""
    assert form.draft() == PresentationDraft("S2", "C2", "O1", site="gate-2")


def test_only_valid_consents_of_the_subject_are_offered(form: PresentationForm) -> None:
    form.set_draft(PresentationDraft("S1", "C1", "O1", site="x"))
    offered = [form.consent.itemData(i) for i in range(form.consent.count())]
    assert offered == ["C1", NEW_CONSENT]
    form.set_draft(PresentationDraft("S3", "C1", "O1", site="x"))
    assert "consent" in form.problem()


def test_new_consent_is_asked_for_with_the_subject(
    qtbot: QtBot, form: PresentationForm
) -> None:
    form.set_draft(PresentationDraft("S7"))
    with qtbot.waitSignal(form.new_consent_requested) as signal:
        form.consent.setCurrentIndex(form.consent.findData(NEW_CONSENT))
    assert signal.args == ["S7"]
    assert form.draft().consent == ""
    form.set_consents([*CONSENTS, Consent(id="C7", subject="S7")], choose="C7")
    assert form.draft().consent == "C7"


def test_species_stand_under_their_families_and_open_the_attack_fields(
    form: PresentationForm,
) -> None:
    offered = [form.species.itemData(i) for i in range(form.species.count())]
    assert [s.id for s in SPECIES] == [id_ for id_ in offered if id_]
    assert offered[0] is None
    assert not form.pai.isEnabled()
    form.species.setCurrentIndex(form.species.findData("mask-rigid"))
    assert form.pai.isEnabled()
    assert form.draft().species == "mask-rigid"


def test_a_draft_survives_the_round_trip(qtbot: QtBot, form: PresentationForm) -> None:
    draft = PresentationDraft(
        "S1", "C1", "O1", "print-bent", "P7", "S2", "gate-2", "visit-1", "office", 600.0,
        "signals", date(2099, 1, 31), "K1",
    )  # fmt: skip
    with qtbot.waitSignal(form.changed):
        form.set_draft(draft)
    assert form.draft() == draft
    form.privacy.setCurrentIndex(form.privacy.findData("face"))
    assert form.draft().privacy == "face"


def test_every_field_has_a_name(form: PresentationForm) -> None:
    for kind in (QLineEdit, QComboBox, QDoubleSpinBox):
        for field in form.findChildren(kind):
            inner = isinstance(field.parent(), QComboBox | QDoubleSpinBox)
            assert inner or field.accessibleName(), field
    assert form.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_of_a_long_id_the_beginning_is_seen_and_the_whole_in_the_tool_tip(
    qtbot: QtBot,
) -> None:
    form = PresentationForm()
    qtbot.addWidget(form)
    long = "PAI-0017-a-print-on-matte-paper-of-the-third-batch"
    form.set_draft(PresentationDraft("S1", species="print-matte", pai=long))
    assert form.pai.cursorPosition() == 0
    assert form.pai.toolTip() == long
    assert form.species.toolTip() == form.species.currentText()


def test_what_is_missing_can_be_read_whole_in_the_smallest_window(
    qtbot: QtBot, form: PresentationForm
) -> None:
    form.resize(635, 150)  # its share of 1280 x 800
    form.show()
    qtbot.waitExposed(form)
    form.set_consents(())
    width = form._problem.width()
    assert (
        form._problem.shown(width - 17) == "To record, give: subject, consent, operator, site."
    )
    form.set_draft(PresentationDraft("two words", "", "no pseudonym", species="print-matte"))
    assert "operator (no spaces), site." in form._problem.shown(width - 17)
