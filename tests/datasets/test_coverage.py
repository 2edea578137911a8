from __future__ import annotations

from liveness.datasets.coverage import Coverage
from liveness.datasets.protocol import Protocol, Step
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.take import TakeRecord


def step(id_: str = "live", **fields: object) -> Step:
    return Step.model_validate({"id": id_, "title": id_, "text": "do", **fields})


def attack(id_: str = "print", **fields: object) -> Step:
    return step(id_, **{"species": "print-matte", **fields})


def protocol(*steps: Step, **fields: object) -> Protocol:
    return Protocol.model_validate({"id": "p", "title": "P", "steps": steps, **fields})


def take(slot: Slot, subject: str = "S1", **fields: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"t-{slot.step}-{slot.repetition}",
        "session": "visit",
        "file": "t.h5",
        "sha256": "0" * 64,
        "frames": 1,
        "seconds": 1,
        "faces": 1,
        "label": "bona-fide" if slot.pai is None else "print-matte",
        "subject": subject,
        "protocol": "p",
        "step": slot.step,
        "repetition": slot.repetition,
    }
    return TakeRecord.model_validate(content | fields)


def test_what_is_there_is_not_asked_for_again() -> None:
    made = protocol(step(repetitions=2), attack())
    first, second, third = Coverage(made, [], ["S1"]).order("S1")
    covered = Coverage(made, [take(first), take(third)], ["S1", "S2"])
    assert covered.missing("S1") == (second,)
    assert covered.progress() == {"S1": (2, 3), "S2": (0, 3)}


def test_takes_that_failed_or_were_replaced_leave_their_place_open() -> None:
    made = protocol(step(repetitions=3))
    a, b, c = Coverage(made, [], ["S1"]).order("S1")
    replaced = take(b).model_copy(update={"superseded_by": "t9"})
    covered = Coverage(
        made,
        [
            take(a, status="incomplete"),
            replaced,
            take(c, status="recovered", seconds=3.7),
            take(a, protocol="other"),
            take(a, step="gone"),
        ],
        ["S1"],
    )
    assert covered.missing("S1") == (a, b)
    left = covered.cut_off("S1", a)
    assert left is not None
    assert left.status == "incomplete"
    assert covered.cut_off("S1", b) is covered.cut_off("S1", c) is None


def test_what_a_crash_left_of_a_take_leaves_its_place_open() -> None:
    made = protocol(step(repetitions=2, seconds=4.0))
    a, b = Coverage(made, [], ["S1"]).order("S1")
    part = take(a, status="recovered", seconds=3.5)
    covered = Coverage(made, [part], ["S1"])
    assert covered.missing("S1") == (a, b)
    assert covered.cut_off("S1", a) == part
    assert covered.progress() == {"S1": (0, 2)}
    again = take(a, id="again")
    covered.add(again, replaces=part.id)
    assert covered.take("S1", a) == again
    assert covered.cut_off("S1", a) is None
    assert covered.missing("S1") == (b,)


def test_the_matrix_counts_by_condition() -> None:
    made = protocol(step(lighting=["dim", "office"], repetitions=2), attack(pais=2))
    slots = Coverage(made, [], ["S1"]).order("S1")
    cells = Coverage(made, [take(slots[0]), take(slots[2])], ["S1"]).cells()
    assert [(c.label, c.lighting, c.have, c.need, c.complete) for c in cells] == [
        ("bona-fide", "dim", 2, 2, True),
        ("bona-fide", "office", 0, 2, False),
        ("print-matte", None, 0, 2, False),
    ]


def _ruled(accepts: int, done: int) -> Coverage:
    made = protocol(step(), attack(pais=2, stop={}))
    order = [s for s in Coverage(made, [], ["S1"]).order("S1") if s.pai == 1]
    takes = [
        take(slot, decision="accept" if i < accepts else "reject")
        for i, slot in enumerate(order[:done])
    ]
    return Coverage(made, takes, ["S1"])


def test_a_stop_rule_lengthens_and_ends_a_step() -> None:
    assert len(_ruled(0, 0).missing("S1")) == 21
    assert len(_ruled(1, 10).missing("S1")) == 11
    longer = _ruled(2, 10)
    assert len(longer.missing("S1")) == 21
    assert sum(slot.pai == 1 for slot in longer.missing("S1")) == 10
    # three accepts: the PAI got through, nothing more of it is asked for
    ended = _ruled(3, 5)
    assert len(ended.missing("S1")) == 11
    assert all(slot.pai != 1 for slot in ended.missing("S1"))
    state = ended.stop_states("S1", ended.protocol.steps[1])[0]
    assert (state.pai, state.done, state.accepted, state.outcome) == (1, 5, 3, "failed")


def test_the_next_best_take_is_where_most_is_missing_with_least_to_change() -> None:
    made = protocol(
        step(repetitions=2, lighting=["dim"]),
        attack("a", repetitions=3, lighting=["dim", "office"]),
        attack("b", repetitions=6, lighting=["office"]),
    )
    covered = Coverage(made, [], ["S1"])
    first = covered.suggestion("S1")
    assert first is not None
    assert first.step == "a"
    near = covered.suggestion("S1", Slot("b", 1, 1, "office"))
    assert near is not None
    assert (near.step, near.lighting) == ("b", "office")
    done = [take(slot) for slot in covered.order("S1")]
    assert Coverage(made, done, ["S1"]).suggestion("S1") is None
