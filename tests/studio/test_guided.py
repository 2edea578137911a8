from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.capture.livetake import TakeResult
from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol
from liveness.datasets.session import Session
from liveness.datasets.take import TakeRecord
from liveness.studio.guided import Guided, Place
from liveness.studio.protocols import shipped_protocols
from liveness.studio.session_controller import SessionController

STEPS = (
    {"id": "live", "title": "Live", "text": "look", "repetitions": 2},
    {
        "id": "print",
        "title": "Print",
        "text": "hold",
        "species": "print-matte",
        "support": "hand",
        "pais": 2,
        "lighting": ["dim", "office"],
        "distance_mm": 400,
    },
    {"id": "more", "title": "More", "text": "x", "species": "replay-phone", "optional": True},
)
PROTOCOL = Protocol.model_validate({"id": "p", "title": "P", "steps": STEPS})
SESSION = Session(id="visit", protocol="p")


def record(place: Place, subject: str, number: int, **fields: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"t{number}",
        "session": "visit",
        "file": "t.h5",
        "sha256": "0" * 64,
        "frames": 1,
        "seconds": 1,
        "faces": 1,
        "label": place.step.species or "bona-fide",
        "subject": subject,
        "protocol": "p",
        "step": place.slot.step,
        "repetition": place.slot.repetition,
    }
    return TakeRecord.model_validate(content | fields)


@pytest.fixture
def guided() -> Guided:
    return Guided(PROTOCOL, SESSION, [], ["S1", "S2"])


def here(guided: Guided) -> Place:
    place = guided.place()
    assert place is not None
    return place


def test_a_place_says_what_is_presented(guided: Guided) -> None:
    place = here(guided)
    assert (place.number, place.total, place.headline, place.take) == (1, 7, "Live", None)
    guided.move(3)
    assert here(guided).headline == "Print, PAI 1 of 2, hand-held, office, 40 cm"


def test_arrows_stop_at_both_ends(guided: Guided) -> None:
    guided.move(-1)
    assert here(guided).number == 1
    guided.move(99)
    assert here(guided).number == 7


def test_a_take_waits_for_its_acceptance_then_the_next_place_is_on(guided: Guided) -> None:
    guided.take_made(record(here(guided), "S1", 1))
    place = here(guided)
    assert place.number == 1
    assert place.take is not None
    assert guided.accept()
    assert here(guided).number == 2
    # what is passed over comes last
    guided.move(4)
    guided.take_made(record(here(guided), "S1", 2))
    assert guided.accept()
    assert here(guided).number == 7
    guided.take_made(record(here(guided), "S1", 3))
    assert guided.accept()
    assert here(guided).number == 2


def test_a_retake_fills_the_same_place_once(guided: Guided) -> None:
    guided.take_made(record(here(guided), "S1", 1))
    guided.take_made(record(here(guided), "S1", 2), superseded="t1")
    place = here(guided)
    assert place.take is not None
    assert place.take.id == "t2"
    assert guided.coverage.progress()["S1"] == (1, 7)


def test_each_subject_is_where_it_was_left(guided: Guided) -> None:
    guided.move(2)
    guided.choose_subject("S2")
    assert here(guided).number == 1
    guided.choose_subject("S1")
    assert here(guided).number == 3
    guided.choose_subject("S3")
    assert guided.subjects == ("S1", "S2", "S3")


def test_it_goes_on_where_the_takes_end(guided: Guided) -> None:
    takes = []
    for number in range(3):
        takes.append(record(here(guided), "S1", number))
        guided.take_made(takes[-1])
        guided.accept()
    again = Guided(PROTOCOL, SESSION, takes)
    assert again.subject == "S1"
    assert here(again).number == 4
    other = record(here(guided), "S9", 9, session="another")
    assert Guided(PROTOCOL, SESSION, [other]).subjects == ()


def test_a_cell_of_the_matrix_is_gone_to_at_what_it_misses(guided: Guided) -> None:
    (cell,) = [
        c
        for c in guided.coverage.cells()
        if (c.subject, c.label, c.lighting) == ("S2", "print-matte", "office")
    ]
    guided.go_to(cell)
    assert guided.subject == "S2"
    first = here(guided)
    guided.take_made(record(first, "S2", 1))
    guided.go_to(cell)
    assert here(guided).slot.pai == 2


def test_the_suggestion_and_the_end(guided: Guided) -> None:
    assert guided.go_to_suggestion()
    assert here(guided).step.id == "print"
    for number in range(7):
        guided.take_made(record(here(guided), "S1", number))
        assert guided.accept() == (number < 6)
    assert guided.complete
    assert not guided.go_to_suggestion()
    assert here(guided).number == 7 or here(guided).take is not None


def test_a_session_keeps_its_protocol() -> None:
    with pytest.raises(UsageError, match="E-PRO-05"):
        Guided(PROTOCOL, Session(id="visit", protocol="site-check"), [])


class _NullEngine:
    """Records nothing, at once."""

    def __init__(self) -> None:
        self.info: Any = "info"
        self.analyser: Any = SimpleNamespace(model_id="mesh")
        self.recording: Any = SimpleNamespace(frames_submitted=1)
        self.finished: TakeResult | None = None

    def start_recording(self, root: Any, header: Any) -> None:
        self.finished = None
        root.place = header

    def stop_recording(self) -> Path:
        self.finished = TakeResult("T", Path("T.mcap"), "complete")
        return Path("T.mcap")


class _NullRoot:
    place: Place
    count = 0

    def new_take_id(self) -> str:
        return "T"

    def finalise(self, journal: Path) -> TakeRecord:
        self.count += 1
        return record(self.place, "S1", self.count, protocol=self.protocol, decision="reject")

    protocol = "p"


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda p: p.id)
def test_every_shipped_protocol_runs_to_its_end_on_a_virtual_clock(protocol: Protocol) -> None:
    now = [0.0]
    controller = SessionController(clock=lambda: now[0])
    engine, root = _NullEngine(), _NullRoot()
    root.protocol = protocol.id
    guided = Guided(protocol, Session(id="visit", protocol=protocol.id, seed=1), [], ["S1"])
    total = here(guided).total
    made = 0
    for _ in range(total):
        place = here(guided)
        assert place.take is None
        request: Any = SimpleNamespace(header=lambda *_, place=place, **__: place)
        controller.begin(
            root,  # type: ignore[arg-type]
            engine,
            lambda request=request: request,
            seconds=place.step.seconds,
        )
        limit = time.monotonic() + 5
        begun = now[0]
        happened: list[Any] = []
        while not [item for item in happened if item.kind == "take"]:
            assert time.monotonic() < limit
            now[0] += 0.5
            controller.tick()
            time.sleep(0.0002)  # lets the worker threads run; the clock is virtual
            happened += controller.happened()
        assert now[0] - begun >= 3.0 + place.step.seconds
        guided.take_made(next(item.record for item in happened if item.kind == "take"))
        made += 1
        guided.accept()
    assert guided.complete
    assert made == total == root.count
    assert all(cell.complete for cell in guided.coverage.cells())
    controller.close()
