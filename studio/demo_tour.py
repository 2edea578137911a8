"""The demo in the window: each take is opened, labelled, recorded and finalised for real."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from liveness.datasets.consent import Consent
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import Fault, verify_root
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .demonstration import SECONDS, DemoTake, ensure_consents, plan, presentation

if TYPE_CHECKING:
    from .main_window import MainWindow

WAIT_MS = 50

SETTLE_FRAMES = 30
"""Frames that are shown before a take begins, so that the signals have seen the scene."""

PATIENCE_S = 60.0
"""A take that needs longer than this is given up, seconds."""


class DemoTour(QObject):
    """Records a plan of takes one after the other.

    Parameters
    ----------
    window
        The window that records.
    root
        The dataset.
    subjects, takes, seed
        As the command ``demo`` has them.
    """

    def __init__(
        self, window: MainWindow, root: Path, *, subjects: int, takes: int, seed: int
    ) -> None:
        super().__init__(window)
        self._window, self._path, self._subjects = window, root, subjects
        self._plan = plan(subjects, takes, seed)
        self._consents: dict[int, Consent] = {}
        self._done: list[TakeRecord] = []
        self._row: DemoTake | None = None
        self._waited_s = 0.0
        self.exit_when_done = False
        self.exit_code = 1
        self._timer = QTimer(self)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._on_wait)
        window.takes.take_added.connect(self._on_take)

    @property
    def done(self) -> int:
        """Number of takes that are finished."""
        return len(self._done)

    def start(self) -> None:
        """Open the dataset and begin."""
        self._window.view.record.seconds.setValue(round(SECONDS))
        self._window.controller.countdown_s = 1.0
        self._window.sources.refresh()
        self._window.takes.open_root(self._path, self._on_root)

    def _on_root(self) -> None:
        root = self._window.takes.root
        assert root is not None
        work = partial(ensure_consents, root, self._subjects)
        self._window.background.run(work, self._on_consents)

    def _on_consents(self, consents: dict[int, Consent]) -> None:
        self._consents = consents
        self._window.view.form.set_consents(consents.values())
        self._next()

    def _next(self) -> None:
        if len(self._done) == len(self._plan):
            self._finish()
            return
        self._row = row = self._plan[len(self._done)]
        label = presentation(row)
        site = self._window.view.form.site.text()
        privacy = self._window.view.form.draft().privacy
        self._window.view.form.set_draft(
            PresentationDraft(
                label.subject or "",
                self._consents[row.subject].id,
                "DEMO-O1",
                label.species,
                label.pai or "",
                label.target or "",
                site,
                "",
                label.conditions.lighting or "",
                label.conditions.distance_mm,
                privacy,
            )
        )
        self._window.sources.start(f"demo:{row.scene}?subject={row.shown}&seed={row.seed}")
        self._waited_s = 0.0
        self._timer.start()

    def _on_wait(self) -> None:
        """Begin the take once its scene has been seen for a second."""
        self._waited_s += WAIT_MS / 1000
        snapshot = self._window.feed.snapshot
        if snapshot is not None and snapshot.frame.index >= SETTLE_FRAMES:
            if self._window.controller.phase in ("idle", "failed"):
                self._timer.stop()
                self._window.takes.toggle()
        elif self._waited_s > PATIENCE_S:
            self._timer.stop()
            self._say(self.tr("The demo stopped: its camera gave no picture."))

    def _on_take(self, record: TakeRecord, _: str | None) -> None:
        self._done.append(record)
        self._next()

    def _finish(self) -> None:
        root = self._window.takes.root
        assert root is not None
        self._window.view.activity.set_activity(self.tr("Verifying the takes\u2026"))
        self._window.background.run(partial(_verify, root), self._on_verified)

    def _on_verified(self, faults: list[Fault]) -> None:
        bad = [fault for fault in faults if fault.severity == "error"]
        self.exit_code = 1 if bad else 0
        if self.exit_when_done:
            self._window.close()
            return
        if bad:
            self._say(f"{bad[0].code}: {bad[0].path}: {bad[0].text}")
            return
        text = self.tr("{n} takes recorded and verified").format(n=len(self._done))
        where = str(self._path)
        self._window.view.messages.show_message(
            Message(text, where, self.tr("look on, or record your own"), state=State.BONA_FIDE)
        )

    def _say(self, text: str) -> None:
        self._window.view.messages.show_message(Message(text))
        if self.exit_when_done:
            self._window.close()


def _verify(root: DatasetRoot) -> list[Fault]:
    return list(verify_root(root))
