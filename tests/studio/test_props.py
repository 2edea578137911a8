from __future__ import annotations

from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.take import TakeRecord
from liveness.studio.props import Props

PROTOCOL = Protocol.model_validate(
    {
        "id": "p",
        "title": "P",
        "steps": [
            {"id": "live", "title": "L", "text": "x"},
            {"id": "a", "title": "A", "text": "x", "species": "print-matte", "pais": 2},
            {"id": "b", "title": "B", "text": "x", "species": "replay-phone", "stop": {}},
        ],
    }
)
LIVE, FIRST, SECOND, PHONE = (
    Slot("live", 1, None),
    Slot("a", 1, 1),
    Slot("a", 2, 2),
    Slot("b", 1, 1),
)


def take(slot: Slot, pai: str | None, target: str | None) -> TakeRecord:
    return TakeRecord(
        id="t",
        session="v",
        file="t.h5",
        sha256="0" * 64,
        frames=1,
        seconds=1,
        faces=1,
        label="print-matte",
        subject="S1",
        step=slot.step,
        repetition=slot.repetition,
        pai=pai,
        target=target,
    )


def test_what_is_typed_ahead_serves_the_first_pai_and_no_other() -> None:
    props = Props(PROTOCOL)
    assert props.enter(LIVE, ("P1", "S9")) is None
    assert props.enter(FIRST, ("P1", "S9")) is None
    # the same PAI again, with a live take between
    assert props.enter(LIVE, ("P1", "S9")) is None
    assert props.enter(FIRST, ("P1", "S9")) is None
    assert props.enter(SECOND, ("P1", "S9")) == ("", "")
    assert props.enter(PHONE, ("P2", "S8")) == ("", "")
    assert props.enter(SECOND, ("", "")) == ("P2", "S8")
    assert props.enter(FIRST, ("P2", "S8")) == ("P1", "S9")


def test_the_takes_of_a_session_know_its_pais() -> None:
    props = Props(PROTOCOL, [take(FIRST, "P1", "S9"), take(LIVE, None, None)])
    assert props.enter(FIRST, ("", "")) == ("P1", "S9")
    # a place that only a longer stop rule asks for
    late = Slot("b", 15, 1)
    props.add(take(late, "P7", None))
    assert props.enter(PHONE, ("P1", "S9")) == ("P7", "")
