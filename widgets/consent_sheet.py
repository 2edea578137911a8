"""The part of a consent that the subject reads, ticks and signs, in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.consent import SCOPES, Scope
from liveness.datasets.consent_text import ConsentText, Statement

from . import theme
from .group_fields import GroupFields

UNTIL = "yyyy-MM-dd"


class TickLine(QWidget):
    """A check box whose text breaks into lines; a click on the text ticks it."""

    toggled = Signal(bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setFont(theme.font(14))
        self._text.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.box.toggled.connect(self.toggled)

    def set_text(self, text: str) -> None:
        """Show another statement."""
        self._text.setText(text)
        self.box.setAccessibleName(text)

    @property
    def text(self) -> str:
        """The statement."""
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick by a click on the text."""
        if watched is self._text and event.type() == QEvent.Type.MouseButtonRelease:
            self.box.toggle()
        return super().eventFilter(watched, event)


class ConsentSheet(QWidget):
    """Shows a `ConsentText`; nothing is ticked beforehand.

    Parameters
    ----------
    texts
        Texts to choose from; the first one is shown.
    """

    changed = Signal()
    own_text_requested = Signal()
    """The site's own text, in a file, is to be shown."""

    def __init__(self, texts: Sequence[ConsentText], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = list(texts)
        self.chooser = QComboBox()
        self.own = QPushButton(self.tr("Own text\u2026"))
        self._title = QLabel()
        self._body = QLabel()
        names: tuple[Statement, ...] = (*SCOPES, "retention")
        self.ticks: dict[Statement, TickLine] = {name: TickLine() for name in names}
        self.until = QDateEdit(QDate.currentDate().addYears(2))
        self._sign, self._id = QLabel(), QLabel()
        self.signature = QLineEdit()
        self.groups = GroupFields()
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        self.chooser.setAccessibleName(self.tr("Language of the text"))
        self.own.setAccessibleName(self.tr("Show the site's own text from a file"))
        self.own.setAutoDefault(False)
        self._title.setFont(theme.font(16, bold=True))
        self._title.setWordWrap(True)
        for label in (self._body, self._sign):
            label.setWordWrap(True)
            label.setFont(theme.font(14))
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat(UNTIL)
        self.until.setMinimumDate(QDate.currentDate())
        self.until.setAccessibleName(self.tr("Last day on which takes may be kept"))
        self.signature.setAccessibleName(self.tr("Id of the subject, as a signature"))
        self.signature.setPlaceholderText(self.tr("id"))
        top = QHBoxLayout()
        top.addWidget(self.chooser, 1)
        top.addWidget(self.own)
        days = QHBoxLayout()
        days.addWidget(self.ticks["retention"], 1)
        days.addWidget(self.until, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP)
        column.addWidget(self._title)
        column.addWidget(self._body)
        for name, line in self.ticks.items():
            if name != "retention":
                column.addWidget(line)
        column.addLayout(days)
        column.addWidget(self.groups)
        column.addWidget(self._sign)
        sign = QFormLayout()
        sign.addRow(self._id, self.signature)
        column.addLayout(sign)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.chooser.currentIndexChanged.connect(self._show)
        self.own.clicked.connect(self.own_text_requested)
        self.until.dateChanged.connect(self._show)
        self.signature.textChanged.connect(lambda *_: self.changed.emit())
        self.groups.changed.connect(self.changed)
        for line in self.ticks.values():
            line.toggled.connect(lambda *_: self.changed.emit())

    def _fill(self) -> None:
        self.chooser.blockSignals(True)
        self.chooser.clear()
        for text in self._texts:
            self.chooser.addItem(
                self.tr("{name} \u2013 {id}, version {version}").format(
                    name=text.name, id=text.id, version=text.version
                )
            )
        self.chooser.blockSignals(False)
        self._show()

    @property
    def text(self) -> ConsentText | None:
        """The text that is shown."""
        index = self.chooser.currentIndex()
        return self._texts[index] if 0 <= index < len(self._texts) else None

    @property
    def scope(self) -> tuple[Scope, ...]:
        """What is ticked."""
        return tuple(name for name in SCOPES if self.ticks[name].box.isChecked())

    @property
    def retain_until(self) -> date:
        """Last day on which takes may be kept: today where that line is not ticked."""
        ticked = self.ticks["retention"].box.isChecked()
        day = self.until.date() if ticked else QDate.currentDate()
        return date(day.year(), day.month(), day.day())

    def choose(self, language: str) -> bool:
        """Show the first text in a language; return whether there is one."""
        for i, text in enumerate(self._texts):
            if text.language == language:
                self.chooser.setCurrentIndex(i)
                return True
        return False

    def add_text(self, text: ConsentText) -> None:
        """Show one more text, before the others."""
        self._texts = [text, *(old for old in self._texts if old.key != text.key)]
        self._fill()

    def _show(self, *_: object) -> None:
        """Show the chosen text; what was ticked under another one was not said of this one."""
        text = self.text
        if text is None:
            return
        self._title.setText(text.title)
        self._body.setText("\n\n".join(text.paragraphs))
        until = self.until.date().toString(UNTIL)
        for name, line in self.ticks.items():
            said = text.statements[name].replace("{until}", until)
            if line.text and line.text != said:
                line.box.setChecked(False)
            line.set_text(said)
        self._sign.setText(text.signature)
        self._id.setText(text.words.get("id", self.tr("Id")))
        self.groups.set_words(text.voluntary, {str(k): v for k, v in text.words.items()})
        self.changed.emit()
