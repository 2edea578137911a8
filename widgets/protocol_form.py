"""The fields of a whole protocol: its names, its order, its people, its limits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from .field import FieldSpec
from .field_form import FieldForm, Page


class ProtocolForm(FieldForm):
    """Edits the table of a protocol, but for its steps."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__((_names(), _order(), _limits()), parent=parent)
        self.setAccessibleName(self.tr("Fields of the protocol"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProtocolForm", text)


def _names() -> Page:
    return _tr("Protocol"), (
        FieldSpec("id", _tr("Id"), hint=_tr("letters, digits, dots, hyphens; no spaces")),
        FieldSpec("version", _tr("Version"), empty="1"),
        FieldSpec("title", _tr("Title")),
        FieldSpec("text", _tr("Description"), "text"),
    )


def _order() -> Page:
    return _tr("People and order"), (
        FieldSpec("subjects", _tr("People"), "number", _tr("it is planned for"), empty="1"),
        FieldSpec(
            "order",
            _tr("Order"),
            "choice",
            _tr("random: operator, light and hour do not line up with the class"),
            options=((None, _tr("as the steps stand")), ("random", _tr("random, seed kept"))),
        ),
        FieldSpec(
            "seed",
            _tr("Seed"),
            "number",
            _tr("of a random order; without one each session draws its own and keeps it"),
            empty=_tr("drawn for each session"),
        ),
        FieldSpec(
            "attacks_per_bona_fide",
            _tr("Attacks per live"),
            "number",
            _tr("attack takes between two of a live person"),
            empty=_tr("steps in their own order"),
        ),
        FieldSpec(
            "setup_s",
            _tr("Between takes"),
            "number",
            _tr("for the estimate of hours"),
            "s",
            "20",
        ),
    )


def _limits() -> Page:
    return _tr("Limits"), (
        FieldSpec(
            "limits.apcer",
            _tr("APCER, most"),
            "number",
            _tr("of any species, as a part of 1: 0.05 is 5 %"),
            empty=_tr("none"),
        ),
        FieldSpec(
            "limits.bpcer",
            _tr("BPCER, most"),
            "number",
            _tr("as a part of 1: 0.15 is 15 %"),
            empty=_tr("none"),
        ),
        FieldSpec("limits.source", _tr("Where from"), hint=_tr("where the figures come from")),
    )
