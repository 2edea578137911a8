"""What a subject may tell of themselves, and need not: age band, sex, skin tone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QGroupBox, QLabel, QVBoxLayout, QWidget

from liveness.datasets.groups import TONES, AgeBand, GroupAttributes, Sex

from . import theme


class GroupFields(QGroupBox):
    """Fields that are closed until the subject opens them; what is left out is not told."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("I want to say more of myself (voluntary)"))
        self.setAccessibleName(self.title())
        self.setCheckable(True)
        self.setChecked(False)
        self._why = QLabel()
        self._why.setWordWrap(True)
        self.age_band = self._field(self.tr("Age band"), get_args(AgeBand))
        self.sex = self._field(self.tr("Sex"), get_args(Sex))
        tones = [
            f"{scale} {number}"
            for scale, most in TONES.items()
            for number in range(1, most + 1)
        ]
        self.skin = self._field(self.tr("Skin tone (1 is lightest)"), tones)
        self._form = QFormLayout()
        for field in (self.age_band, self.sex, self.skin):
            self._form.addRow(field.accessibleName(), field)
        self._inner = QWidget()
        self._inner.setLayout(self._form)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._why)
        layout.addWidget(self._inner)
        self._inner.setVisible(False)
        self.toggled.connect(self._inner.setVisible)
        self.toggled.connect(lambda *_: self.changed.emit())

    def _field(self, name: str, values: tuple[str, ...] | list[str]) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(name)
        field.addItem(self.tr("not told"), None)
        for value in values:
            field.addItem(self.tr(value), value)
        field.currentIndexChanged.connect(lambda *_: self.changed.emit())
        return field

    def set_words(self, why: str, words: Mapping[str, str]) -> None:
        """Say what it is for, and name the fields, in the subject's language.

        Parameters
        ----------
        why
            What it is for.
        words
            As `ConsentText.words` has them; what is missing keeps the window's own word.
        """
        self._why.setText(why)
        self.setTitle(words.get("more", self.tr("I want to say more of myself (voluntary)")))
        self.setAccessibleName(self.title())
        names = (
            ("age_band", self.age_band, self.tr("Age band")),
            ("sex", self.sex, self.tr("Sex")),
            ("skin_tone", self.skin, self.tr("Skin tone (1 is lightest)")),
        )
        for word, field, own in names:
            field.setAccessibleName(words.get(word, own))
            label = self._form.labelForField(field)
            if isinstance(label, QLabel):
                label.setText(field.accessibleName())
            for i in range(field.count()):
                value = field.itemData(i)
                own_value = self.tr(value) if value else self.tr("not told")
                field.setItemText(i, words.get(value or "not_told", own_value))

    def attributes(self, consent: str) -> GroupAttributes | None:
        """Return what was told, with the consent of this id; ``None`` for nothing."""
        values = [field.currentData() for field in (self.age_band, self.sex, self.skin)]
        if not self.isChecked() or not any(values):
            return None
        age_band, sex, skin = values
        scale, _, tone = (skin or "").partition(" ")
        return GroupAttributes(
            age_band=age_band,
            sex=sex,
            skin_scale=scale or None,
            skin_tone=int(tone) if tone else None,
            consent=consent,
        )
