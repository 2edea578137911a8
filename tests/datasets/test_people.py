from __future__ import annotations

from liveness.datasets.amendments import Relabel
from liveness.datasets.people import groups_of, linker_of, people_of
from liveness.datasets.take import TakeRecord


def _take(subject: str | None, target: str | None = None) -> TakeRecord:
    return TakeRecord(
        id="T1",
        session="a",
        file="T1.h5",
        sha256="0" * 64,
        frames=1,
        seconds=1.0,
        faces=1,
        label="print-matte",
        subject=subject,
        target=target,
    )


def test_presenter_and_target_stand_together() -> None:
    takes = [_take("A"), _take("B", "C"), _take("D", "E"), _take(None, "C"), _take("E", "B")]
    assert groups_of(takes) == [("A",), ("B", "C", "D", "E")]
    assert groups_of(reversed(takes)) == groups_of(takes)


def test_a_pai_that_shows_nobody_is_nobody() -> None:
    assert people_of(_take(None)) == ()
    assert groups_of([_take(None)]) == []


def test_a_corrected_target_links_as_the_recorded_one_does() -> None:
    line = Relabel(id="T1", label="print-bent", target="D", reviewer="Q")
    take = _take("B", "C").relabelled(line)
    assert people_of(take) == ("B", "D", "C")


def test_who_links_most_is_named() -> None:
    takes = [_take("P", "A"), _take("P", "B"), _take("P", "B"), _take("A", "B"), _take("Z")]
    assert linker_of(takes, ("A", "B", "P")) == ("A", 2)
    assert linker_of([*takes, _take("P", "C")], ("A", "B", "C", "P")) == ("P", 3)
    assert linker_of(takes, ("Z",)) is None
