"""Who, with whose consent, by whom and where: asked once a subject, under pseudonyms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.consent import Consent
from liveness.datasets.errors import ConsentError
from liveness.datasets.groups import GroupAttributes
from liveness.datasets.pai import Pai
from liveness.datasets.presentation import Presentation
from liveness.datasets.schemas import SCHEMAS, schema_text
from liveness.datasets.take import TakeHeader
from liveness.studio.asked import make_request
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings
from liveness.widgets.draft import PresentationDraft

GOOD = PresentationDraft(subject="S1", consent="C1", operator="O1", site="gate-2")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(muted=True), cue=AudioCue(muted=True))
    qtbot.addWidget(made)
    made.show()
    made.takes.open_root(tmp_path / "root")
    qtbot.waitUntil(lambda: made.takes.root is not None)
    made.takes.add_consent(Consent(id="C1", subject="S1"))
    qtbot.waitUntil(lambda: made.view.form.consent.currentData() == "C1")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "Ann Lee"}, "subject (no spaces)"),
        ({"subject": "S2"}, "consent"),  # there is one, of another person
        ({"operator": ""}, "operator"),
        ({"operator": "Bob Ray"}, "operator (no spaces)"),
        ({"site": ""}, "site"),
    ],
)
def test_no_take_begins_without_it(
    window: MainWindow, changes: dict[str, str], said: str
) -> None:
    form = window.view.form
    form.set_draft(replace(GOOD, **changes))
    assert said in form.problem()
    engine: Any = SimpleNamespace(state="running", info=None)
    window.takes._engine = engine
    assert said in window.takes.problem()
    window.takes.toggle()
    assert window.controller.phase == "idle"
    window.takes._engine = None


def test_it_is_asked_once_and_stays_for_the_next_take(window: MainWindow) -> None:
    form = window.view.form
    form.set_draft(GOOD)
    assert form.problem() == ""
    form.set_presented("print-matte", "office", 400.0)  # the next step of a protocol
    form.set_presented(None, None, None)
    kept = form.draft()
    assert (kept.subject, kept.consent, kept.operator, kept.site) == (
        "S1",
        "C1",
        "O1",
        "gate-2",
    )


def test_without_the_consent_no_take_is_even_asked_for(window: MainWindow) -> None:
    root = window.takes.root
    assert root is not None
    with pytest.raises(ConsentError, match="E-CON-01"):
        make_request(root, replace(GOOD, consent="C9"), "visit", "cam", "auto")
    with pytest.raises(ConsentError, match="belongs to subject S1"):
        make_request(root, replace(GOOD, subject="S2"), "visit", "cam", "auto")
    request = make_request(root, GOOD, "visit", "cam", "auto")
    assert request.session.camera == "cam"  # the device stands with every take
    assert (request.session.operator, request.session.site) == ("O1", "gate-2")
    with pytest.raises(ValueError, match="subject"):
        Presentation(subject="Ann Lee")


def _properties(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        found = schema.get("properties")
        if isinstance(found, dict):
            yield from found
        for value in schema.values():
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)


PERSONAL = re.compile(
    r"(^|_)(name|names|surname|forename|firstname|lastname|email|mail|phone|address|birth|"
    r"birthday|passport)($|_)"
)


def test_no_schema_has_a_field_for_a_name() -> None:
    published = [json.loads(schema_text(name)) for name in SCHEMAS]
    inner = [model.model_json_schema() for model in (TakeHeader, GroupAttributes, Pai)]
    fields = {field for schema in (*published, *inner) for field in _properties(schema)}
    assert {"subject", "consent", "operator", "site", "device"} <= fields
    assert [field for field in fields if PERSONAL.search(field)] == []
    assert PERSONAL.search("first_name")
    assert PERSONAL.search("name")
