"""Checks the open dataset from the menu: progress, a way out, and the list of faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from liveness.datasets.errors import LivenessError
from liveness.datasets.findings import Fault
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.widgets.fault_window import FaultWindow
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .activities import Activity
from .protocols import shipped_protocols
from .quiet_tool import QuietTool

if TYPE_CHECKING:
    from .main_window import MainWindow

Found = tuple[DatasetRoot, list[Fault], int]


class VerifyDesk(QuietTool):
    """A tool of the window: verifies the dataset and shows what to do about it.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._activity: Activity | None = None
        self.window: FaultWindow | None = None

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"dataset.verify": self.verify}

    def verify(self) -> None:
        """Check every checksum of the open dataset, in the background; one check at a time."""
        root = self._window.takes.root
        if root is None:
            self._window.view.messages.show_message(
                Message(self.tr("Open a dataset first"), state=State.UNDECIDED)
            )
            return
        if self._activity is not None:
            return
        # Cancel is looked at between two takes
        activity = self._window.activities.begin(
            self.tr("Checking the dataset\u2026"), lambda: None
        )
        self._activity = activity
        text = self.tr("Checking take {done} of {total}")

        def tell(done: int, total: int, _: str) -> None:
            if activity.cancelled:
                raise LivenessError("E-CMD-03", "the work was cancelled")
            activity.tell(done, total, text.format(done=done, total=total))

        self._window.background.run(
            partial(_verify, root, tell), self._found, partial(self._failed, activity)
        )

    def _failed(self, activity: Activity, error: LivenessError) -> None:
        activity.end()
        self._activity = None
        if error.code == "E-CMD-03":
            self._window.view.messages.show_message(
                Message(self.tr("The check was cancelled"), state=State.UNDECIDED)
            )
        else:
            self._window.show_error(error)

    def _found(self, found: Found) -> None:
        root, faults, takes = found
        if self._activity is not None:
            self._activity.end()
            self._activity = None
        if root is not self._window.takes.root:
            return  # another dataset was opened meanwhile
        if self.window is None:
            self.window = FaultWindow(parent=self._window)
            self.window.again_requested.connect(self.verify)
            self.window.recover_requested.connect(self._recover)
        self.window.set_faults(faults, takes)
        self.window.show()
        self.window.raise_()

    def _recover(self) -> None:
        self._window.actions_by_id["dataset.recover"].trigger()

    def close(self) -> None:
        """Stop the check and hide the list."""
        if self._activity is not None:
            self._activity.cancelled = True
        if self.window is not None:
            self.window.hide()


def _verify(root: DatasetRoot, tell: Callable[[int, int, str], None]) -> Found:
    faults = verify_root(root, tell, protocols=shipped_protocols())
    return root, faults, len(root.takes())
