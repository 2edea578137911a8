"""Looks after the dataset in the window: recovery at the start, withdrawal, erasure."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from liveness.datasets.consent import Consent
from liveness.datasets.erasure.erasing import erase_subject, preview_erasure
from liveness.datasets.erasure.plan import ErasurePlan
from liveness.datasets.erasure.receipt import Receipt
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.recovery import StartUp, needs_start_up, start_up
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State
from liveness.widgets.withdraw_dialog import WithdrawDialog

from .background import Background
from .collect_view import CollectView
from .record_desk import RecordDesk
from .taking import generator

T = TypeVar("T")


class CareDesk(QObject):
    """Runs what must not run beside a recording, with progress and a way to stop it.

    Parameters
    ----------
    view, takes, background
        What it works on.
    """

    def __init__(
        self,
        view: CollectView,
        takes: RecordDesk,
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._takes, self._background = view, takes, background
        self._seen: DatasetRoot | None = None
        self._running: threading.Event | None = None
        self._cancel = threading.Event()
        self._state = (0, 0, "")
        takes.root_changed.connect(self._on_root)
        takes.withdrawal_requested.connect(self.ask_withdrawal)
        view.activity.cancel_requested.connect(self._cancel.set)

    @property
    def busy(self) -> bool:
        """Whether recovery or erasure is at work."""
        return self._running is not None

    def tick(self) -> None:
        """Show how far the work is."""
        if self._running is None:
            return
        done, of, what = self._state
        text = self.tr("Stopping\u2026") if self._cancel.is_set() else what
        self._view.activity.set_activity(
            text, done / of if of else None, cancellable=not self._cancel.is_set()
        )

    def close(self, limit_s: float = 30.0) -> None:
        """Stop the work where it can go on later, and wait for it."""
        self._cancel.set()
        if self._running is not None:
            self._running.wait(limit_s)

    # recovery

    def _on_root(self, _: str) -> None:
        root = self._takes.root
        if root is None or root is self._seen:
            return
        self._seen = root
        self._background.run(partial(needs_start_up, root), self._on_needed)

    def _on_needed(self, needed: bool) -> None:
        if needed:
            self.recover()

    def recover(self) -> None:
        """Finish what a crash has left: an erasure, takes."""
        root = self._takes.root
        if root is None or not self._may_begin():
            return
        journals = {path.stem for path in root.unfinished()}

        def tell(done: int, of: int, what: str) -> None:
            if what in journals:
                what = self.tr("Recovering take {n} of {of}").format(n=done + 1, of=of)
            self._tell(done, of, what)

        self._run(
            self.tr("Recovering takes"),
            self.tr("To record, wait until the interrupted takes are recovered."),
            partial(start_up, root, tell, self._cancel.is_set),
            self._on_recovered,
        )

    def _on_recovered(self, result: StartUp) -> None:
        self._takes.reload()
        for failure in result.failures:
            self._show_error(failure.error)
        if result.fault is not None:
            self._show_error(result.fault)
        if result.receipt is not None:
            self._show_receipt(result.receipt)
        if result.takes:
            count, lost = len(result.takes), result.frames_known_lost
            self._say(
                self.tr("{n} interrupted takes were recovered").format(n=count)
                if count != 1
                else self.tr("An interrupted take was recovered"),
                self.tr("{n} of their frames are known to be lost").format(n=lost)
                if lost
                else self.tr("no frame is known to be lost"),
                state=State.WARNING if lost else State.BONA_FIDE,
            )
        if result.waiting:
            self._say(
                self.tr("Takes still wait to be recovered"),
                self.tr("{n} in incoming").format(n=result.waiting),
                button=self.tr("Recover"),
                action="dataset.recover",
            )

    # withdrawal

    def ask_withdrawal(self) -> None:
        """Ask which consent is withdrawn, and whether its subject is erased."""
        root = self._takes.root
        consents = [] if root is None else list(root.consents)
        if root is None or not consents:
            self._say(self.tr("There is no consent to withdraw"), state=State.UNDECIDED)
            return
        subject = self._view.form.subject.text().strip()
        dialog = WithdrawDialog(consents, subject, parent=self._view.window())
        dialog.counted.connect(partial(self._count, root, dialog))
        dialog.withdraw_requested.connect(partial(self.withdraw, erase=False))
        dialog.erase_requested.connect(partial(self.withdraw, erase=True))
        dialog.ask_count()
        dialog.open()

    def _count(self, root: DatasetRoot, dialog: WithdrawDialog, subject: str) -> None:
        """Count what would go in a thread; the dialog may be closed meanwhile."""
        alive = [True]
        dialog.destroyed.connect(lambda: alive.clear())

        def show(text: str) -> None:
            if alive:
                dialog.set_count(subject, text)

        def work() -> ErasurePlan | None:
            try:
                return preview_erasure(root, subject)
            except UsageError:
                return None

        self._background.run(work, lambda plan: show(self._told(plan)))

    def _told(self, plan: ErasurePlan | None) -> str:
        if plan is None:
            return self.tr("nothing of this subject is here")
        frames = sum(take.frames for take in plan.takes)
        return self.tr("{what}, {size:.1f} MB").format(
            what=self._many(len(plan.takes), frames), size=plan.bytes / 1e6
        )

    def _many(self, takes: int, frames: int) -> str:
        one = self.tr("1 take, {frames} frames")
        return (one if takes == 1 else self.tr("{takes} takes, {frames} frames")).format(
            takes=takes, frames=frames
        )

    def withdraw(self, id_: str, *, erase: bool) -> None:
        """Withdraw a consent, and erase its subject when that was confirmed."""
        root = self._takes.root
        if root is None or not self._may_begin():
            return

        def work() -> Receipt | Consent:
            consent = root.consents.withdraw(id_)
            if not erase:
                return consent
            return erase_subject(
                root,
                consent.subject,
                reason="consent withdrawn",
                generator=generator(),
                progress=self._tell,
                cancelled=self._cancel.is_set,
            )

        self._run(
            self.tr("Erasing") if erase else self.tr("Withdrawing"),
            self.tr("To record, wait until the erasure has ended."),
            work,
            self._on_withdrawn,
        )

    def _on_withdrawn(self, result: Receipt | Consent) -> None:
        self._takes.reload()
        if isinstance(result, Receipt):
            self._show_receipt(result)
        else:
            self._say(
                self.tr("The consent is withdrawn"),
                self.tr("its takes stay until they are erased"),
                state=State.UNDECIDED,
            )

    def _show_receipt(self, receipt: Receipt) -> None:
        found = receipt.scan.found if receipt.scan is not None else ()
        if found:
            places = ", ".join(f"{item.path} ({item.kind})" for item in found[:3])
            more = self.tr(" and {n} more").format(n=len(found) - 3) if len(found) > 3 else ""
            self._say(
                self.tr("The erasure is done, but copies were found"),
                places + more,
                self.tr("remove them, then search again"),
                button=self.tr("Search again"),
                action="dataset.recover",
            )
            return
        count = receipt.counts
        self._say(
            self.tr("Erased: {what}").format(what=self._many(count["takes"], count["frames"])),
            self.tr("every byte of the dataset was searched, nothing is left"),
            self.tr("receipt {id} in erasure_log.jsonl").format(id=receipt.id),
            state=State.BONA_FIDE,
        )

    # work

    def _may_begin(self) -> bool:
        if self._takes.working or self.busy:
            self._say(
                self.tr("This has to wait"),
                self.tr("a take is recorded or its file is made")
                if self._takes.working
                else self.tr("another work on the dataset has not ended"),
                state=State.UNDECIDED,
            )
            return False
        return True

    def _run(
        self, what: str, why: str, work: Callable[[], T], done: Callable[[T], None]
    ) -> None:
        """Run work during which nothing is recorded."""
        ended = self._running = threading.Event()
        self._cancel.clear()
        self._state = (0, 0, what)
        self._takes.held = why

        def run() -> T:
            try:
                return work()
            finally:
                ended.set()

        def end() -> None:
            self._running = None
            self._takes.held = ""
            self._view.activity.clear()

        def good(result: T) -> None:
            end()
            done(result)

        def bad(error: LivenessError) -> None:
            end()
            self._takes.reload()
            self._show_error(error)

        self._background.run(run, good, bad)

    def _tell(self, done: int, of: int, what: str) -> None:
        """Note how far the work is; called in its thread."""
        self._state = (done, of, what[:1].upper() + what[1:])

    def _show_error(self, error: LivenessError) -> None:
        again = error.code == "E-ERA-03" and "nothing" not in error.measured
        button = self.tr("Go on") if again else ""
        action = "dataset.recover" if again else ""
        self._view.messages.show_message(Message.of(error, button=button, action=action))

    def _say(
        self,
        what: str,
        measured: str = "",
        remedy: str = "",
        *,
        button: str = "",
        action: str = "",
        state: State = State.WARNING,
    ) -> None:
        self._view.messages.show_message(
            Message(what, measured, remedy, button=button, action=action, state=state)
        )
