from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liveness.studio import catalogue, language
from liveness.studio.catalogue import Catalogue
from liveness.studio.language import PSEUDO, install, pseudo
from liveness.studio.relabel import Relabeller
from liveness.widgets import wording
from liveness.widgets.key_names import KEYS

WORDS = [
    ("Box", "Record", "Aufnehmen"),
    ("Box", "Name of the site", "Name des Ortes"),
    ("Box", "{n} frames on disk", "{n} Bilder gespeichert"),
    ("Sentences", "turned by {0} degrees", "um {0} Grad gedreht"),
    ("Box", "automatic", "von selbst"),
    ("Box", " s", " Sek."),
]


@pytest.fixture(autouse=True)
def _german(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[None]:
    made = {"en": Catalogue([]), "de": Catalogue(WORDS)}
    monkeypatch.setattr(catalogue.Catalogue, "load", classmethod(lambda _, name: made[name]))
    yield
    install("en")


class Box(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(self.tr("Record"))
        self.count = QLabel(self.tr("{n} frames on disk").format(n=214))
        self.typed = QLineEdit("Record")
        self.typed.setAccessibleName(self.tr("Name of the site"))
        self.choice = QComboBox()
        self.choice.addItems([self.tr("automatic"), "S1"])
        self.seconds = QSpinBox()
        self.seconds.setSuffix(self.tr(" s"))
        layout = QVBoxLayout(self)
        for widget in (self.button, self.count, self.typed, self.choice, self.seconds):
            layout.addWidget(widget)


def test_what_is_on_the_screen_changes_and_what_was_typed_stays(qtbot: QtBot) -> None:
    box = Box()
    qtbot.addWidget(box)
    install("de")
    assert Relabeller("en", "de").widgets([box]) == 4
    assert box.button.text() == "Aufnehmen"
    assert box.count.text() == "214 Bilder gespeichert"
    assert (box.typed.text(), box.typed.accessibleName()) == ("Record", "Name des Ortes")
    assert [box.choice.itemText(i) for i in range(2)] == ["von selbst", "S1"]
    assert box.seconds.suffix() == " Sek."
    install("en")
    Relabeller("de", "en").widgets([box])
    assert box.button.text() == "Record"
    assert box.count.text() == "214 frames on disk"


def test_what_is_made_later_speaks_the_new_language_too(qtbot: QtBot) -> None:
    install("de")
    assert language.current() == "de"
    box = Box()
    qtbot.addWidget(box)
    assert box.button.text() == "Aufnehmen"
    assert wording.sentence("turned by 31.5 degrees") == "Um 31.5 Grad gedreht."
    install("en")
    assert wording.sentence("turned by 31.5 degrees") == "Turned by 31.5 degrees."


def test_what_nobody_translated_is_shown_as_written_and_keys_by_qt(qtbot: QtBot) -> None:
    install("de")
    assert QCoreApplication.translate("Box", "never translated") == "never translated"
    keys = QKeySequence.fromString("Ctrl+Backspace")
    assert keys.toString(QKeySequence.SequenceFormat.NativeText) != ""
    assert keys.toString() == "Ctrl+Backspace", "files hold the portable form"
    assert KEYS.of("record.toggle") in ("Leertaste", "Space")


def test_the_pseudo_locale_reaches_every_text_and_keeps_places(qtbot: QtBot) -> None:
    install(PSEUDO)
    box = Box()
    qtbot.addWidget(box)
    assert box.button.text().startswith("[!! ")
    assert "214" in box.count.text()


def test_what_was_said_already_is_not_said_twice() -> None:
    assert pseudo(pseudo("Start")) == pseudo("Start")


@pytest.mark.parametrize(
    "text", ["Start", "Choose &dataset folder", "{n:.1f} of {total} frames"]
)
def test_a_pseudo_text_is_at_least_two_fifths_longer(text: str) -> None:
    assert len(pseudo(text)) >= 1.4 * len(text)
    assert [c for c in pseudo(text) if c in "{}"] == [c for c in text if c in "{}"]


def test_a_language_without_a_catalogue_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locale:
        @staticmethod
        def system() -> Locale:
            return Locale()

        def name(self) -> str:
            return "fi_FI"

    with monkeypatch.context() as patch:
        patch.setattr(language, "QLocale", Locale)
        assert language.of_system() == "en"
