"""A PAI's label held before the camera fills the form."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from liveness.capture.engine import LiveEngine
from liveness.capture.pai_label import LabelReader
from liveness.datasets.errors import LivenessError
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .background import Background
from .collect_view import CollectView
from .protocol_desk import ProtocolDesk
from .record_desk import RecordDesk

LOOK_S = 0.7
"""Time between two looks for a label, seconds; a look takes some 20 ms of one core."""


class LabelDesk(QObject):
    """Looks for labels while no take runs, and only where the dataset has a registry.

    Parameters
    ----------
    view, takes, protocols, background
        What it works on.
    """

    def __init__(
        self,
        view: CollectView,
        takes: RecordDesk,
        protocols: ProtocolDesk,
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._takes, self._background = view, takes, background
        self._protocols = protocols
        self._reader = LabelReader()
        self._looking = False
        self._next = 0.0
        self._shown: str | None = None
        self._registry = False
        takes.root_changed.connect(self._on_root)

    def _on_root(self, _: str) -> None:
        root = self._takes.root
        self._registry = root is not None and any((root.path / "pais").glob("*.json"))

    def tick(self, engine: LiveEngine | None) -> None:
        """Look now and then."""
        root = self._takes.root
        if engine is None or root is None or not self._registry:
            return
        now = time.monotonic()
        if self._looking or self._takes.busy or now < self._next:
            return
        self._next = now + LOOK_S
        _, frame = engine.frames.peek()
        if frame is None:
            return
        self._looking = True
        self._background.run(
            partial(_look, self._reader, frame.image, root), self._found, self._failed
        )

    def _failed(self, error: LivenessError) -> None:
        self._looking = False
        self._view.messages.show_message(Message.of(error))

    def _found(self, pai: Pai | str | None) -> None:
        self._looking = False
        if pai is None:
            return
        id_ = pai if isinstance(pai, str) else pai.id
        if id_ == self._shown:
            return
        self._shown = id_
        if isinstance(pai, str):
            text = self.tr("PAI {id} is not in the registry of this dataset").format(id=pai)
            fact = self.tr("its label was read by the camera")
            self._view.messages.show_message(Message(text, fact, state=State.WARNING))
            return
        self._fill(pai)

    def _fill(self, pai: Pai) -> None:
        form, place = self._view.form, self._protocols.place
        wanted = None if place is None else place.step.species
        if place is not None and wanted != pai.species:
            text = self.tr("PAI {id} is {species}; this step asks for {wanted}").format(
                id=pai.id, species=pai.species, wanted=wanted or "bona fide"
            )
            fact = self.tr("go to the right step, or take another PAI")
            self._view.messages.show_message(Message(text, fact, state=State.WARNING))
            return
        form.set_presented(pai.species, None, None)
        form.pai.setText(pai.id)
        form.target.setText(pai.target or "")
        text = self.tr("PAI {id} is filled in from its label").format(id=pai.id)
        fault = pai.fault(datetime.now(UTC).date())
        state = State.UNDECIDED if fault is None else State.WARNING
        self._view.messages.show_message(Message(text, fault or "", state=state))


def _look(reader: LabelReader, image: NDArray[np.uint8], root: DatasetRoot) -> Pai | str | None:
    """Return the PAI whose label is seen, its id where nobody registered it, or ``None``."""
    id_ = reader.read(image)
    if id_ is None:
        return None
    try:
        return PaiBook(root.path).get(id_)
    except LivenessError as error:
        if error.code != "E-PAI-01":
            raise
        return id_
