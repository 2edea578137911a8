"""The protocol in the window: its menu, the step that is on, coverage, takes by gates."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from liveness.capture.analysis import Snapshot
from liveness.datasets.coverage import Cell
from liveness.datasets.errors import LivenessError
from liveness.datasets.protocol import Protocol
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets.message_bar import Message
from liveness.widgets.step_bar import StepReading
from liveness.widgets.theme import State

from .asked import Asked
from .background import Background
from .collect_view import CollectView
from .collecting import GATE_WAIT_S, GateWatch
from .guided import Guided, Place
from .protocols import find_protocol, shipped_protocols
from .record_desk import RecordDesk
from .settings import Settings
from .take_report import take_faults


class ProtocolDesk(QObject):
    """Leads the operator: fills the form from the step that is on, and goes on when told to.

    Parameters
    ----------
    view, settings, takes, background
        What it works on.
    """

    def __init__(
        self,
        view: CollectView,
        settings: Settings,
        takes: RecordDesk,
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._settings = view, settings
        self._takes, self._background = takes, background
        self._guided: Guided | None = None
        self._faults: dict[str, tuple[str, ...]] = {}
        self._watch: GateWatch | None = None
        self.menu = QMenu(self.tr("&Protocol"), view)
        for protocol in shipped_protocols():
            self._add(protocol.title, partial(self.choose, protocol.id))
        self._add(self.tr("Open a protocol file\u2026"), self.ask)
        self.menu.addSeparator()
        self._add(self.tr("No protocol"), self.leave)
        view.steps.hide()
        view.steps.previous_requested.connect(partial(self.move, -1))
        view.steps.next_requested.connect(partial(self.move, 1))
        view.steps.accept_requested.connect(self.accept)
        view.steps.suggestion_requested.connect(self.go_to_best)
        view.coverage.cell_chosen.connect(self.go_to)
        view.form.subject.editingFinished.connect(self._on_subject)
        takes.take_added.connect(self._on_take)
        takes.root_changed.connect(self._on_root)

    def _add(self, text: str, chosen: Callable[..., object]) -> None:
        action = QAction(text, self)
        action.triggered.connect(chosen)
        self.menu.addAction(action)

    @property
    def guided(self) -> Guided | None:
        """Where the operator stands; ``None`` while no protocol is followed."""
        return self._guided

    @property
    def place(self) -> Place | None:
        """The place that is on; ``None`` while no protocol is followed."""
        return None if self._guided is None else self._guided.place()

    # choosing

    def ask(self, *_: object) -> None:
        """Let the user choose a protocol's file, without blocking the window."""
        dialog = QFileDialog(self._view.window(), self.tr("Protocol file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Protocols (*.toml)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, name: str, *_: object) -> None:
        """Follow a protocol, by the id of a shipped one or the path of a file.

        It goes on with the newest session of that protocol that lacks something.
        """
        try:
            protocol = find_protocol(name)
        except LivenessError as error:
            self._view.messages.show_message(Message.of(error))
            return
        self._settings.protocol = name
        root = self._takes.root
        if root is None:
            self._show(Guided(protocol, self._new_session(protocol), []))
            return
        work = partial(_resume, protocol, root, self._new_session(protocol))
        self._background.run(work, self._resumed)

    def leave(self, *_: object) -> None:
        """Follow no protocol."""
        self._settings.protocol = ""
        self._guided = self._watch = None
        self._takes.asked = None
        self._view.steps.hide()
        self._view.coverage.set_cells(())

    def _new_session(self, protocol: Protocol) -> Session:
        site = self._view.form.site.text().strip() or "site"
        kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in site).strip("._-")
        name = f"{date.today().isoformat()}-{kept or 'site'}-{protocol.id}"[:57]
        seed = protocol.seed
        if protocol.order == "random" and seed is None:
            seed = secrets.randbelow(1 << 31)
        id_ = f"{name}-{secrets.token_hex(3)}"
        return Session(id=id_, site=site, protocol=protocol.id, seed=seed)

    def _resumed(self, guided: Guided) -> None:
        self._show(guided)
        done = sum(have for have, _ in guided.coverage.progress().values())
        camera = self._takes.camera
        session = guided.session
        if not done:
            return
        text = self.tr("Going on with session {id}").format(id=session.id)
        fact = self.tr("{done} takes of {protocol} are there").format(
            done=done, protocol=guided.protocol.title
        )
        state = State.UNDECIDED
        if camera is not None and session.camera not in (None, camera):
            fact += self.tr("; it was begun with camera {old}, this is {new}").format(
                old=session.camera, new=camera
            )
            state = State.WARNING
        self._view.messages.show_message(Message(text, fact, state=state))

    def _show(self, guided: Guided) -> None:
        self._guided = guided
        self._view.form.set_species(guided.protocol.species)
        subject = self._view.form.subject.text().strip()
        if subject:
            guided.choose_subject(subject)
        elif guided.subject:
            self._view.form.subject.setText(guided.subject)
        self._view.form.session.setText(guided.session.id)
        self._view.form.session.setCursorPosition(0)
        self._view.steps.show()
        self._view.lower_tabs.setCurrentWidget(self._view.coverage)
        self.refresh()

    # the step that is on

    def refresh(self) -> None:
        """Show where the operator stands, and let the next take be what is asked for."""
        guided = self._guided
        if guided is None:
            return
        place = guided.place()
        self._watch = None
        if place is None:
            self._view.steps.set_reading(StepReading())
            self._takes.asked = None
        else:
            self._view.steps.set_reading(self._reading(guided, place))
            self._fill(guided, place)
        self._view.coverage.set_cells(guided.coverage.cells())

    def _reading(self, guided: Guided, place: Place) -> StepReading:
        faults = () if place.take is None else self._faults.get(place.take.id, ())
        return StepReading(
            place.number,
            place.total,
            place.headline,
            place.step.text,
            place.take is not None,
            faults,
            guided.complete,
            place.step.drawing,
        )

    def _fill(self, guided: Guided, place: Place) -> None:
        step, slot = place.step, place.slot
        self._takes.asked = Asked(
            guided.protocol,
            guided.session.seed,
            slot,
            None if place.take is None else place.take.id,
        )
        self._view.form.set_presented(step.species, slot.lighting, slot.distance_mm)
        self._view.record.seconds.setValue(round(step.seconds))

    def move(self, steps: int) -> None:
        """Go to the place before or after."""
        if self._guided is not None and not self._takes.busy:
            self._guided.move(steps)
            self.refresh()

    def accept(self) -> None:
        """Keep the take and go on to what is missing next."""
        guided = self._guided
        place = None if guided is None else guided.place()
        if guided is None or place is None or place.take is None or self._takes.busy:
            return
        guided.accept()
        self.refresh()

    def go_to_best(self) -> None:
        """Go where most is missing with least to change."""
        if self._guided is not None and not self._takes.busy:
            self._guided.go_to_suggestion()
            self.refresh()

    def go_to(self, cell: Cell) -> None:
        """Go to a cell of the matrix."""
        if self._guided is None or self._takes.busy:
            return
        self._guided.go_to(cell)
        self._view.form.subject.setText(cell.subject)
        self.refresh()

    # what happens

    def _on_subject(self) -> None:
        subject = self._view.form.subject.text().strip()
        if self._guided is not None and subject and subject != self._guided.subject:
            self._guided.choose_subject(subject)
            self.refresh()

    def _on_root(self, _: str) -> None:
        name = self._settings.protocol
        if name:
            self.choose(name)

    def _on_take(self, record: TakeRecord, superseded: str | None) -> None:
        guided, root = self._guided, self._takes.root
        if guided is None or root is None or record.protocol != guided.protocol.id:
            return
        guided.take_made(record, superseded)
        step = guided.protocol.step(record.step or "")
        work = partial(take_faults, root.take_path(record), record, step)
        self._background.run(work, partial(self._judged, record.id))
        self.refresh()

    def _judged(self, take: str, faults: tuple[str, ...]) -> None:
        self._faults[take] = faults
        self.refresh()

    def tick(self, snapshot: Snapshot | None) -> None:
        """Begin a take by itself once the gates hold, where that is asked for."""
        guided = self._guided
        if guided is None or snapshot is None or not self._settings.auto or self._takes.busy:
            return
        place = guided.place()
        if place is None or place.take is not None or self._takes.problem():
            return
        if self._watch is None:
            self._watch = GateWatch(place.step.gates)
        ready = self._watch.feed(snapshot, self._takes.health)
        # a bad attack must be recorded too: gates that only warn are waited for, not obeyed
        waited = self._watch.waited_s(snapshot.frame.time_ns) >= GATE_WAIT_S
        if ready or (waited and not place.step.blocks and self._watch.saw_face):
            self._watch = None
            self._takes.begin(manual=False)


def _resume(protocol: Protocol, root: DatasetRoot, new: Session) -> Guided:
    """Return where the newest session of a protocol stands, or a new one where it is done."""
    takes = root.takes()
    for session in sorted(root.sessions(), key=lambda s: s.created_utc, reverse=True):
        if session.protocol != protocol.id:
            continue
        guided = Guided(protocol, session, takes)
        missing = any(guided.coverage.missing(subject) for subject in guided.subjects)
        if missing or not guided.subjects:
            return guided
        break
    return Guided(protocol, new, takes)
