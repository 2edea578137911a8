"""Which fusion is in use: fit one, open one, try its weights, export it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.profile import Profile
from liveness.widgets import theme
from liveness.widgets.flow import flow

from .state import CalibrateState
from .what_if import WhatIf


class FusionPanel(QWidget):
    """Shows the fusion in use and its weights.

    Parameters
    ----------
    state
        What is looked at.
    """

    fit = Signal()
    open = Signal()
    export = Signal()
    drop = Signal()
    """The profile is to be put away."""

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(12))
        self.words.setAccessibleName(self.tr("Fusion in use"))
        self.what_if = WhatIf()
        self.fit_button = QPushButton(self.tr("Fit by the rule"))
        self.open_button = QPushButton(self.tr("Open\u2026"))
        self.export_button = QPushButton(self.tr("Export\u2026"))
        self.drop_button = QPushButton(self.tr("Put away"))
        tips = (
            self.tr("Fit fusion, calibration and threshold to these takes; other people check"),
            self.tr("Open a profile"),
            self.tr("Write the profile with its thresholds as they are set now"),
            self.tr("Go back to the uncalibrated fusion"),
        )
        buttons = (self.fit_button, self.open_button, self.export_button, self.drop_button)
        signals = (self.fit, self.open, self.export, self.drop)
        rows = zip(buttons, tips, signals, strict=True)
        for button, tip, signal in rows:
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.clicked.connect(signal)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        for widget in (self.words, self.what_if):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(flow(buttons))
        layout.addWidget(scroll, 1)
        self.refresh()

    def refresh(self) -> None:
        """Show the fusion as it is now."""
        board, profile = self._state.board, self._state.profile
        self.words.setText(
            self.tr("Uncalibrated fusion: prior weights, no profile yet.")
            if profile is None
            else "\n".join(profile_words(profile, self))
        )
        some = board is not None and bool(board.rows)
        self.fit_button.setEnabled(some)
        self.open_button.setEnabled(some)
        self.export_button.setEnabled(profile is not None)
        self.drop_button.setEnabled(profile is not None)
        self.what_if.setVisible(board is not None)
        if board is not None:
            self.what_if.set_weights(board.weights, board.factors)


def profile_words(profile: Profile, speaker: QWidget) -> list[str]:
    """Return what a profile is, a sentence a line.

    Parameters
    ----------
    profile
        The profile.
    speaker
        Whose translations are used.
    """
    rates, point = profile.validation.rates, profile.operating_point
    worst = "no attack" if rates.apcer is None else rates.apcer.words()
    text = speaker.tr("Profile {id}: {rule} at {threshold:.3f} nat, fitted to {n} takes.")
    lines = [
        text.format(
            id=profile.id,
            rule=point.rule,
            threshold=point.threshold,
            n=len(profile.parts.get("fit", ())),
        ),
        speaker.tr("Checked on other people: APCER {apcer}; BPCER {bpcer}.").format(
            apcer=worst, bpcer=rates.bpcer.words()
        ),
    ]
    lines += [f"{note[0].upper()}{note[1:]}." for note in profile.notes]
    expired = profile.expired()
    return lines if expired is None else [*lines, f"{expired[0].upper()}{expired[1:]}."]
