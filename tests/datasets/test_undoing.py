"""An undo appends one more line; the register then reads as without the line before."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liveness.datasets.amendments import Undo, new_key, taken_back
from liveness.datasets.catalog import Catalog
from liveness.datasets.errors import UsageError
from liveness.datasets.register import read_reviews
from liveness.datasets.reviewing import (
    find_take,
    mark_take,
    note_take,
    relabel_take,
    review_take,
    take_back,
    trim_take,
    withdraw_review,
)
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("finalise_here")


@pytest.fixture
def take(root: DatasetRoot, journal_of: Callable[..., Path]) -> TakeRecord:
    return root.finalise(journal_of(3))


def _undo(key: str, of: str) -> Undo:
    return Undo(id="T", of=of, reviewer="Q", key=key)


A, B, C, D = ("a" * 16, "b" * 16, "c" * 16, "d" * 16)


@pytest.mark.parametrize(
    ("undos", "gone"),
    [
        ([], set()),
        ([(B, A)], {A}),
        ([(B, A), (C, B)], {B}),  # an undo taken back: the line counts again
        ([(C, B), (B, A)], {B}),  # whatever the order in which a merge left them
        ([(B, A), (C, B), (D, A)], {B, A}),  # and undone once more
        ([(A, A)], {A}),  # damage: never an endless loop
        ([(A, B), (B, A)], {A}),
    ],
)
def test_undos_are_followed(undos: list[tuple[str, str]], gone: set[str]) -> None:
    assert taken_back(_undo(key, of) for key, of in undos) == gone


def test_a_long_chain_of_undo_and_redo_is_followed() -> None:
    keys = [new_key() for _ in range(3001)]
    chain = [_undo(key, of) for of, key in itertools.pairwise(keys)]
    assert keys[0] not in taken_back(chain)
    assert keys[0] in taken_back(chain[:-1])


def test_each_kind_is_taken_back_and_done_again(root: DatasetRoot, take: TakeRecord) -> None:
    lines = root.take_path(take).parent / "takes.jsonl"
    start = root.takes()
    manifest = (root.path / "manifest.csv").read_bytes()
    said = [
        review_take(root, take.id, "reject", reviewer="Q1", reasons=["blurred"]),
        relabel_take(root, take.id, "print-matte", reviewer="Q1", target="S2"),
        trim_take(root, take.id, 1, 2, reviewer="Q1"),
        note_take(root, take.id, "lamp flickered", reviewer="Q1"),
        mark_take(root, take.id, "non-response", reviewer="Q1", reason="kiosk froze"),
    ]
    (done,) = root.takes()
    assert (done.label, done.usable, done.result) == ("print-matte", False, "non-response")
    assert done.note is not None
    assert done.note.text == "lamp flickered"
    with Catalog(root) as catalog:
        assert catalog.takes() == [done]
    undos = [take_back(root, take.id, line.key or "", reviewer="Q1") for line in said[::-1]]
    assert root.takes() == start
    assert (root.path / "manifest.csv").read_bytes() == manifest
    for undo in undos[::-1]:
        take_back(root, take.id, undo.key or "", reviewer="Q1")
    assert root.takes() == [done]
    assert b"print-matte" in (root.path / "manifest.csv").read_bytes()
    assert len(lines.read_text().splitlines()) == 1 + 3 * len(said)
    assert verify_root(root) == []


def test_nobody_takes_back_what_another_said(root: DatasetRoot, take: TakeRecord) -> None:
    line = note_take(root, take.id, "mine", reviewer="Q1")
    for key, reviewer in ((line.key or "", "Q2"), (new_key(), "Q1")):
        with pytest.raises(UsageError, match="E-LAB-05: there is nothing of"):
            take_back(root, take.id, key, reviewer=reviewer)


def test_lines_of_before_have_no_key_and_count(root: DatasetRoot, take: TakeRecord) -> None:
    lines = root.take_path(take).parent / "takes.jsonl"
    review_take(root, take.id, "reject", reviewer="Q1")
    text = lines.read_text().splitlines()
    old = json.loads(text[-1])
    del old["key"]
    lines.write_text("\n".join([text[0], json.dumps(old)]) + "\n")
    assert not find_take(root, take.id).usable


def test_an_aborted_take_counts_for_nothing(root: DatasetRoot, take: TakeRecord) -> None:
    mark_take(root, take.id, "aborted", reviewer="O1", reason="phone rang")
    (now,) = root.takes()
    assert (now.usable, now.result, now.outcome) == (False, "aborted", take.outcome)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["review", "withdraw", "relabel", "trim", "note", "mark"]),
        st.sampled_from(["Q1", "Q2"]),
        st.integers(0, 2),
    ),
    min_size=20,
    max_size=20,
)


def _edit(root: DatasetRoot, id_: str, what: str, who: str, n: int) -> str | None:
    """Say something, and return its key; None where there was nothing to say."""
    if what == "review":
        verdict = ("accept", "reject", "retake")[n]
        return review_take(root, id_, verdict, reviewer=who).key  # type: ignore[arg-type]
    if what == "withdraw":
        try:
            return withdraw_review(root, id_, reviewer=who).key
        except UsageError:
            return None
    if what == "relabel":
        label = ("bona-fide", "print-matte", "replay-phone")[n]
        return relabel_take(root, id_, label, reviewer=who).key
    if what == "trim":
        return trim_take(root, id_, n or None, None, reviewer=who).key
    if what == "note":
        return note_take(root, id_, "abc"[:n], reviewer=who).key
    outcome = ("aborted", "non-response", "aborted")[n]
    return mark_take(root, id_, outcome, reviewer=who, reason=str(n)).key  # type: ignore[arg-type]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_twenty_edits_and_twenty_undos_equal_the_start(
    root: DatasetRoot,
    take: TakeRecord,
    monkeypatch: pytest.MonkeyPatch,
    edits: list[tuple[str, str, int]],
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # hundreds of lines
    start = root.takes()
    before = {key: value for key, value in read_reviews(root.path).items() if value}
    lines = root.take_path(take).parent / "takes.jsonl"
    written = lines.read_bytes()
    keys = [(_edit(root, take.id, *edit), edit[1]) for edit in edits]
    for key, who in keys[::-1]:
        if key is not None:
            take_back(root, take.id, key, reviewer=who)
    assert root.takes() == start
    after = {key: value for key, value in read_reviews(root.path).items() if value}
    assert after == before
    assert lines.read_bytes().startswith(written)
