from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import wait

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import LivenessError, StorageError
from liveness.datasets.register import read_reviews
from liveness.datasets.reviewing import note_take
from liveness.datasets.store import DatasetRoot
from liveness.studio import undo
from liveness.studio.background import Background
from liveness.studio.inspecting import Desk
from liveness.studio.undo import History


class Bench:
    """A history, a dataset of two takes, and thresholds of two signals."""

    def __init__(self, root: DatasetRoot) -> None:
        self.root = root
        self.takes = [record.id for record in root.takes()]
        self.errors: list[LivenessError] = []
        self.background = Background(self.errors.append)
        self.now = 0.0
        self.history = History(clock=lambda: self.now)
        self.thresholds = {"depth": 0.0, "fused": 0.0}
        self.parent = QObject()

    def say(self, take: str, reviewer: str, what: Callable[[Desk], object]) -> None:
        self.history.say(
            self.background,
            f"something of {take}",
            lambda key: what(Desk(self.root, take, reviewer, key)),
            (self.root, take, reviewer),
            self.errors.append,
        )

    def set(self, signal: str, value: float) -> None:
        before, self.thresholds[signal] = self.thresholds[signal], value
        self.history.set_value(
            f"threshold of {signal}",
            lambda to: self.set(signal, to),
            before,
            value,
            name=f"threshold.{signal}",
        )

    def settle(self) -> None:
        while self.background.busy or self.history.busy:
            wait(future for future, *_ in self.background._running)
            self.background.deliver()

    def state(self) -> object:
        reviews = {take: said for take, said in read_reviews(self.root.path).items() if said}
        return self.root.takes(), reviews, dict(self.thresholds)


@pytest.fixture
def bench(
    site: Callable[..., DatasetRoot], qapp: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # hundreds of lines
    made = Bench(site(people=1, each=1, species=("print-matte",)))
    yield made
    made.background.close()


def test_a_line_is_taken_back_and_said_again(bench: Bench) -> None:
    start = bench.state()
    take = bench.takes[0]
    bench.say(take, "Q1", lambda desk: desk.review("reject", "blurred", "see 2 s"))
    bench.settle()
    said = bench.state()
    assert bench.history.undoText() == f"something of {take}"
    for _ in range(3):
        bench.history.undo()
        bench.settle()
        assert bench.state() == start
        bench.history.redo()
        bench.settle()
        assert bench.state() == said
    (lines,) = bench.root.path.glob("sessions/*/takes.jsonl")
    assert len(lines.read_text().splitlines()) == 2 + 1 + 6


def test_undo_and_redo_as_fast_as_a_finger_keep_their_order(bench: Bench) -> None:
    start = bench.state()
    for reason in ("blurred", "bad light", "other"):
        bench.say(bench.takes[0], "Q1", lambda desk, r=reason: desk.review("reject", r, ""))
    for _ in range(3):
        bench.history.undo()
    bench.history.redo()
    bench.settle()
    assert bench.root.takes()[0].review.reasons == ("blurred",)  # type: ignore[union-attr]
    bench.history.undo()
    bench.settle()
    assert bench.state() == start
    assert bench.errors == []


def test_a_drag_is_one_step_and_the_next_drag_another(bench: Bench) -> None:
    for value in (0.1, 0.2, 0.3):
        bench.set("depth", value)
        bench.now += 0.1
    bench.now += 5
    bench.set("depth", 1.0)
    bench.set("fused", 2.0)
    assert bench.history.count() == 3
    bench.history.undo()
    bench.history.undo()
    assert bench.thresholds == {"depth": 0.3, "fused": 0.0}
    bench.history.undo()
    assert bench.thresholds == {"depth": 0.0, "fused": 0.0}
    bench.history.redo()
    assert bench.thresholds["depth"] == 0.3
    assert bench.history.count() == 3  # what an undo sets is no step of its own


def test_what_was_refused_is_no_step(bench: Bench) -> None:
    bench.say(bench.takes[0], "Q1", lambda desk: desk.trim("start", 5, None))
    bench.settle()
    bench.say(bench.takes[0], "Q1", lambda desk: desk.trim("end", 5, 2))
    bench.settle()
    assert [error.code for error in bench.errors] == ["E-LAB-05"]
    assert (bench.history.count(), bench.history.undoText()) == (
        1,
        f"something of {bench.takes[0]}",
    )
    bench.history.undo()
    bench.settle()
    assert bench.root.takes()[0].trim is None


def test_a_disk_that_refuses_the_undo_leaves_what_the_register_says(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.say(bench.takes[0], "Q1", lambda desk: desk.relabel("print-matte"))
    bench.settle()

    def full(*_: object, **__: object) -> None:
        raise StorageError("E-DSK-03", "the disk is full")

    monkeypatch.setattr(undo, "take_back", full)
    bench.history.undo()
    bench.settle()
    assert [error.code for error in bench.errors] == ["E-DSK-03"]
    assert bench.root.takes()[0].label == "print-matte"
    assert (bench.history.canUndo(), bench.history.canRedo()) == (False, False)


def test_it_tells_when_the_register_has_changed(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.history.written, timeout=5000):
        bench.say(bench.takes[0], "Q1", lambda desk: desk.review("accept", "", ""))
        bench.settle()


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["review", "take-back", "relabel", "trim", "note", "threshold"]),
        st.integers(0, 1),
        st.sampled_from(["Q1", "Q2"]),
        st.integers(0, 2),
    ),
    min_size=20,
    max_size=20,
)


def _edit(bench: Bench, what: str, which: int, who: str, n: int) -> None:
    take = bench.takes[which]
    if what == "threshold":
        bench.now += 2
        bench.set(("depth", "fused")[which], float(n))
    elif what == "review":
        verdict = ("accept", "reject", "retake")[n]
        bench.say(take, who, lambda desk: desk.review(verdict, "other", "x" * n))  # type: ignore[arg-type]
    elif what == "take-back":
        bench.say(take, who, lambda desk: desk.undo())
    elif what == "relabel":
        label = ("bona-fide", "print-matte", "replay-phone")[n]
        bench.say(take, who, lambda desk: desk.relabel(label))
    elif what == "trim":
        mark = ("start", "end", "clear")[n]
        bench.say(take, who, lambda desk: desk.trim(mark, 5, 9))
    else:
        text = "abc"[:n]

        def note(desk: Desk) -> None:
            note_take(desk.root, desk.id, text, reviewer=who, key=desk.key)

        bench.say(take, who, note)
    bench.settle()


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_twenty_edits_and_twenty_undos_are_the_start_state(
    bench: Bench, edits: list[tuple[str, int, str, int]]
) -> None:
    """A label, a reject, a note and a threshold: each is a step, and each comes back."""
    bench.history.clear()
    states = [bench.state()]
    for edit in edits:
        before = bench.history.count()
        _edit(bench, *edit)
        if bench.history.count() > before:  # a take-back of nothing is refused, and no step
            states.append(bench.state())
    steps = len(states) - 1
    assert bench.history.count() == steps
    for state in states[:-1][::-1]:
        bench.history.undo()
        bench.settle()
        assert bench.state() == state
    for state in states[1:]:
        bench.history.redo()
        bench.settle()
        assert bench.state() == state
    for _ in range(steps):
        bench.history.undo()
    bench.settle()
    assert bench.state() == states[0]
