"""The fusion of the Calibrate page: fitted here, opened from a profile, or exported as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from liveness.capture.fusion import FusionWeights
from liveness.capture.profiled import weights_of
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.metrics import Rule
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrating import Wish, calibrate, with_thresholds
from liveness.studio.layouts import Workbench
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .board import FUSED
from .export_dialog import ExportDialog
from .jobs import Jobs, Step
from .state import CalibrateState


class Fitting(QObject):
    """Which profile decides on the page.

    Parameters
    ----------
    page
        Parent of the dialogs.
    bench, state, jobs
        Of the page.
    workers
        Processes that score takes.
    """

    def __init__(
        self,
        page: QWidget,
        bench: Workbench,
        state: CalibrateState,
        jobs: Jobs,
        workers: int,
    ) -> None:
        super().__init__(page)
        self._page, self._bench, self._state, self._jobs = page, bench, state, jobs
        self._workers = workers
        self._root: DatasetRoot | None = None

    def set_root(self, root: DatasetRoot | None) -> None:
        """Fit to another dataset; a profile that is open stays, to be judged there."""
        self._root = root

    def _error(self, error: LivenessError) -> None:
        self._bench.messages.show_message(Message.of(error))

    # a profile comes

    def fit(self, rule: str) -> None:
        """Fit fusion, calibration and operating point, validated on other people."""
        if self._root is None:
            return
        try:
            wish = Wish(Rule.parse(rule), author=self._bench.settings.operator or None)
        except LivenessError as error:
            self._error(error)
            return
        work = partial(_fit, self._root, wish, self._workers)
        self._jobs.run(self._page.tr("Fitting"), work, self.use)

    def ask_profile(self) -> None:
        """Let the user choose a profile, without blocking the window."""
        dialog = QFileDialog(self._page, self._page.tr("Profile"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._page.tr("Profiles (*.json)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_profile)
        dialog.open()

    def open_profile(self, path: str) -> None:
        """Let a profile decide."""
        try:
            self.use(Profile.load(Path(path)))
        except LivenessError as error:
            self._error(error)

    def use(self, profile: Profile) -> None:
        """Let a profile decide, as a step that can be taken back."""
        self._change(profile, self._page.tr("use the profile {id}").format(id=profile.id))
        if beyond := self.beyond():
            fault = beyond[0]
            self._bench.messages.show_message(
                Message(
                    f"{fault[0].upper()}{fault[1:]}",
                    self._page.tr("profile {id}").format(id=profile.id),
                    self._page.tr("its error rates do not hold here: fit it to these takes"),
                )
            )

    def drop(self) -> None:
        """Go back to the uncalibrated fusion, as a step that can be taken back."""
        if self._state.profile is not None:
            self._change(None, self._page.tr("put the profile away"))

    def _change(self, profile: Profile | None, text: str) -> None:
        state, board = self._state, self._state.board
        if board is None:
            return
        before, kept = state.profile, dict(state.thresholds)
        weights, factors = board.weights, board.factors
        mine = FusionWeights.prior() if profile is None else weights_of(profile)
        moved = {FUSED: mine.accept, **({} if profile is None else profile.thresholds)}

        def put(
            shown: Profile | None,
            used: FusionWeights,
            tried: dict[str, float],
            thresholds: dict[str, float],
        ) -> None:
            state.profile = shown
            state.put_thresholds(thresholds)
            if state.board is not None:
                state.set_board(replace(state.board, weights=used, factors=tried))

        apply: Callable[[], None] = partial(put, profile, mine, {}, moved)
        state.change(text, apply, partial(put, before, weights, dict(factors), kept))

    def beyond(self) -> list[str]:
        """Return how many takes lie outside of the profile's limits, and why."""
        profile, board = self._state.profile, self._state.board
        if profile is None or board is None:
            return []
        found = Counter(
            fault
            for row in board.rows
            for fault in profile.limits.faults(row.camera, row.lighting)
        )
        told = [f"{n} of {len(board.rows)} takes: {why}" for why, n in sorted(found.items())]
        expired = profile.expired()
        return told if expired is None else [*told, expired]

    # a profile goes

    def ask_export(self) -> None:
        """Ask for author, expiry and file."""
        profile, board = self._state.profile, self._state.board
        if profile is None or board is None:
            return
        if board.tried or board.replaced:
            self._error(
                UsageError(
                    "E-CAL-05",
                    "what is tried out is in no profile",
                    "weights or parameters are changed",
                    "set them back, or fit anew, then export",
                )
            )
            return
        text = self._page.tr("Profile {id}: threshold {threshold:.3f} nat, {rule}.").format(
            id=profile.id,
            threshold=self._state.thresholds[FUSED],
            rule=profile.operating_point.rule,
        )
        if self._state.thresholds[FUSED] != profile.operating_point.threshold:
            text += " " + self._page.tr(
                "It was moved by hand: the error rates are measured anew at it, on the people "
                "who checked the fit."
            )
        dialog = ExportDialog(self._bench.settings.operator, text, parent=self._page)
        dialog.wished.connect(self.export)
        dialog.open()

    def export(self, path: str, author: str, expires: date | None) -> None:
        """Write the profile with the thresholds as they are set now."""
        profile, board = self._state.profile, self._state.board
        if profile is None or board is None:
            return
        try:
            made = with_thresholds(
                profile,
                board.rows,
                self._state.thresholds,
                author=author or None,
                expires=expires,
            ).save(Path(path))
        except LivenessError as error:
            self._error(error)
            return
        rates = made.validation.rates
        worst = "no attack" if rates.apcer is None else rates.apcer.words()
        text = self._page.tr("Profile {id} is written to {path}").format(id=made.id, path=path)
        fact = self._page.tr("checked on other people: APCER {apcer}; BPCER {bpcer}").format(
            apcer=worst, bpcer=rates.bpcer.words()
        )
        self._bench.messages.show_message(Message(text, fact, state=State.BONA_FIDE))


def _fit(root: DatasetRoot, wish: Wish, workers: int, step: Step) -> Profile:
    profile, _ = calibrate(root, wish, workers=workers, on_done=step)
    return profile
