from __future__ import annotations

import numpy as np
import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.metrics.confounders import ConfounderAudit, Fact, audit_confounders

PEOPLE, EACH = 12, 8


def _facts(random: np.random.Generator) -> tuple[list[bool], dict[str, list[Fact]], list[str]]:
    """A balanced set: every person has both classes under the same circumstances."""
    n = PEOPLE * EACH
    bona_fide = [i % 2 == 0 for i in range(n)]
    people = [f"S{i // EACH}" for i in range(n)]
    # people differ in light and hour, as they do on site; the classes do not
    own_light = random.normal(120, 20, PEOPLE)
    facts: dict[str, list[Fact]] = {
        "luma": [float(own_light[i // EACH] + random.normal(0, 5)) for i in range(n)],
        "face_px": [float(random.normal(100, 15)) for _ in range(n)],
        "hour": [float(9 + i // EACH) for i in range(n)],
        "camera": [f"cam-{i // (n // 2)}" for i in range(n)],
        "operator": [str(random.choice(["O1", "O2"])) for _ in range(n)],
    }
    return bona_fide, facts, people


def _audit(seed: int, plant: str = "") -> ConfounderAudit:
    random = np.random.default_rng(seed)
    bona_fide, facts, people = _facts(random)
    if plant == "luma":
        facts["luma"] = [
            float(value) - 70 * (not live)  # type: ignore[arg-type]
            for value, live in zip(facts["luma"], bona_fide, strict=True)
        ]
    elif plant == "camera":
        facts["camera"] = ["cam-0" if live else "cam-1" for live in bona_fide]
    return audit_confounders(bona_fide, facts, people, seed=seed, permutations=199)


def test_darker_attacks_are_named_with_what_to_record() -> None:
    found = _audit(1, "luma")
    assert found.accused
    assert found.named[0] == "luma"
    assert found.low > 0.5
    assert found.low <= found.auc <= found.high
    (dark,) = [c for c in found.cells if c.lacks == "bona fide" and "below" in c.condition]
    assert dark.fact == "luma"
    assert dark.other > dark.have


def test_attacks_of_another_camera_are_named() -> None:
    found = _audit(2, "camera")
    assert found.accused
    assert found.named[0] == "camera"
    assert found.facts[0].auc == 1.0
    assert {(c.condition, c.lacks, c.have) for c in found.cells if c.fact == "camera"} == {
        ("camera is cam-0", "attack", 0),
        ("camera is cam-1", "bona fide", 0),
    }


def test_a_balanced_set_is_not_accused() -> None:
    accused = sum(_audit(seed).accused for seed in range(100))
    # .05 of the draws are the price of p <= .05; 19 of 400 were seen
    assert accused <= 5
    assert not any(_audit(seed).named for seed in range(20) if not _audit(seed).accused)


def test_who_was_recorded_is_not_what_is_found() -> None:
    """Everybody has a camera and an hour of their own: that tells nothing of the class."""
    random = np.random.default_rng(5)
    bona_fide, facts, people = _facts(random)
    facts["camera"] = [f"cam-{person}" for person in people]
    assert not audit_confounders(bona_fide, facts, people, permutations=199).accused


def test_a_fact_that_is_known_of_one_class_only_tells_it() -> None:
    bona_fide, facts, people = _facts(np.random.default_rng(6))
    facts["face_px"] = [1.0 if live else None for live in bona_fide]
    found = audit_confounders(bona_fide, facts, people, permutations=199)
    assert found.named[0] == "face_px"


@pytest.mark.parametrize(
    ("change", "word"),
    [("one person", "person"), ("few", "too few"), ("same", "no fact differs")],
)
def test_too_little_to_audit_is_said(change: str, word: str) -> None:
    bona_fide, facts, people = _facts(np.random.default_rng(7))
    if change == "one person":
        people = ["S1"] * len(people)
    elif change == "few":
        bona_fide = [i < 5 for i in range(len(people))]
    else:
        facts = {"luma": [1.0] * len(people)}
    with pytest.raises(DataError, match=word) as caught:
        audit_confounders(bona_fide, facts, people)
    assert caught.value.code == "E-CAL-21"


def test_it_is_the_same_again() -> None:
    assert _audit(3, "luma") == _audit(3, "luma")
