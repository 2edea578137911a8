from __future__ import annotations

import pytest

from liveness.datasets.metrics import upper_limit
from liveness.datasets.planner import CLAIMS, SampleSize, planned_sizes, sample_sizes
from liveness.datasets.take import TakeRecord
from liveness.studio.protocols import find_protocol


@pytest.mark.parametrize(
    ("takes", "errors", "claim", "said"),
    [
        (20, 0, 0.05, "0 errors in 20 only shows 13.9 % or less; 39 more for 5 %"),
        (
            20,
            1,
            0.05,
            "1 error in 20 only shows 21.6 % or less; 73 more without another for 5 %",
        ),
        (
            10,
            2,
            0.15,
            "2 errors in 10 only shows 50.7 % or less; 30 more without another for 15 %",
        ),
        (59, 0, 0.05, "0 errors in 59 shows 5.0 % or less: enough for 5 %"),
        (150, 0, 0.01, "0 errors in 150 only shows 2.0 % or less; 149 more for 1 %"),
        (0, 0, 0.07, "no take yet; 42 without an error show 7 % or less"),
    ],
)
def test_the_sentence_is_that_of_the_table(
    takes: int, errors: int, claim: float, said: str
) -> None:
    assert SampleSize("x", takes, errors, takes, claim).sentence == said


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("takes", "errors"), [(0, 0), (1, 0), (25, 0), (25, 3), (400, 2)])
def test_so_many_more_show_it_and_one_less_does_not(
    claim: float, takes: int, errors: int
) -> None:
    size = SampleSize("x", takes, errors, takes, claim)
    assert upper_limit(errors, takes + size.more) <= claim
    if size.more:
        assert upper_limit(errors, takes + size.more - 1) > claim


def _take(number: int, label: str = "bona-fide", **changes: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"T{number}",
        "session": "visit",
        "file": f"T{number}.h5",
        "sha256": f"{number:064x}",
        "frames": 60,
        "seconds": 2.0,
        "faces": 60,
        "label": label,
        "subject": f"S{number % 2}",
        "decision": "undecided",
    }
    return TakeRecord.model_validate(content | changes)


def test_takes_are_counted_by_label_and_those_that_do_not_count_are_not() -> None:
    takes = [
        _take(0, decision="accept"),
        _take(1, decision="reject"),
        _take(2),
        _take(3, "print-matte", decision="accept", pai="P1"),
        _take(4, "print-matte", decision="reject", pai="P1"),
        _take(5, outcome="aborted"),
        _take(6, outcome="non-response"),
        _take(7, status="incomplete"),
        _take(8, protocol="quick-check"),
    ]
    found = {size.label: size for size in sample_sizes(takes)}
    assert list(found) == ["bona-fide", "print-matte"]
    person, matte = found["bona-fide"], found["print-matte"]
    assert (person.takes, person.errors, person.clusters) == (4, 1, 2)
    assert (matte.takes, matte.errors, matte.clusters) == (2, 1, 1)
    assert matte.caution == "2 takes of 1 PAI or person count for less than 2 independent ones"
    protocol = find_protocol("site-check")
    of_it = {size.label: size.takes for size in sample_sizes(takes, protocol)}
    assert of_it["bona-fide"] == 0
    assert {step.species for step in protocol.steps} - {None} <= set(of_it)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_sizes(takes, claim=0)


def test_a_protocol_says_what_it_will_show() -> None:
    sizes = {size.label: size for size in planned_sizes(find_protocol("site-check"))}
    assert sizes["print-matte"].takes >= 20
    assert sizes["print-matte"].shown == pytest.approx(
        upper_limit(0, sizes["print-matte"].takes)
    )
    twice = planned_sizes(find_protocol("site-check"), subjects=4)
    assert {size.label for size in twice} == set(sizes)
    assert twice[0].takes == 4 * planned_sizes(find_protocol("site-check"), subjects=1)[0].takes
