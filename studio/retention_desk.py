"""Says when takes are there that may be kept no longer, as their subjects said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message

if TYPE_CHECKING:
    from .main_window import MainWindow


def overdue(root: DatasetRoot, today: date) -> dict[str, date]:
    """Return the subjects of whom takes are there that may be kept no longer, and since when.

    Of somebody with several consents the latest day counts, and none at all where one sets no
    limit.
    """
    days: dict[str, list[date | None]] = {}
    try:
        for consent in root.consents:
            days.setdefault(consent.subject, []).append(consent.retain_until)
    except LivenessError:  # verify names a damaged record
        return {}
    there = {take.subject for take in root.takes()}
    found: dict[str, date] = {}
    for subject, said in sorted(days.items()):
        limits = [day for day in said if day is not None]
        if len(limits) == len(said) and max(limits) < today and subject in there:
            found[subject] = max(limits)
    return found


class RetentionDesk(QObject):
    """Looks once for each dataset that is opened.

    Parameters
    ----------
    window
        The window that says so.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bench = window.layouts.bench
        self._seen: DatasetRoot | None = None
        self._bench.takes.root_changed.connect(self._on_root)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """It has no action of its own."""
        return {}

    def _on_root(self, _: str) -> None:
        root = self._bench.root
        if root is None or root is self._seen:
            return
        self._seen = root
        today = datetime.now(UTC).date()
        self._bench.background.run(partial(overdue, root, today), self._tell)

    def _tell(self, found: Mapping[str, date]) -> None:
        if not found:
            return
        who = ", ".join(list(found)[:3])
        if len(found) > 3:
            who = self.tr("{who} and {n} more").format(who=who, n=len(found) - 3)
        self._bench.messages.show_message(
            Message(
                self.tr("Takes of {who} may be kept no longer").format(who=who),
                self.tr("the last day was {day}").format(day=max(found.values()).isoformat()),
                self.tr("erase them, as the subjects were promised"),
                button=self.tr("Withdraw and erase\u2026"),
                action="consent.withdraw",
            )
        )

    def tick(self, _: Snapshot | None) -> None:
        """Nothing follows the pictures here."""

    def close(self) -> None:
        """Nothing is held."""
