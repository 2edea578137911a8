"""What the protocol editor shows: steps and fields, and what they come to beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from liveness.datasets.pictures import PICTURES, default_picture
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_faults import FieldFault
from liveness.datasets.protocol_plan import estimate, matrix
from liveness.datasets.species import Species
from liveness.widgets import theme
from liveness.widgets.fault_list import FaultList
from liveness.widgets.message_bar import MessageBar
from liveness.widgets.protocol_form import ProtocolForm
from liveness.widgets.protocol_preview import ProtocolPreview
from liveness.widgets.step_form import StepForm
from liveness.widgets.steps_table import StepRow, StepsTable

from .protocol_editing import Content, steps_of

UNKNOWN = "there is no such field"
"""How the fault of a field begins that no protocol has."""


class EditorView(QWidget):
    """Every widget of the editor by name; it shows a table, the editor changes it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = MessageBar()
        self.head = ProtocolForm()
        self.steps = StepsTable()
        self.form = StepForm()
        self.preview = ProtocolPreview()
        self.faults = FaultList()
        left = _splitter(Qt.Orientation.Vertical, (self.head, 215), (self.steps, 435))
        right = _splitter(Qt.Orientation.Vertical, (self.preview, 500), (self.faults, 110))
        whole = _splitter(
            Qt.Orientation.Horizontal, (left, 450), (self.form, 370), (right, 460)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP)
        column.setSpacing(theme.GRID)
        column.addWidget(self.messages)
        column.addWidget(whole, 1)

    def show_step(self, content: Content, step: int) -> None:
        """Show the fields of a step."""
        steps = steps_of(content)
        self.form.setEnabled(step < len(steps))
        if step < len(steps):
            self.form.set_species(_own_species(content))
            self.form.set_content(steps[step])

    def show_steps(
        self,
        content: Content,
        step: int,
        protocol: Protocol | None,
        faults: Sequence[FieldFault],
    ) -> None:
        """Show the steps, one of them chosen, with their takes and faults."""
        takes: dict[str, int] = {}
        for row in matrix(protocol) if protocol is not None else ():
            takes[row.step] = takes.get(row.step, 0) + row.takes
        wrong: dict[int, str] = {}
        for fault in faults:
            number = step_of(fault)
            if number is not None:
                wrong.setdefault(number, str(fault))
        rows = [
            _row(one, takes.get(str(one.get("id"))), wrong.get(i, ""))
            for i, one in enumerate(steps_of(content))
        ]
        self.steps.set_rows(rows, step)

    def show_faults(self, faults: Sequence[FieldFault], step: int) -> None:
        """Say at each field, and in the list, what is wrong."""
        head: dict[str, str] = {}
        chosen: dict[str, str] = {}
        for fault in faults:
            if step_of(fault) is None:
                head.setdefault(key_of(fault), fault.text)
            elif step_of(fault) == step:
                chosen.setdefault(key_of(fault), fault.text)
        self.form.set_faults(chosen)
        self.head.set_faults(head)
        self.faults.set_faults([(str(f), f.text.startswith(UNKNOWN)) for f in faults])

    def show_plan(self, protocol: Protocol | None) -> None:
        """Show what it comes to; ``None`` while it is not valid."""
        if protocol is None:
            self.preview.set_plan((), None)
        else:
            self.preview.set_plan(matrix(protocol), estimate(protocol), protocol.subjects)


def step_of(fault: FieldFault) -> int | None:
    """Return the step that a fault stands in, from 0; ``None`` for the protocol itself."""
    place = fault.place
    if place[:1] == ("steps",) and len(place) > 1 and isinstance(place[1], int):
        return place[1]
    return None


def key_of(fault: FieldFault) -> str:
    """Return the field of a fault as the forms name it."""
    place = fault.place if step_of(fault) is None else fault.place[2:]
    return ".".join(map(str, place)) or "id"


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(theme.GAP)
    for widget, _ in parts:
        splitter.addWidget(widget)
    splitter.setSizes([size for _, size in parts])
    return splitter


def _row(step: Mapping[str, Any], takes: int | None, fault: str) -> StepRow:
    species = step.get("species")
    return StepRow(
        title=str(step.get("title", "")),
        label="bona fide" if species is None else str(species),
        picture=_picture(step),
        takes=takes,
        seconds=str(step.get("seconds", 4)),
        optional=step.get("optional") is True,
        fault=fault,
    )


def _picture(step: Mapping[str, Any]) -> str:
    named = step.get("picture")
    if named in PICTURES:
        return str(named)
    species = step.get("species")
    return default_picture(None if species is None else str(species)) or ""


def _own_species(content: Content) -> list[Species]:
    own = content.get("species", [])
    return [
        Species.model_validate(one)
        for one in (own if isinstance(own, list) else [])
        if isinstance(one, dict) and _is_species(one)
    ]


def _is_species(content: Mapping[str, Any]) -> bool:
    try:
        Species.model_validate(content)
    except ValidationError:
        return False
    return True
