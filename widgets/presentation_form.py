"""Who and what stands before the camera: the label of the next take, and its consent."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from liveness.datasets.consent import Consent
from liveness.datasets.species import SPECIES, Species

from . import theme
from .draft import PresentationDraft
from .elided_label import ElidedLabel
from .flow import tell_whole
from .state_label import StateLabel
from .theme import State

NEW_CONSENT = "\0new"
"""Data of the combo's entry that asks for a new record; no consent id can be this."""

LIGHTING = ("office", "daylight", "dim", "backlight", "screen")


class PresentationForm(QWidget):
    """Edits a `PresentationDraft`.

    Parameters
    ----------
    species
        What can be presented beside a live person.
    """

    changed = Signal()
    """Any field changed."""
    new_consent_requested = Signal(str)
    """A new consent record is wanted for this subject."""

    def __init__(
        self, species: Iterable[Species] = SPECIES, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._consents: dict[str, Consent] = {}
        self._wanted_consent = ""
        self.subject = self._line(self.tr("Subject"), self.tr("pseudonym"))
        self.consent = self._combo(self.tr("Consent"))
        self.operator = self._line(self.tr("Operator"), self.tr("pseudonym"))
        self.species = self._combo(self.tr("Presented"))
        self.pai = self._line(self.tr("PAI id"), self.tr("e.g. P7"))
        self.target = self._line(self.tr("Target"), self.tr("who is shown"))
        self.site = self._line(self.tr("Site"), self.tr("e.g. gate-2"))
        self.session = self._line(self.tr("Session"), self.tr("today's, if empty"))
        self.lighting = self._combo(self.tr("Lighting"))
        self.distance = QDoubleSpinBox()
        self.privacy = self._combo(self.tr("Keep"))
        self._hidden = PresentationDraft()
        self._problem = StateLabel(pixels=13, lines=2)
        self._fill_species(tuple(species))
        self._fill_rest()
        self._build()
        self._connect()
        self.set_consents(())
        self._on_species()

    def _line(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        field.setMinimumWidth(90)
        return field

    def _combo(self, name: str) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(name)
        field.setMinimumWidth(90)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        field.setSizeAdjustPolicy(policy)
        field.setMinimumContentsLength(10)
        tell_whole(field)
        return field

    def _fill_species(self, species: tuple[Species, ...]) -> None:
        """List bona fide first, then the species under headings of their families."""
        model = QStandardItemModel(self.species)
        first = QStandardItem(self.tr("Bona fide"))
        first.setData(None, Qt.ItemDataRole.UserRole)
        first.setToolTip(self.tr("a live, present person"))
        model.appendRow(first)
        bold = QFont(theme.font(13, bold=True))
        for family, members in groupby(species, key=lambda item: item.family):
            heading = QStandardItem(family.capitalize())
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(bold)
            model.appendRow(heading)
            for member in members:
                item = QStandardItem(member.title)
                item.setData(member.id, Qt.ItemDataRole.UserRole)
                item.setToolTip(member.id)
                model.appendRow(item)
        self.species.setModel(model)
        self.species.setMaxVisibleItems(18)
        self.species.view().setMinimumWidth(320)

    def _fill_rest(self) -> None:
        self.lighting.setEditable(True)
        self.lighting.addItems(["", *LIGHTING])
        line = self.lighting.lineEdit()
        if line is not None:
            line.setAccessibleName(self.tr("Lighting"))
        self.distance.setAccessibleName(self.tr("Distance"))
        self.distance.setRange(0, 1000)
        self.distance.setDecimals(0)
        self.distance.setSingleStep(5)
        self.distance.setSuffix(self.tr(" cm"))
        self.distance.setSpecialValueText(self.tr("unknown"))

        for mode, text, hint in (
            ("full", self.tr("Full pictures"), self.tr("every pixel of every frame")),
            (
                "face",
                self.tr("Face only"),
                self.tr("the face with a margin; nothing of frames without a face"),
            ),
            (
                "signals",
                self.tr("No pictures"),
                self.tr("landmarks and evidence, maps of at most 64 by 64"),
            ),
        ):
            self.privacy.addItem(text, mode)
            self.privacy.setItemData(
                self.privacy.count() - 1, hint, Qt.ItemDataRole.ToolTipRole
            )

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GRID + 2)
        fields: list[tuple[str, QWidget]] = [
            (self.tr("Subject"), self.subject),
            (self.tr("Consent"), self.consent),
            (self.tr("Operator"), self.operator),
            (self.tr("Presented"), self.species),
            (self.tr("PAI id"), self.pai),
            (self.tr("Target"), self.target),
            (self.tr("Site"), self.site),
            (self.tr("Session"), self.session),
            (self.tr("Lighting"), self.lighting),
            (self.tr("Distance"), self.distance),
            (self.tr("Keep"), self.privacy),
        ]
        for index, (name, field) in enumerate(fields):
            row, column = divmod(index, 3)
            label = ElidedLabel(name)
            label.setBuddy(field)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
        # the species' titles are the longest texts
        for column, share in ((1, 11), (3, 8), (5, 8)):
            grid.setColumnStretch(column, share)
        grid.addWidget(self._problem, 4, 0, 1, 6)
        grid.setRowStretch(5, 1)

    def _connect(self) -> None:
        for field in (
            self.subject, self.operator, self.pai, self.target, self.site, self.session,
        ):  # fmt: skip
            field.textChanged.connect(self._on_changed)
        self.subject.editingFinished.connect(self._offer_consents)
        self.species.currentIndexChanged.connect(self._on_species)
        self.consent.currentIndexChanged.connect(self._on_consent)
        self.lighting.currentTextChanged.connect(self._on_changed)
        self.distance.valueChanged.connect(self._on_changed)
        self.privacy.currentIndexChanged.connect(self._on_changed)

    def draft(self) -> PresentationDraft:
        """Return the fields as they stand."""
        attack = self.species.currentData() is not None
        consent = self.consent.currentData()
        return PresentationDraft(
            subject=self.subject.text().strip(),
            consent=consent if isinstance(consent, str) and consent != NEW_CONSENT else "",
            operator=self.operator.text().strip(),
            species=self.species.currentData(),
            pai=self.pai.text().strip() if attack else "",
            target=self.target.text().strip() if attack else "",
            site=self.site.text().strip(),
            session=self.session.text().strip(),
            lighting=self.lighting.currentText().strip(),
            distance_mm=self.distance.value() * 10 or None,
            privacy=self.privacy.currentData(),
            retain_until=self._hidden.retain_until,
            station=self._hidden.station,
        )

    def set_draft(self, draft: PresentationDraft) -> None:
        """Fill the fields without telling anybody until the end."""
        self.blockSignals(True)
        self.subject.setText(draft.subject)
        self.operator.setText(draft.operator)
        self.species.setCurrentIndex(max(0, self.species.findData(draft.species)))
        self.pai.setText(draft.pai)
        self.target.setText(draft.target)
        self.site.setText(draft.site)
        self.session.setText(draft.session)
        self.lighting.setCurrentText(draft.lighting)
        self.distance.setValue((draft.distance_mm or 0) / 10)
        self.privacy.setCurrentIndex(max(0, self.privacy.findData(draft.privacy)))
        self._hidden = draft
        for field in self.findChildren(QLineEdit):
            field.setCursorPosition(0)  # of a text that is too long its beginning is seen
        self._wanted_consent = draft.consent
        self._offer_consents()
        self.blockSignals(False)
        self._on_changed()

    def set_presented(
        self, species: str | None, lighting: str | None, distance_mm: float | None
    ) -> None:
        """Choose what is presented; a condition that is ``None`` stays as it stands."""
        self.species.setCurrentIndex(max(0, self.species.findData(species)))
        if lighting is not None:
            self.lighting.setCurrentText(lighting)
        if distance_mm is not None:
            self.distance.setValue(distance_mm / 10)

    def set_species(self, extra: Iterable[Species] = ()) -> None:
        """Offer species of a protocol beside those that ship; the choice stays."""
        chosen = self.species.currentData()
        self.species.blockSignals(True)
        self._fill_species((*SPECIES, *extra))
        self.species.setCurrentIndex(max(0, self.species.findData(chosen)))
        self.species.blockSignals(False)
        self._on_species()

    def set_consents(self, consents: Iterable[Consent], *, choose: str | None = None) -> None:
        """Offer other consent records; ``choose`` selects one by id."""
        self._consents = {consent.id: consent for consent in consents}
        if choose is not None:
            self._wanted_consent = choose
        self._offer_consents()
        self._on_changed()

    def _offer_consents(self) -> None:
        """List the records that are valid for the subject; the rest stay out of reach."""
        subject = self.subject.text().strip()
        valid = [
            consent
            for consent in self._consents.values()
            if consent.fault() is None and (not subject or consent.subject == subject)
        ]
        current = self.consent.currentData()
        wanted = self._wanted_consent or (current if current != NEW_CONSENT else "") or ""
        self.consent.blockSignals(True)
        self.consent.clear()
        if not valid:
            self.consent.addItem(self.tr("none yet"), "")
        for consent in valid:
            text = consent.id if subject else f"{consent.id} ({consent.subject})"
            self.consent.addItem(text, consent.id)
        self.consent.addItem(self.tr("New consent\u2026"), NEW_CONSENT)
        self.consent.setCurrentIndex(max(0, self.consent.findData(wanted)))
        self.consent.blockSignals(False)

    def consents_of(self, subject: str) -> tuple[Consent, ...]:
        """Return the records that are valid for a subject."""
        return tuple(
            consent
            for consent in self._consents.values()
            if consent.fault() is None and consent.subject == subject
        )

    def chosen_consent(self) -> Consent | None:
        """Return the record that is chosen, if there is one."""
        return self._consents.get(self.draft().consent)

    def missing(self) -> tuple[str, ...]:
        """Return the names of the fields that keep a take from beginning."""
        return self.draft().missing(self._consents)

    def problem(self) -> str:
        """Return what keeps a take from beginning as one sentence, or ``""``."""
        draft = self.draft()
        missing = draft.missing(self._consents)
        if not missing:
            return ""
        fault = draft.consent_fault(self._consents)
        if missing == ("consent",) and draft.consent and fault is not None:
            return self.tr("Consent {id}: {fault}.").format(id=draft.consent, fault=fault)
        words = {
            "subject": self.tr("subject (no spaces)") if draft.subject else self.tr("subject"),
            "consent": self.tr("consent"),
            "operator": self.tr("operator (no spaces)")
            if draft.operator
            else self.tr("operator"),
            "pai": self.tr("PAI id without spaces"),
            "target": self.tr("target without spaces"),
            "site": self.tr("site"),
            "session": self.tr("session name without spaces"),
        }
        return self.tr("To record, give: {list}.").format(
            list=", ".join(words[name] for name in missing)
        )

    def focus_missing(self, wanted: Iterable[str] = ()) -> None:
        """Go to the first field that keeps a take from beginning, if it is one of the form's.

        ``wanted`` are fields beyond those that every take needs, as a step asks for them.
        """
        missing = (*self.draft().missing(self._consents), *wanted)
        fields: dict[str, QWidget] = {
            "subject": self.subject,
            "consent": self.consent,
            "operator": self.operator,
            "pai": self.pai,
            "target": self.target,
            "site": self.site,
            "session": self.session,
        }
        for name in missing:
            if name in fields and fields[name].isEnabled():
                fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _on_species(self) -> None:
        attack = self.species.currentData() is not None
        for field in (self.pai, self.target):
            field.setEnabled(attack)
        self._on_changed()

    def _on_consent(self) -> None:
        if self.consent.currentData() == NEW_CONSENT:
            self.consent.setCurrentIndex(0)
            self.new_consent_requested.emit(self.subject.text().strip())
            return
        chosen = self._consents.get(self.consent.currentData() or "")
        if chosen is not None:
            self._wanted_consent = chosen.id
            if not self.subject.text().strip():
                self.subject.setText(chosen.subject)
                self._offer_consents()
        self._on_changed()

    def _on_changed(self) -> None:
        for line in self.findChildren(QLineEdit):
            line.setToolTip(line.text())
        for combo in (self.consent, self.species):
            combo.setToolTip(combo.currentText())
        problem = self.problem()
        if problem:
            self._problem.set_state(State.WARNING, problem)
        else:
            self._problem.set_state(State.BONA_FIDE, self.tr("The form is complete."))
        self._problem.setToolTip(problem)
        self.changed.emit()
