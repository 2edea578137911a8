"""One field of a form: its name, its editor, its unit, and under it what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from . import theme
from .state_label import StateLabel
from .theme import State

Kind = Literal[
    "line",
    "text",
    "number",
    "choice",
    "check",
    "table",
    "words",
    "numbers",
    "several",
    "prompts",
]
"""``words`` and ``numbers`` are lists with commas; ``table`` is a table that is there or not;
``several`` are values of which any may be chosen; ``prompts`` are lines of a time and a
sentence."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field is.

    Parameters
    ----------
    key
        Its place in the table, parts with dots: ``gates.iod_px``.
    title, kind
        Its name for people, and how it is edited.
    hint
        What it means, for its tip.
    unit
        Behind the value.
    empty
        What an empty field stands for; shown pale.
    options
        Values and their names, for ``choice`` and ``several``.
    """

    key: str
    title: str
    kind: Kind = "line"
    hint: str = ""
    unit: str = ""
    empty: str = ""
    options: Sequence[tuple[Any, str]] = ()


class Field(QWidget):
    """Edits one value; ``None`` is a field that is left out."""

    edited = Signal(str, object)
    """Key and new value, when a person has changed it."""

    def __init__(self, spec: FieldSpec, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor: QWidget = self._make_editor()
        self.editor.setAccessibleName(spec.title)
        self.editor.setToolTip(spec.hint)
        self._title = QLabel(spec.title)
        self._title.setBuddy(self.editor)
        self._title.setFixedWidth(132)
        self._title.setWordWrap(True)
        self._fault = StateLabel(State.WARNING, "", pixels=12, lines=2)
        self._fault.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.editor, 1)
        if spec.unit:
            row.addWidget(QLabel(spec.unit))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.GAP)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._title, 0, 0)
        layout.addLayout(row, 0, 1)
        layout.addWidget(self._fault, 1, 1)

    def _make_editor(self) -> QWidget:
        kind = self.spec.kind
        if kind in ("text", "prompts"):
            text = QPlainTextEdit()
            text.setFixedHeight(64)
            text.setTabChangesFocus(True)
            text.setUndoRedoEnabled(False)
            text.setPlaceholderText(self.spec.empty)
            text.textChanged.connect(self._on_edited)
            return text
        if kind in ("check", "table"):
            check = QCheckBox()
            check.toggled.connect(self._on_edited)
            return check
        if kind == "choice":
            combo = QComboBox()
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(12)
            combo.setMaxVisibleItems(16)
            for value, name in self.spec.options:
                combo.addItem(name, value)
            combo.currentIndexChanged.connect(self._on_edited)
            return combo
        if kind == "several":
            return self._make_checks()
        line = QLineEdit()
        line.setPlaceholderText(self.spec.empty)
        line.textChanged.connect(self._on_edited)
        return line

    def _make_checks(self) -> QWidget:
        box = QWidget()
        layout = QGridLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(2, 1)
        for i, (value, name) in enumerate(self.spec.options):
            check = QCheckBox(name)
            check.setObjectName(str(value))
            check.setAccessibleName(f"{self.spec.title}: {name}")
            check.toggled.connect(self._on_edited)
            layout.addWidget(check, i // 2, i % 2)
        return box

    def set_options(self, options: Sequence[tuple[Any, str, QIcon | None]]) -> None:
        """Offer other values, with pictures; the chosen one stays."""
        combo = self.editor
        assert isinstance(combo, QComboBox)
        combo.blockSignals(True)
        chosen = combo.currentData()
        combo.clear()
        for value, name, icon in options:
            combo.addItem(name, value)
            if icon is not None:
                combo.setItemIcon(combo.count() - 1, icon)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def value(self) -> Any:
        """Return what the field says now; ``None`` where it is left out."""
        editor, kind = self.editor, self.spec.kind
        if isinstance(editor, QCheckBox):
            return ({} if kind == "table" else True) if editor.isChecked() else None
        if isinstance(editor, QComboBox):
            return editor.currentData()
        if isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText()
            return _prompts(text) if kind == "prompts" else text or None
        if isinstance(editor, QLineEdit):
            return _parsed(editor.text(), kind)
        checks = editor.findChildren(QCheckBox)
        return [check.objectName() for check in checks if check.isChecked()] or None

    def set_value(self, value: Any) -> None:
        """Show a value without telling anybody; one that is shown already is left alone."""
        if self.value() == value:
            return
        editor = self.editor
        self.blockSignals(True)
        if isinstance(editor, QCheckBox):
            editor.setChecked(value is not None and value is not False)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QPlainTextEdit):
            lines = self.spec.kind == "prompts"
            text = _prompt_lines(value) if lines else "" if value is None else str(value)
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(_shown(value))
            editor.setCursorPosition(0)
        else:
            for check in editor.findChildren(QCheckBox):
                check.setChecked(isinstance(value, list) and check.objectName() in value)
        self.blockSignals(False)

    @property
    def fault(self) -> str:
        """What is wrong with it; empty when nothing is."""
        return self._fault.text if not self._fault.isHidden() else ""

    def set_fault(self, text: str) -> None:
        """Say what is wrong under the field, or nothing for an empty text."""
        self._fault.set_state(State.WARNING, text)
        self._fault.setToolTip(text)
        self._fault.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    def _on_edited(self, *_: object) -> None:
        self.edited.emit(self.spec.key, self.value())

    def sizePolicy(self) -> QSizePolicy:
        """Return a policy that keeps the field as high as it must be."""
        return QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _number(text: str) -> Any:
    """Return an integer or a number where the text is one, else the text as it is."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _parsed(text: str, kind: Kind) -> Any:
    text = text.strip()
    if kind in ("words", "numbers"):
        words = [word.strip() for word in text.split(",") if word.strip()]
        return ([_number(w) for w in words] if kind == "numbers" else words) or None
    if not text:
        return None
    return _number(text) if kind == "number" else text


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_shown(part) for part in value)
    if not isinstance(value, float):
        return str(value)
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def _prompts(text: str) -> list[dict[str, Any]] | None:
    """Return the prompts that lines of a time and a sentence say."""
    lines = [line.strip().partition(" ") for line in text.splitlines() if line.strip()]
    return [{"at_s": _number(at), "text": said.strip()} for at, _, said in lines] or None


def _prompt_lines(value: Any) -> str:
    if not isinstance(value, list):
        return ""
    rows = [row for row in value if isinstance(row, dict)]
    return "\n".join(f"{_shown(row.get('at_s'))} {row.get('text', '')}" for row in rows)
