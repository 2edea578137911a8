"""The quality report of takes without a protocol; those of one have its step bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from liveness.datasets.take import TakeRecord
from liveness.widgets import wording
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .quiet_tool import QuietTool
from .take_report import take_faults

if TYPE_CHECKING:
    from .main_window import MainWindow


class ReportDesk(QuietTool):
    """Judges each take at once, and says what speaks against it.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.takes.take_added.connect(self._on_take)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """None: the retake has an action of its own."""
        return {}

    def _on_take(self, record: TakeRecord, _: str | None) -> None:
        root = self._window.takes.root
        # one that was cut off has its error on the screen already
        if root is None or record.protocol is not None or record.status != "complete":
            return
        self._window.view.messages.dismiss_action("record.retake")
        work = partial(take_faults, root.take_path(record), record)
        self._window.background.run(work, partial(self._judged, record))

    def _judged(self, record: TakeRecord, faults: tuple[str, ...]) -> None:
        if not faults:
            return
        remedy = ""
        if record.bona_fide:
            self._window.cue.play("rejected")
        else:  # leaving out bad attacks would make them look better caught than they are
            remedy = self.tr("an attack counts all the same")
        self._window.view.messages.show_message(
            Message(
                self.tr("Take {id} is doubtful").format(id=record.id),
                "; ".join(wording.said(fault) for fault in faults),
                remedy,
                button=self.tr("Retake"),
                action="record.retake",
                state=State.WARNING,
            )
        )

    def close(self) -> None:
        """Nothing runs."""
