"""A table of values as pages of fields; a page whose field is at fault bears a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from . import theme
from .field import Field, FieldSpec
from .theme import State

Page = tuple[str, Sequence[FieldSpec]]
"""A title, and the fields under it."""


class FieldForm(QTabWidget):
    """Edits a table by its fields.

    Parameters
    ----------
    pages
        What stands where.
    """

    edited = Signal(str, object)
    """Key and new value of a field that a person has changed."""

    def __init__(self, pages: Sequence[Page], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.fields: dict[str, Field] = {}
        self._page_of: dict[str, int] = {}
        for title, specs in pages:
            self._add_page(title, specs)

    def _add_page(self, title: str, specs: Sequence[FieldSpec]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GRID + 2)
        for spec in specs:
            field = Field(spec)
            field.edited.connect(self.edited)
            column.addWidget(field)
            self.fields[spec.key] = field
            self._page_of[spec.key] = self.count()
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addTab(area, title)

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a table; fields whose table is not there are pale."""
        for key, field in self.fields.items():
            *tables, name = key.split(".")
            at: Any = content
            for part in tables:
                at = at.get(part) if isinstance(at, Mapping) else None
            field.set_value(at.get(name) if isinstance(at, Mapping) else None)
            switch = self.fields.get(tables[0]) if tables else None
            if switch is not None and switch.spec.kind == "table":
                field.editor.setEnabled(switch.value() is not None)

    def set_faults(self, faults: Mapping[str, str]) -> tuple[str, ...]:
        """Say at each field what is wrong with it; return the keys that are no field here."""
        shown: dict[str, str] = {}
        homeless = []
        for key, text in faults.items():
            home = self.home_of(key)
            if home is None:
                homeless.append(key)
            else:
                shown.setdefault(home, text)
        for key, field in self.fields.items():
            field.set_fault(shown.get(key, ""))
        marked = {self._page_of[key] for key in shown}
        for index in range(self.count()):
            at_fault = index in marked
            self.setTabIcon(index, theme.mark_icon(State.WARNING) if at_fault else QIcon())
            tip = self.tr("a field of this page is at fault") if at_fault else ""
            self.setTabToolTip(index, tip)
        return tuple(homeless)

    def home_of(self, key: str) -> str | None:
        """Return the field that shows a key: itself, or the list or table around it."""
        parts = key.split(".")
        while parts:
            if ".".join(parts) in self.fields:
                return ".".join(parts)
            parts.pop()
        return None

    def go_to(self, key: str) -> bool:
        """Show the page of a field and let it be typed into; return whether there is one."""
        home = self.home_of(key)
        if home is None:
            return False
        self.setCurrentIndex(self._page_of[home])
        self.fields[home].editor.setFocus()
        return True
