from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.metrics import Rule
from liveness.datasets.profile import Profile
from liveness.datasets.splits import make_split
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrating import Wish, calibrate
from liveness.studio.fused_scores import fusion_of
from liveness.studio.learning import learn
from liveness.studio.trial_table import Row, fuse_rows, read_table, trials_of

Site = Callable[..., DatasetRoot]


def people_of(root: DatasetRoot, takes: tuple[str, ...]) -> set[str]:
    known = {record.id: record for record in root.takes()}
    found = {known[take].subject for take in takes} | {known[take].target for take in takes}
    return {name for name in found if name is not None}


def test_nobody_is_on_both_sides(site: Site) -> None:
    root = site(people=12)
    profile, _ = calibrate(root, Wish(seed=3))
    fit, validate = profile.parts["fit"], profile.parts["validate"]
    assert fit
    assert validate
    assert not set(fit) & set(validate)
    assert not people_of(root, fit) & people_of(root, validate)
    pais = {record.id: record.pai for record in root.takes()}
    assert not {pais[t] for t in fit} - {None} & {pais[t] for t in validate}


def test_what_the_profile_says_of_itself(site: Site) -> None:
    root = site(people=12)
    profile, table = calibrate(root)
    assert len(table.rows) == 12 * 4 * 4
    assert all(weight >= 0 for weight in profile.fusion.weights.values())
    assert profile.fusion.weights["reflection"] < 0.3 * profile.fusion.weights["depth"]
    assert profile.calibration is not None
    assert profile.operating_point.chosen_on == "held-out"
    assert profile.data.takes == len(profile.parts["fit"]) + len(profile.parts["validate"])
    assert profile.limits.cameras[0].device == "desk camera"
    assert profile.limits.lightings == ("office",)
    assert "share sessions" in profile.notes[0]
    information = profile.validation.information
    assert information is not None
    assert information.cllr < 0.7
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
    assert set(profile.thresholds) >= {"depth", "texture"}


def test_the_rule_holds_roughly_on_people_who_were_not_seen(site: Site) -> None:
    root = site(people=24, each=5)
    profile, _ = calibrate(root, Wish(rule=Rule.parse("bpcer<=0.1")))
    bpcer = profile.validation.rates.bpcer
    assert bpcer.low is not None
    assert bpcer.high is not None
    assert bpcer.low <= 0.1 <= bpcer.high + 0.05


def test_the_same_data_and_seed_give_the_same_numbers(site: Site) -> None:
    root = site(people=10)
    first, second = (calibrate(root, Wish(seed=1, id="p"))[0] for _ in range(2))
    drop = {"created_utc", "sha256"}
    assert first.model_dump(exclude=drop) == second.model_dump(exclude=drop)
    other, _ = calibrate(root, Wish(seed=2, id="p"))
    assert other.parts != first.parts


def test_calibrated_scores_are_likelihood_ratios(site: Site) -> None:
    root = site(people=30, each=5)
    rows = list(read_table(root).rows)
    half = len(rows) // 2
    learnt = learn(rows[:half], Rule.parse("cost"))
    trials = trials_of(rows[half:], fuse_rows(rows[half:], fusion_of(learnt.fusion)))
    assert learnt.affine is not None
    assert learnt.threshold == pytest.approx(0, abs=0.7)  # of likelihood ratios, even costs
    person = trials.bona_fide_scores()
    assert person.mean() > 1
    assert np.isfinite(trials.scores).all()


def test_a_named_split_is_used(site: Site) -> None:
    root = site(people=12)
    split = make_split(root, "half", {"train": 50, "test": 50}, seed=1)
    profile, _ = calibrate(root, Wish(split="half"))
    names = {key: name for name, key in root.subject_keys().items()}
    assert people_of(root, profile.parts["fit"]) == {names[k] for k in split.parts["train"]}
    assert people_of(root, profile.parts["validate"]) == {names[k] for k in split.parts["test"]}
    make_split(root, "odd", {"a": 1, "b": 1})
    with pytest.raises(UsageError, match="parts a, b") as caught:
        calibrate(root, Wish(split="odd"))
    assert caught.value.code == "E-CAL-05"
    with pytest.raises(UsageError, match="there is no split"):
        calibrate(root, Wish(split="none"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"people": 1}, "bona fide takes of 2 people"),
        ({"people": 4, "species": ()}, "attacks, there are none"),
        ({"people": 2}, "fit and validation cannot be kept apart"),
        ({"people": 0}, "there is nobody"),
    ],
)
def test_what_is_missing_is_named(site: Site, content: dict[str, object], words: str) -> None:
    with pytest.raises(DataError, match=words) as caught:
        calibrate(site(**content))
    assert caught.value.code == "E-CAL-02"


def test_few_people_give_a_profile_that_says_what_it_lacks(site: Site) -> None:
    profile, _ = calibrate(site(people=4))
    assert profile.calibration is None
    assert profile.operating_point.chosen_on == "fit"
    assert any("too few people to hold some out" in note for note in profile.notes)
    assert profile.validation.warnings


def test_a_consent_without_training_keeps_its_takes_out_of_the_fit(site: Site) -> None:
    root = site(people=12)
    path = root.path / "consents" / "C-S3.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "scope": ["record", "evaluate"]}))
    for seed in range(4):
        profile, _ = calibrate(root, Wish(seed=seed))
        assert "S3" not in people_of(root, profile.parts["fit"])


def test_a_signal_that_always_abstains_has_no_say(site: Site) -> None:
    rows = list(read_table(site(people=10)).rows)
    for row in rows:
        assert isinstance(row, Row)
    learnt = learn(rows, Rule.parse("bpcer<=0.05"))
    assert learnt.fusion.calibrated
    assert "motion" not in learnt.fusion.weights  # no take holds evidence of it
