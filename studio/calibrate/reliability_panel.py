"""Whether the scores mean what they say: reliability, Brier score and Cllr."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from liveness.datasets.metrics import Trials, brier, information, reliability
from liveness.widgets import theme
from liveness.widgets.reliability_plot import ReliabilityPlot

from .panels import StatePanel
from .state import CalibrateState


class ReliabilityPanel(StatePanel):
    """Shows how far confidences can be believed, of what is looked at."""

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(state, parent=parent)
        self.plot = ReliabilityPlot()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(12, tabular=True))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setAccessibleName(self.tr("Reliability in words"))
        row = QHBoxLayout()
        row.addWidget(self.plot, 3)
        row.addWidget(self.words, 2)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Compute again for what is looked at."""
        view = self.state.view
        if view is None:
            self.plot.set_bins(())
            self.words.clear()
            return
        trials, about = self._fair(view.trials)
        try:
            bins = reliability(trials)
        except ValueError:  # one of the classes has no score
            self.plot.set_bins(())
            self.words.setText(about)
            return
        self.plot.set_bins(bins)
        told, worth = brier(trials), information(trials)
        lines = [
            about,
            self.tr("Brier score {score:.3f}; knowing nothing gives {nothing:.3f}.").format(
                score=told.score, nothing=told.knows_nothing
            ),
            self.tr(
                "The best monotone map of these very takes (isotonic, for diagnosis) would "
                "give {best:.3f}."
            ).format(best=told.isotonic),
            self.tr("Cllr {cllr:.3f} bit, of which calibration could win {loss:.3f}.").format(
                cllr=worth.cllr, loss=worth.calibration_loss
            ),
            self.tr("n = {n} takes that answered.").format(n=told.n),
        ]
        self.words.setText("\n".join(line for line in lines if line))

    def _fair(self, trials: Trials) -> tuple[Trials, str]:
        """Return the takes that a fitted profile has not seen, and say so."""
        board, profile = self.state.board, self.state.profile
        if board is None or profile is None or self.state.name != "fused":
            return trials, ""
        known = set(profile.parts.get("validate", ()))
        kept = [row.take in known for row in board.shown]
        if not any(kept):
            return trials, self.tr("None of these takes validated the profile.")
        text = self.tr("On takes of people whom the fit of {id} had not seen.")
        return trials.only(np.array(kept)), text.format(id=profile.id)
