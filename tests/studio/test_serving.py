from __future__ import annotations

from typing import Any

import pytest

from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.species import SPECIES
from liveness.studio.collecting import Collection
from liveness.studio.serving import Serving

PROTOCOL = Protocol.model_validate(
    {
        "id": "p",
        "title": "P",
        "species": [{"id": "wax", "family": "mask", "title": "Wax"}],
        "steps": [
            {"id": "live", "title": "L", "text": "x"},
            {"id": "a", "title": "A", "text": "x", "species": "print-matte", "pais": 2,
             "require": ["target", "pai"]},
            {"id": "b", "title": "B", "text": "x", "species": "wax", "picture": "mannequin",
             "require": ["pai"]},
        ],
    }
)  # fmt: skip


def collection(**fields: Any) -> Collection:
    content: dict[str, Any] = {
        "root": None, "session": None, "consent": None, "subject": "S1", "source": "camera:0",
    }  # fmt: skip
    return Collection(protocol=PROTOCOL, **(content | fields))


LIVE, PRINT, WAX = Slot("live", 1, None), Slot("a", 2, 2), Slot("b", 1, 1)


def test_each_species_has_its_source() -> None:
    serving = Serving.parse(["demo", "wax=clip.mp4"], PROTOCOL)
    scenes = {one.id for one in SPECIES if one.demo_scene}
    assert set(serving.attacks) == scenes | {"wax"}
    assert serving.collection(collection(), LIVE).source == "camera:0"
    printed = serving.collection(collection(target="S9"), PRINT)
    assert (printed.source, printed.pai) == ("demo:print-matte", "demo-print-matte-2")
    wax = serving.collection(collection(pai="W1"), WAX)
    assert (wax.source, wax.pai) == ("clip.mp4", "W1")


def test_what_a_step_lacks_is_said() -> None:
    alone = Serving()
    assert alone.missing(collection(), LIVE) == ""
    assert alone.missing(collection(), PRINT) == "a source of print-matte"
    demo = Serving.parse(["demo"], PROTOCOL)
    assert demo.missing(collection(), PRINT) == "--target"
    assert demo.missing(collection(target="S9"), PRINT) == ""
    files = Serving.parse(["print-matte=a.mp4", "wax=b.mp4"], PROTOCOL)
    # one id cannot be that of two prints
    assert files.missing(collection(target="S9", pai="P1"), PRINT) == "--pai, one for each run"
    assert files.missing(collection(), WAX) == "--pai"
    assert files.missing(collection(pai="W1"), WAX) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("print-matte", "E-PRO-07"), ("print-matte=", "E-PRO-07"), ("print-mat=a", "E-LAB-01")],
)
def test_a_text_of_another_form_is_bad_usage(text: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        Serving.parse([text], PROTOCOL)
