from __future__ import annotations

import pytest

from liveness.datasets.evidence import Evidence
from liveness.widgets import samples, wording
from liveness.widgets.theme import State


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.449, "+1.4"),
        (-0.2151, "-0.22"),
        (12.6, "+13"),
        (0.0, "0.0"),
        (0.0996, "+0.100"),
        (-3.96, "-4.0"),
        (123.4, "+120"),
    ],
)
def test_two_significant_digits(value: float, text: str) -> None:
    assert wording.two_digits(value) == text


@pytest.mark.parametrize(
    ("evidence", "state", "word"),
    [
        (None, State.UNDECIDED, "no evidence yet"),
        (Evidence.abstain("depth", "still"), State.UNDECIDED, "abstains"),
        (Evidence("depth", 0.1, True, 1.0), State.UNDECIDED, "neutral"),
        (Evidence("depth", 0.5, True, 1.0), State.BONA_FIDE, "bona fide"),
        (Evidence("depth", -0.5, True, 1.0), State.ATTACK, "attack"),
    ],
)
def test_state_and_word_agree(evidence: Evidence | None, state: State, word: str) -> None:
    assert wording.state_of(evidence) is state
    assert wording.word_of(evidence) == word


def test_decisions_and_durations() -> None:
    assert wording.fused_state(samples.fused(-2.5)) is State.ATTACK
    assert wording.fused_state(None) is State.UNDECIDED
    assert wording.decision_word("reject") == "reject"
    assert wording.sentence("head still. ") == "Head still."
    assert wording.duration(45) == "45 s"
    assert wording.duration(245) == "4 min 05 s"
    assert wording.duration(11_520) == "3 h 12 min"
