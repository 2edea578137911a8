"""The fields of one step of a protocol: what, under which conditions, how often, how good."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from liveness.datasets.gates import Gates
from liveness.datasets.pictures import PICTURES
from liveness.datasets.species import SPECIES, Species

from .field import FieldSpec
from .field_form import FieldForm, Page
from .step_picture import picture_icon, picture_title


class StepForm(FieldForm):
    """Edits the table of a step; its keys are those of the protocol's file."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__((_what(), _conditions(), _stop_rule(), _gates()), parent=parent)
        self.setAccessibleName(self.tr("Fields of the step"))
        self.set_species(())
        self.fields["picture"].set_options(
            [
                (None, self.tr("that of its species"), None),
                *((name, picture_title(name), picture_icon(name)) for name in PICTURES),
            ]
        )

    def set_species(self, own: Iterable[Species]) -> None:
        """Offer the species that a protocol adds beside those that ship."""
        known = [(one.id, one.title, picture_icon(one.id)) for one in SPECIES]
        extra = [(one.id, one.title, None) for one in own]
        first = (None, self.tr("Bona fide: a live person"), picture_icon("live"))
        self.fields["species"].set_options([first, *known, *extra])


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepForm", text)


def _what() -> Page:
    return _tr("What"), (
        FieldSpec("id", _tr("Id"), hint=_tr("letters, digits, dots, hyphens; no spaces")),
        FieldSpec("title", _tr("Title"), hint=_tr("what the operator reads from a distance")),
        FieldSpec("text", _tr("What is done"), "text", _tr("what operator and subject do")),
        FieldSpec("species", _tr("Presented"), "choice"),
        FieldSpec("picture", _tr("Picture"), "choice", _tr("the drawing beside the title")),
        FieldSpec(
            "support",
            _tr("Carried by"),
            "choice",
            _tr("what carries the PAI"),
            options=(
                (None, _tr("not said")),
                ("hand", _tr("a hand")),
                ("stand", _tr("a stand")),
                ("worn", _tr("worn")),
            ),
        ),
        FieldSpec(
            "optional",
            _tr("Optional"),
            "check",
            _tr("the protocol is complete without it"),
        ),
        FieldSpec(
            "microphone",
            _tr("Microphone"),
            "check",
            _tr("sound is recorded with the take, where the consent covers it"),
        ),
        FieldSpec(
            "require",
            _tr("Asks for"),
            "several",
            _tr("fields without which the step does not begin"),
            options=(
                ("target", _tr("target")),
                ("pai", _tr("PAI id")),
                ("operator", _tr("operator")),
                ("site", _tr("site")),
            ),
        ),
    )


def _conditions() -> Page:
    return _tr("How often"), (
        FieldSpec("seconds", _tr("Length of a take"), "number", unit="s", empty="4"),
        FieldSpec(
            "repetitions",
            _tr("Repetitions"),
            "number",
            _tr("takes per person, PAI and condition; a stop rule says how many itself"),
            empty="1",
        ),
        FieldSpec(
            "pais", _tr("PAIs"), "number", _tr("physical objects of the species"), empty="1"
        ),
        FieldSpec(
            "lighting",
            _tr("Lights"),
            "words",
            _tr("under each of which it is repeated, with commas between"),
            empty=_tr("as the room is"),
        ),
        FieldSpec(
            "distance_mm",
            _tr("Distances"),
            "numbers",
            _tr("at each of which it is repeated, with commas between"),
            "mm",
            _tr("as the person sits"),
        ),
        FieldSpec(
            "prompts",
            _tr("Prompts"),
            "prompts",
            _tr("one a line: seconds after the beginning, then the sentence"),
            empty=_tr("1.0 Turn slowly to the left"),
        ),
    )


def _stop_rule() -> Page:
    return _tr("Stop rule"), (
        FieldSpec(
            "stop",
            _tr("Stop rule"),
            "table",
            _tr("how often one PAI is presented depends on how often it was accepted"),
        ),
        FieldSpec("stop.presentations", _tr("Presentations"), "number", empty="10"),
        FieldSpec("stop.extend_at", _tr("More from"), "number", unit=_tr("accepts"), empty="2"),
        FieldSpec("stop.extend_by", _tr("More are"), "number", empty="10"),
        FieldSpec("stop.stop_at", _tr("Stop at"), "number", unit=_tr("accepts"), empty="3"),
    )


def _gates() -> Page:
    titles = {
        "iod_px": (_tr("Eyes apart, least"), "px"),
        "width_percent": (_tr("Face width, most"), "%"),
        "sharpness": (_tr("Sharpness, least"), ""),
        "luma_min": (_tr("Level, least"), "0-255"),
        "luma_max": (_tr("Level, most"), "0-255"),
        "clipped_percent": (_tr("Clipped, most"), "%"),
        "light_ratio": (_tr("Side to side, most"), ": 1"),
        "yaw_deg": (_tr("Turned, most"), "\u00b0"),
        "pitch_deg": (_tr("Nodded, most"), "\u00b0"),
        "roll_deg": (_tr("Tilted, most"), "\u00b0"),
        "fps": (_tr("Rate, least"), "fps"),
        "lost_frames": (_tr("Lost in a row, most"), _tr("frames")),
        "settle_s": (_tr("Light steady for"), "s"),
    }
    modes = (
        (None, _tr("live: wait; attack: warn")),
        ("block", _tr("a take waits for them")),
        ("warn", _tr("they only warn")),
    )
    # one that is new in the model and has no name here yet is edited all the same
    rest = [name for name in Gates.model_fields if name != "mode"]
    named = {name: titles.get(name, (name.replace("_", " "), "")) for name in rest}
    return _tr("Gates"), (
        FieldSpec("gates.mode", _tr("Gates"), "choice", options=modes),
        *(
            FieldSpec(
                f"gates.{name}",
                title,
                "number",
                unit=unit,
                empty=f"{Gates.model_fields[name].default:g}",
            )
            for name, (title, unit) in named.items()
        ),
    )
