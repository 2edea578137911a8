"""Everything about takes in the window: dataset, consents, the form, recording, the table."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from liveness.capture.engine import Health, LiveEngine
from liveness.datasets.agreeing import store_consent
from liveness.datasets.consent import Consent
from liveness.datasets.consent_text import ConsentText
from liveness.datasets.errors import LivenessError
from liveness.datasets.groups import GroupAttributes
from liveness.datasets.session import PRIVACY_MODES, PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice, TakeRecord
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.message_bar import Message
from liveness.widgets.record_bar import RecordReading, countdown_number
from liveness.widgets.theme import State

from .asked import Asked, make_request, session_name
from .background import Background
from .collect_view import CollectView
from .consent_desk import ask_consent
from .session_controller import COUNTDOWN_S, Happened, SessionController
from .settings import Settings

DEFAULT_ROOT = Path.home() / "liveness-dataset"
"""Where takes go until another folder is chosen; made with the first consent."""


class RecordDesk(QObject):
    """Connects form, record bar, take table and session controller.

    Parameters
    ----------
    view, settings, controller, background
        What it works on.
    """

    root_changed = Signal(str)
    """Path of the dataset that takes go to."""
    withdrawal_requested = Signal()
    """A consent is to be withdrawn."""
    held_back = Signal()
    """Somebody wanted to record, and the checklist holds the start."""
    take_added = Signal(object, object)
    """The `TakeRecord` of a take that was just finished, and the id of the one it replaces."""

    def __init__(
        self,
        view: CollectView,
        settings: Settings,
        controller: SessionController,
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._settings = view, settings
        self._controller, self._background = controller, background
        self._engine: LiveEngine | None = None
        self._root: DatasetRoot | None = None
        self._lock = contextlib.ExitStack()
        self._session = ""
        self.held = ""
        """Why recording has to wait, as one sentence; empty when it has not."""
        self.undecided = ""
        """A question that comes before any take, as one sentence; empty without one."""
        self.preflight = ""
        """What of the checklist holds the start, as one sentence; empty when nothing does."""
        self.override = ""
        """Why the next take begins although the checklist is not green."""
        self.asked: Asked | None = None
        """What the protocol asks for; ``None`` records what the form says."""
        view.form.set_draft(
            PresentationDraft(
                operator=settings.operator,
                site=settings.site,
                lighting=settings.lighting,
                privacy=settings.privacy,
            )
        )
        view.record.seconds.setValue(settings.take_seconds)
        view.record.record_requested.connect(self.toggle)
        view.record.stop_requested.connect(self.stop)
        view.record.retake_requested.connect(self.retake)
        view.form.new_consent_requested.connect(self.new_consent)

    def prefill(self, fields: Mapping[str, str | None]) -> None:
        """Fill fields of the form by name; the consent waits for its dataset."""
        draft = self._view.form.draft()
        draft = replace(
            draft,
            subject=fields.get("subject") or draft.subject,
            consent=fields.get("consent") or draft.consent,
            operator=fields.get("operator") or draft.operator,
            site=fields.get("site") or draft.site,
            session=fields.get("session") or draft.session,
            target=fields.get("target") or draft.target,
            pai=fields.get("pai") or draft.pai,
            privacy=_mode(fields.get("privacy")) or draft.privacy,
            retain_until=_day(fields.get("retain_until")) or draft.retain_until,
            station=fields.get("station") or draft.station,
        )
        self._view.form.set_draft(draft)

    @property
    def root(self) -> DatasetRoot | None:
        """The dataset, or ``None`` before one is open."""
        return self._root

    @property
    def camera(self) -> str | None:
        """The source that runs, as it names itself."""
        info = None if self._engine is None else self._engine.info
        return None if info is None else info.source

    @property
    def health(self) -> Health | None:
        """How the engine keeps up; ``None`` without a source."""
        return None if self._engine is None else self._engine.health()

    @property
    def busy(self) -> bool:
        """Whether leaving now would lose a take."""
        return self._controller.busy

    @property
    def working(self) -> bool:
        """Whether a take is recorded, or the file of one is made."""
        return self._controller.busy or self._controller.finalising > 0

    def set_engine(self, engine: LiveEngine | None) -> None:
        """Record from another engine; a take that runs ends with the old one."""
        self._engine = engine

    # the dataset

    def open_root(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Open a dataset in a thread, and make it where the folder is new or empty."""
        if self.held:  # work on the present one must end first
            self._view.messages.show_message(Message(self.held, state=State.UNDECIDED))
            return

        def work() -> tuple[DatasetRoot, contextlib.ExitStack, list[Consent], list[TakeRecord]]:
            root = DatasetRoot.open_or_create(path)
            with contextlib.ExitStack() as stack:
                stack.enter_context(root.locked())
                found = (root, stack.pop_all(), list(root.consents), root.takes())
            return found

        self._background.run(work, partial(self._on_root, then=then), self._root_failed)

    def _on_root(
        self,
        found: tuple[DatasetRoot, contextlib.ExitStack, list[Consent], list[TakeRecord]],
        then: Callable[[], None] | None,
    ) -> None:
        self._lock.close()
        self._root, self._lock, consents, takes = found
        self._settings.root = str(self._root.path)
        self._view.messages.dismiss_action("root.choose")
        self._view.form.set_consents(consents)
        self._view.takes.takes.set_takes(takes)
        self.root_changed.emit(str(self._root.path))
        if then is not None:
            then()

    def reload(self) -> None:
        """Show consents and takes anew, after others than a recording have changed them."""
        root = self._root
        if root is None:
            return

        def show(found: tuple[list[Consent], list[TakeRecord]]) -> None:
            if root is self._root:
                self._view.form.set_consents(found[0])
                self._view.takes.takes.set_takes(found[1])
                self.root_changed.emit(str(root.path))

        self._background.run(lambda: (list(root.consents), root.takes()), show)

    def _root_failed(self, error: LivenessError) -> None:
        self._say(error, self.tr("Choose folder\u2026"), "root.choose")

    def new_consent(self, subject: str = "") -> None:
        """Ask for a new consent record; the dataset is made first where there is none."""
        if self._root is None:
            self.open_root(DEFAULT_ROOT, partial(self.new_consent, subject))
            return
        window, withdraw = self._view.window(), self.withdrawal_requested.emit
        ask_consent(self._root, subject, window, self.add_consent, withdraw)

    def add_consent(
        self,
        consent: Consent,
        text: ConsentText | None = None,
        told: GroupAttributes | None = None,
    ) -> None:
        """Store a consent record with the text that was read, and choose it."""
        if self._root is not None:
            work = partial(store_consent, self._root, consent, text, told)
            self._background.run(work, partial(self._on_consents, choose=consent))

    def _on_consents(self, consents: Iterable[Consent], choose: Consent) -> None:
        form = self._view.form
        form.subject.setText(choose.subject)
        form.set_consents(consents, choose=choose.id)

    # recording

    def problem(self) -> str:
        """Return why a take cannot begin now, as one sentence, or ``""``."""
        if self.held or self.undecided:
            return self.held or self.undecided
        if self._engine is None or self._engine.state != "running":
            return self.tr("To record, start a source.")
        if self._root is None:
            return self.tr("To record, choose a dataset folder or give a consent.")
        return self._view.form.problem() or self.step_problem() or self.preflight

    def step_problem(self) -> str:
        """Return why the protocol's step cannot begin now, or ``""``."""
        if self.asked is None:
            return ""
        if self._controller.finalising:
            return self.tr("The last take's file is being made.")
        missing = self._lacks()
        if not missing:
            return ""
        words = {"pai": self.tr("PAI id"), "target": self.tr("target")}
        names = ", ".join(words.get(name, name) for name in missing)
        return self.tr("This step needs: {names}.").format(names=names)

    def _short_problem(self) -> str:
        """Return the problem for the record bar; what a form lacks stands in the form."""
        problem = self.problem()
        if problem and problem == self._view.form.problem():
            return self.tr("complete the form below")
        return problem

    def toggle(self) -> None:
        """Start the countdown, cancel it, or end the take."""
        if self._controller.phase in ("countdown", "recording"):
            self._controller.stop()
            return
        problem = self.problem()
        if problem:
            message = Message(problem, state=State.UNDECIDED)
            if problem == self.preflight:
                way = {"button": self.tr("Checklist"), "action": "record.checklist"}
                message = replace(message, state=State.WARNING, **way)
                self.held_back.emit()
            self._view.messages.show_message(message)
            self._view.form.focus_missing(self._lacks())
            return
        self.begin()

    def _lacks(self) -> tuple[str, ...]:
        """Return the fields that the step insists on and the form lacks."""
        return () if self.asked is None else self.asked.missing(self._view.form.draft())

    def begin(self, *, codec: CodecChoice | None = None, manual: bool = True) -> None:
        """Start the countdown of a take; one that the gates begin has none."""
        if self._root is None or self._engine is None:
            return
        draft = self._view.form.draft()
        codec = codec or self._settings.codec
        request = partial(
            make_request,
            self._root,
            draft,
            session_name(draft),
            self.camera,
            codec,
            asked=self.asked,
            manual=manual,
            override=self.override,
        )
        self._remember(draft)
        asked, typed = self.asked, float(self._view.record.seconds.value())
        self._controller.begin(
            self._root,
            self._engine,
            request,
            seconds=typed if asked is None else asked.step.seconds,
            replaces=None if asked is None else asked.replaces,
            countdown=manual,  # three seconds later the gates may not hold
        )

    def _remember(self, draft: PresentationDraft) -> None:
        settings = self._settings
        settings.operator, settings.site = draft.operator, draft.site
        settings.lighting, settings.privacy = draft.lighting, draft.privacy
        if self.asked is None:
            settings.take_seconds = self._view.record.seconds.value()

    def stop(self) -> None:
        """End the take, or cancel the countdown."""
        self._controller.stop()

    def retake(self) -> None:
        """Record again what was recorded last; the first take is kept."""
        if not self.problem() and self._controller.retake():
            self.begin()

    def tick(self) -> None:
        """Advance the controller and show where it is."""
        controller, view = self._controller, self._view
        controller.tick()
        for item in controller.happened():
            self._on_happened(item)
        status = controller.status
        failure = controller.failure
        view.record.set_reading(
            RecordReading(
                controller.phase,
                self._short_problem(),
                controller.countdown_left_s,
                controller.seconds,
                0 if status is None else status.frames_on_disk,
                0 if status is None else status.frames_submitted,
                "" if failure is None else failure.what,
            )
        )
        view.record.set_retake_possible(controller.can_retake and not self.problem())
        self._show_countdown()
        if controller.finalising:
            view.activity.set_activity(self.tr("Making the take's file\u2026"))
        elif view.activity.text and not self.held:
            view.activity.clear()
        self._check_lock()

    def _check_lock(self) -> None:
        """Let go of a dataset that another computer has taken over meanwhile."""
        root = self._root
        if root is None or not root.lock_lost or self._controller.busy:
            return
        self._root = None
        self._lock.close()
        self._say(
            LivenessError(
                "E-DSK-06",
                "another studio has taken this dataset over",
                f"{root.path}: this computer was not heard of for minutes",
                "close it there, then choose the folder again",
            ),
            self.tr("Choose folder\u2026"),
            "root.choose",
        )

    def _show_countdown(self) -> None:
        controller = self._controller
        if controller.phase != "countdown":
            self._view.preview.set_countdown(None)
            return
        left = controller.countdown_left_s
        self._view.preview.set_countdown(
            countdown_number(left), 1 - left / max(COUNTDOWN_S, left)
        )

    def _on_happened(self, item: Happened) -> None:
        if item.kind == "take" and item.record is not None:
            self._view.takes.takes.add_take(item.record)
            if item.superseded is not None:
                self._view.takes.takes.mark_superseded(item.superseded)
            self.take_added.emit(item.record, item.superseded)
        elif item.kind == "failed" and item.error is not None:
            full = item.error.code.startswith("E-DSK")
            button = self.tr("Choose folder\u2026") if full else self.tr("Record again")
            self._say(item.error, button, "root.choose" if full else "record.toggle")
        elif item.kind == "started":
            self._view.messages.dismiss_action("record.toggle")

    def _say(self, error: LivenessError, button: str, action: str) -> None:
        self._view.messages.show_message(Message.of(error, button=button, action=action))

    def close(self) -> bool:
        """End what runs and let go of the dataset; return whether every file was made."""
        done = self._controller.close()
        self._lock.close()
        return done


def _mode(text: str | None) -> PrivacyMode | None:
    return next((mode for mode in PRIVACY_MODES if mode == text), None)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
