"""The protocol in the window: its menu, the step that is on, coverage, takes by gates."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from liveness.capture.analysis import Snapshot
from liveness.datasets.coverage import Cell
from liveness.datasets.errors import LivenessError
from liveness.datasets.protocol import Protocol
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets.key_names import KEYS
from liveness.widgets.message_bar import Message
from liveness.widgets.step_bar import StepReading
from liveness.widgets.theme import State

from .asked import Asked
from .background import Background
from .collect_view import CollectView
from .collecting import GATE_WAIT_S, GateWatch
from .guided import Guided, Place
from .props import Props
from .protocol_menu import ProtocolMenu
from .protocols import find_protocol
from .record_desk import RecordDesk
from .resume_offer import ResumeOffer
from .resuming import Resumable, find_resumable, same_camera
from .settings import Settings
from .take_report import take_faults


class ProtocolDesk(QObject):
    """Leads the operator: fills the form from the step that is on, and goes on when told to.

    Parameters
    ----------
    view, settings, takes, background
        What it works on.
    """

    changed = Signal()
    """Another protocol is followed, or none."""

    take_judged = Signal(str, object)
    """Id of a take that was looked at, and what is wrong with it: a tuple of sentences."""

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
        self._props: Props | None = None
        self._root: DatasetRoot | None = None
        self._faults: dict[str, tuple[str, ...]] = {}
        self._watch: GateWatch | None = None
        self._told_camera = ""
        self.offer = ResumeOffer(view, takes, background, parent=self)
        self.offer.resumed.connect(self._go_on)
        self.offer.restarted.connect(self._begin)
        self.offer.declined.connect(self.leave)
        self.menu = ProtocolMenu(self.choose, self.ask, self.leave, parent=view)
        view.steps.hide()
        view.steps.previous_requested.connect(partial(self.move, -1))
        view.steps.next_requested.connect(partial(self.move, 1))
        view.steps.accept_requested.connect(self.accept)
        view.steps.suggestion_requested.connect(self.go_to_best)
        view.coverage.cell_chosen.connect(self.go_to)
        view.form.subject.editingFinished.connect(self._on_subject)
        view.form.site.editingFinished.connect(self._on_site)
        takes.take_added.connect(self._on_take)
        takes.root_changed.connect(self._on_root)

    @property
    def guided(self) -> Guided | None:
        """Where the operator stands; ``None`` while no protocol is followed."""
        return self._guided

    @property
    def protocol(self) -> Protocol | None:
        """The protocol that is followed."""
        return None if self._guided is None else self._guided.protocol

    @property
    def place(self) -> Place | None:
        """The place that is on; ``None`` while no protocol is followed."""
        return None if self._guided is None else self._guided.place()

    # choosing

    def ask(self) -> None:
        """Let the user choose a protocol's file, without blocking the window."""
        dialog = QFileDialog(self._view.window(), self.tr("Protocol file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Protocols (*.toml)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, name: str) -> None:
        """Follow a protocol, by the id of a shipped one or the path of a file.

        Where a session of it lacks something, its user is asked whether that goes on.
        """
        if self._takes.busy:
            return
        try:
            protocol = find_protocol(name)
        except LivenessError as error:
            self._view.messages.show_message(Message.of(error))
            return
        self._settings.protocol = name
        root = self._takes.root
        if root is None:
            self._begin(protocol)
            return
        self._background.run(
            partial(find_resumable, protocol, root), partial(self._found, protocol, root)
        )

    def leave(self) -> None:
        """Follow no protocol."""
        self._settings.protocol = ""
        self._guided = self._watch = self._props = None
        self._takes.asked = None
        self.offer.close()
        self._view.steps.hide()
        self._view.coverage.set_cells(())
        self._view.form.session.setEnabled(True)
        self._view.form.session.clear()
        self._view.record.seconds.setEnabled(True)
        self.changed.emit()

    def begin_anew(self) -> None:
        """Begin a new session of the protocol that is followed."""
        if self._settings.protocol and not self._takes.busy:
            try:
                self._begin(find_protocol(self._settings.protocol))
            except LivenessError as error:
                self._view.messages.show_message(Message.of(error))

    def _begin(self, protocol: Protocol) -> None:
        self._show(Guided(protocol, self._new_session(protocol), []))

    def _new_session(self, protocol: Protocol) -> Session:
        site = self._view.form.site.text().strip() or "site"
        kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in site).strip("._-")
        name = f"{date.today().isoformat()}-{kept or 'site'}-{protocol.id}"[:57]
        seed = protocol.seed
        if protocol.order == "random" and seed is None:
            seed = secrets.randbelow(1 << 31)
        id_ = f"{name}-{secrets.token_hex(3)}"
        return Session(id=id_, site=site, protocol=protocol.id, seed=seed)

    # going on

    def _found(self, protocol: Protocol, root: DatasetRoot, found: Resumable | None) -> None:
        """Ask whether a session goes on; the one that is on is gone on with unasked."""
        if root is not self._takes.root:
            return
        on = self._guided.session.id if self._guided is not None else ""
        if found is None:
            self.offer.close()
            self._begin(protocol)
        elif found.session.id == on and root is self._root:
            self._show(found.guided)
        else:
            self.offer.ask(protocol, root, found)

    def _go_on(self, found: Resumable) -> None:
        session, form = found.session, self._view.form
        draft = form.draft()
        self._show(found.guided)
        # what the session promised, not what the form happened to say
        form.set_draft(
            replace(
                form.draft(),
                site=session.site,
                operator=draft.operator or session.operator or "",
                privacy=session.privacy,
                retain_until=session.retain_until,
                station=session.station,
            )
        )
        self._view.messages.show_message(
            Message(
                self.tr("Going on with session {id}").format(id=session.id),
                self.tr("{done} of {asked} takes are there").format(
                    done=found.done, asked=found.asked
                ),
                state=State.UNDECIDED,
            )
        )
        self.refresh()

    def _check_camera(self) -> None:
        """Warn once where the session goes on with another camera."""
        guided, camera = self._guided, self._takes.camera
        if guided is None or camera is None or camera == self._told_camera:
            return
        self._told_camera = camera
        if not same_camera(guided.session.camera, camera):
            text = self.tr("This session was begun with another camera")
            fact = self.tr("it was begun with {old}, this is {new}").format(
                old=guided.session.camera, new=camera
            )
            remedy = self.tr("use the camera it was begun with, or begin a new session")
            button = self.tr("Begin a new session")
            self._view.messages.show_message(
                Message(text, fact, remedy, button=button, action="protocol.anew")
            )

    def _show(self, guided: Guided) -> None:
        self._guided, self._root = guided, self._takes.root
        self._props = Props(guided.protocol, guided.takes)
        self._told_camera = ""
        form = self._view.form
        form.set_species(guided.protocol.species)
        subject = form.subject.text().strip()
        if subject and (subject in guided.subjects or not guided.subjects):
            guided.choose_subject(subject)
        elif guided.subject:
            form.set_draft(replace(form.draft(), subject=guided.subject))
        form.session.setText(guided.session.id)
        form.session.setCursorPosition(0)
        form.session.setEnabled(False)
        self._view.steps.show()
        self._view.lower_tabs.setCurrentWidget(self._view.coverage)
        self._view.take_keys()
        self.refresh()
        self.changed.emit()

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
            "" if place.cut_off is None else self._left(place),
        )

    def _left(self, place: Place) -> str:
        """Say what is there of a take that did not come to its end."""
        cut = place.cut_off
        seconds = 0.0 if cut is None else cut.seconds
        text = self.tr("{left:.1f} of {seconds:g} s are kept: {key} records it again")
        key = KEYS.of("record.toggle")
        return text.format(left=seconds, seconds=place.step.seconds, key=key)

    def _fill(self, guided: Guided, place: Place) -> None:
        step, slot = place.step, place.slot
        old = place.take or place.cut_off
        self._takes.asked = Asked(
            guided.protocol, guided.session, slot, None if old is None else old.id
        )
        form = self._view.form
        form.set_presented(step.species, slot.lighting, slot.distance_mm)
        typed = (form.pai.text().strip(), form.target.text().strip())
        prop = None if self._props is None else self._props.enter(slot, typed)
        if prop is not None:
            form.pai.setText(prop[0])
            form.target.setText(prop[1])
        # the step says how long; the field shows it to the second
        self._view.record.seconds.setValue(round(step.seconds))
        self._view.record.seconds.setEnabled(False)

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
        form = self._view.form
        form.set_draft(replace(form.draft(), subject=cell.subject))
        self.refresh()

    # what happens

    def _on_subject(self) -> None:
        subject = self._view.form.subject.text().strip()
        if self._guided is not None and subject and subject != self._guided.subject:
            self._guided.choose_subject(subject)
            self.refresh()

    def _on_site(self) -> None:
        """Let a session that no take has begun bear the site that was named meanwhile."""
        guided = self._guided
        site = self._view.form.site.text().strip()
        if guided is not None and not guided.takes and site not in ("", guided.session.site):
            self._begin(guided.protocol)

    def _on_root(self, _: str) -> None:
        name = self._settings.protocol
        if name:
            self.choose(name)

    def _on_take(self, record: TakeRecord, superseded: str | None) -> None:
        guided, root = self._guided, self._takes.root
        if guided is None or root is None or record.protocol != guided.protocol.id:
            return
        guided.take_made(record, superseded)
        if self._props is not None:
            self._props.add(record)
        step = guided.protocol.step(record.step or "")
        work = partial(take_faults, root.take_path(record), record, step)
        self._background.run(work, partial(self._judged, record.id))
        self.refresh()

    def recount(self, takes: Iterable[TakeRecord]) -> None:
        """Count anew after something was said of the takes; the place stays."""
        if self._guided is not None:
            self._guided.retell(takes)
            self.refresh()

    def _judged(self, take: str, faults: tuple[str, ...]) -> None:
        self._faults[take] = faults
        self.refresh()
        self.take_judged.emit(take, faults)

    def tick(self, snapshot: Snapshot | None) -> None:
        """Begin a take by itself once the gates hold, where that is asked for."""
        self._check_camera()
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
