from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from liveness.capture.profiled import weights_of
from liveness.datasets.amendments import Review, Supersede
from liveness.datasets.durable import append_line
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.metrics import ACCEPT, REJECT, Rule
from liveness.datasets.profile import CameraProfile
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrating import calibrate
from liveness.studio.evaluating import FITTED, Question, _once_each, evaluate
from liveness.studio.fused_scores import fusion_of
from liveness.studio.schemes import Judged
from liveness.studio.trial_table import fuse_rows, read_table

Site = Callable[..., DatasetRoot]
PHONE = CameraProfile(device="phone", kind="camera", width=1920, height=1080)


def test_uncalibrated_it_counts_the_decisions_of_the_fusion(site: Site) -> None:
    root = site()
    found = evaluate(root)
    assert not found.calibrated
    assert (found.accept, found.reject) == (1.0, -2.0)
    rates = found.assessment.rates
    assert [each.species for each in rates.species] == [
        "mask-rigid",
        "print-matte",
        "replay-phone",
    ]
    assert rates.bona_fide == 32
    assert sum(each.presentations for each in rates.species) == 96
    assert rates.bona_fide_undecided.errors > 0
    assert found.warnings[0].startswith("uncalibrated")
    assert found.data.takes == 128


def test_a_profile_is_not_judged_on_the_people_it_was_fitted_on(site: Site) -> None:
    root = site(people=12)
    profile, _ = calibrate(root)
    found = evaluate(root, Question(profile=profile))
    assert found.data.takes == len(profile.parts["validate"])
    assert found.left_out[FITTED] == len(profile.parts["fit"])
    # the very numbers that the profile bears
    assert found.assessment == profile.validation
    assert found.accept == weights_of(profile).accept
    assert found.calibrated


def test_a_profile_on_another_camera_says_so(site: Site) -> None:
    profile, _ = calibrate(site("home", people=12))
    away = site("away", people=4, camera=PHONE, prefix="X", seed=5)
    found = evaluate(away, Question(profile=profile))
    assert found.warnings[0] == (
        "64 of 64 takes: the profile was made for desk camera at 1280 x 720, this is phone at "
        "1920 x 1080"
    )


def test_within_judges_everybody_once_by_those_who_never_saw_them(site: Site) -> None:
    root = site(people=10)
    found = evaluate(root, Question("within"))
    assert found.data.takes == 160
    assert found.assessment.rates.bona_fide == 40
    assert len(found.parts[0].thresholds) == 5
    assert found.accept is None
    bpcer = found.assessment.rates.bpcer
    assert bpcer.low is not None
    assert bpcer.low <= 0.05 <= 1


def test_a_species_left_out_is_judged_by_fits_that_never_saw_it(site: Site) -> None:
    root = site(people=10)
    found = evaluate(root, Question("leave-one-species-out"))
    assert [part.left_out for part in found.parts] == [
        "mask-rigid",
        "print-matte",
        "replay-phone",
    ]
    for part in found.parts:
        assert [each.species for each in part.rates.species] == [part.left_out]
        assert part.rates.species[0].presentations == 40
        assert part.rates.bona_fide == 40
    # pooled, each bona fide take counts once, not once for each species
    assert found.assessment.rates.bona_fide == 40
    assert found.assessment.rates.bpcer.n == 40


@pytest.mark.parametrize("scheme", ["leave-one-session-out", "leave-one-camera-out"])
def test_one_session_or_camera_cannot_be_left_out(site: Site, scheme: str) -> None:
    with pytest.raises(DataError, match="there is ") as caught:
        evaluate(site(people=8), Question(scheme))  # type: ignore[arg-type]
    assert caught.value.code == "E-CAL-02"


def test_sessions_are_left_out(site: Site) -> None:
    found = evaluate(site(people=10, sessions=2), Question("leave-one-session-out"))
    assert len(found.parts) == 2
    assert found.data.takes == 160
    assert set(found.groups) == {"session"}


def test_across_datasets_the_loss_is_told_and_the_same_people_are_never_on_both_sides(
    site: Site,
) -> None:
    home = site("home", people=10)
    away = site("away", people=10, seed=9, shift=1.5, camera=PHONE)
    found = evaluate(home, Question("cross", against=away))
    assert found.loss is not None
    assert found.loss.apcer_loss is not None
    assert found.loss.apcer_loss > 0.2  # attacks look more alive there
    assert found.within is not None
    assert found.within.rates.apcer == found.loss.apcer_within
    assert found.data.takes == 160
    assert next(iter(found.model_dump())) == "format"
    strangers = site("strangers", people=4, seed=9, prefix="X")
    assert evaluate(home, Question("cross", against=strangers)).data.takes == 64


def test_a_dataset_like_the_one_learnt_from_loses_little(site: Site) -> None:
    home, twin = site("home", people=12, each=6), site("twin", people=12, each=6, seed=4)
    found = evaluate(home, Question("cross", against=twin))
    assert found.loss is not None
    assert found.loss.bpcer_loss is not None
    assert abs(found.loss.bpcer_loss) < 0.15
    assert "both datasets were recorded with the same camera" in found.warnings


def test_what_was_put_aside_is_counted_and_not_judged(site: Site) -> None:
    root = site(people=4)
    log = root.path / "sessions" / "visit-0" / "takes.jsonl"
    append_line(log, Supersede(id="T-site-00000", by="T-site-00001").model_dump_json())
    review = Review(id="T-site-00002", verdict="reject", reviewer="R1")
    append_line(log, review.model_dump_json())
    root.consents.withdraw("C-S3")
    path = root.path / "consents" / "C-S2.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "scope": ["record", "train"]}))
    found = evaluate(root)
    assert found.left_out == {
        "consent does not cover evaluate": 16,
        "consent withdrawn": 16,
        "rejected in review": 1,
        "superseded by a retake": 1,
    }
    assert found.data.takes == 30


def test_injected_video_is_told_apart(site: Site) -> None:
    root = site(people=4, species=("print-matte", "injected-video"))
    found = evaluate(root)
    assert [each.species for each in found.assessment.rates.species] == ["print-matte"]
    assert found.injection is not None
    assert found.injection.species[0].presentations == 16
    assert found.data.attacks == 32


def test_the_same_takes_give_the_same_bytes(site: Site) -> None:
    root = site(people=8)
    texts = {
        evaluate(root, Question("within", seed=2), workers=n).model_dump_json() for n in (1, 2)
    }
    assert len(texts) == 1
    assert '"polarity"' in texts.pop()


@pytest.mark.parametrize(
    "question", [Question("cross"), Question("within", against=None, profile=None)]
)
def test_questions_that_fit_together_or_not(site: Site, question: Question) -> None:
    if question.scheme == "within":
        question.check()
        return
    with pytest.raises(UsageError, match="--against"):
        evaluate(site(people=2), question)


def test_a_profile_and_a_scheme_contradict_each_other(site: Site) -> None:
    profile, _ = calibrate(site(people=12))
    with pytest.raises(UsageError, match="takes no profile"):
        Question("within", profile=profile).check()


def test_an_empty_dataset_and_one_class_alone(site: Site) -> None:
    with pytest.raises(DataError, match="no take to judge"):
        evaluate(site("empty", people=0))
    alone = evaluate(site("alone", people=3, species=()))
    assert alone.assessment.rates.apcer is None
    assert "there are no attacks, so there is no APCER" in alone.warnings
    with pytest.raises(DataError, match="cannot be kept apart"):
        evaluate(site("few", people=2), Question("within"))


def test_a_strict_rule_costs_bona_fide(site: Site) -> None:
    root = site(people=10)
    loose, strict = (
        evaluate(root, Question("within", rule=Rule.parse(f"apcer<={limit}")))
        for limit in (0.5, 0.05)
    )
    assert (strict.assessment.rates.bpcer.value or 0) > (
        loose.assessment.rates.bpcer.value or 0
    )


def test_takes_of_the_demo_camera_are_told(site: Site) -> None:
    demo = CameraProfile(device="", kind="demo", width=1280, height=720)
    found = evaluate(site(people=3, camera=demo))
    assert found.warnings[0].startswith("all takes are of the demo camera")
    assert not any("demo camera" in line for line in evaluate(site("real")).warnings)


def test_of_several_fits_that_judged_a_take_each_has_its_turn(site: Site) -> None:
    rows = [row for row in read_table(site(people=4)).rows if row.species is None]
    parts = []
    for outcome in (ACCEPT, REJECT):
        part = Judged(str(outcome), rows=list(rows), outcomes=[outcome] * len(rows))
        part.fused = fuse_rows(rows, fusion_of(None))
        parts.append(part)
    whole = _once_each(parts)
    assert len(whole.rows) == len(rows) == 16
    assert sorted(whole.outcomes) == [REJECT] * 8 + [ACCEPT] * 8
