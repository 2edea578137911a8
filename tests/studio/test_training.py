from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness.capture.model import ModelScorer
from liveness.capture.model_input import feature_input
from liveness.capture.model_runtime import open_network
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.model_file import ModelFile, read_model
from liveness.datasets.store import DatasetRoot
from liveness.studio.held_out import hold_out
from liveness.studio.trained import Trained
from liveness.studio.training import train
from liveness.studio.training_rows import raw_examples
from liveness.studio.trial_table import read_table

Site = Callable[..., DatasetRoot]
UNITS = {"coherence": "1", "shape": "1", "triples": "1", "frame_rate": "1/s"}


def stripped(made: Trained) -> ModelFile:
    """A model without the time at which it was made."""
    training = made.training.model_copy(update={"created_utc": ""})
    return made.file.model_copy(update={"training": training})


def test_the_file_is_loaded_as_any_other_and_tells_bona_fide(
    motion_site: Site, tmp_path: Path
) -> None:
    made = train(motion_site(), "motion")
    path = tmp_path / "m.json"
    made.write(path)
    model = read_model(path)
    assert ModelScorer(model).file == model.file
    features = model.file.networks[0].features
    assert features is not None
    runtime = open_network(model.networks[0], "m")
    answers = []
    for coherence in (1.0, -1.0):
        blob = feature_input(features, {"coherence": coherence})
        assert not isinstance(blob, str)
        answers.append(float(runtime.run(blob)[0].ravel()[0]))
    assert answers[0] > 1
    assert answers[1] < -1


def test_how_the_take_was_recorded_is_not_learnt(motion_site: Site) -> None:
    made = train(motion_site(apart=0.0), "motion")
    features = made.file.networks[0].features
    assert features is not None
    assert set(features.names) == {"coherence", "shape"}
    auc = made.training.auc
    assert auc.low is not None
    assert auc.low < 0.5 + 0.1, "nothing but the visit told them apart"
    assert any("help little" in note or "still help" in note for note in made.training.notes)


def test_who_judges_has_seen_neither_person_nor_pai(motion_site: Site) -> None:
    rows = read_table(motion_site()).rows
    examples, _ = raw_examples(rows, "motion", UNITS)
    held = hold_out(examples, 0, lambda: None, indicate=True)
    for k in range(held.folds.count):
        seen = [examples.rows[i] for i in held.folds.trained(examples.rows, k)]
        judged = [examples.rows[i] for i in held.folds.tested(examples.rows, k)]
        assert judged
        assert not {n for r in seen for n in r.people} & {n for r in judged for n in r.people}
        assert not {r.pai for r in seen} - {None} & {r.pai for r in judged}


def test_what_it_says_of_its_making(motion_site: Site) -> None:
    made = train(motion_site(), "motion", seed=4)
    training, file = made.training, made.file
    assert (training.signal, training.seed) == ("motion", 4)
    assert training.data.takes == 8 * 3 * 2
    assert training.data.subjects == 8
    assert training.auc.value > 0.9
    assert training.held_out.rates.bpcer.n == 16
    assert training.held_out.rates.bpcer.upper is not None
    sizes = [point.subjects for point in training.curve]
    assert sizes == sorted(set(sizes))
    assert any("first look" in note for note in training.notes)
    assert training.data.sha256[:12] in file.provenance
    assert file.calibration is not None
    # 8 people do not show more than a likelihood ratio of 9
    assert file.limits == pytest.approx((-math.log(9), math.log(9)))
    assert file.window == 1


def test_the_same_takes_and_seed_give_the_same_model(motion_site: Site) -> None:
    root = motion_site()
    first, second = train(root, "motion"), train(root, "motion")
    assert first.onnx == second.onnx
    assert stripped(first) == stripped(second)


def test_who_did_not_consent_to_training_is_not_learnt_from(motion_site: Site) -> None:
    made = train(motion_site(refusing=(0, 1)), "motion")
    assert made.training.data.takes == 6 * 3 * 2
    assert made.left_out["consent does not allow training"] == 12


def test_too_little_is_named(motion_site: Site) -> None:
    with pytest.raises(DataError, match=r"E-CAL-02.*bona fide takes of 2 people"):
        train(motion_site(people=1), "motion")
    with pytest.raises(DataError, match=r"E-CAL-02.*nobody can be held out"):
        train(motion_site("pair", people=2), "motion")
    with pytest.raises(DataError, match="E-CAL-02"):
        train(motion_site("silent"), "reflection")
    with pytest.raises(UsageError, match=r"E-MOD-15.*there are depth"):
        train(motion_site("other"), "colour")


def test_training_again_replaces_the_network_too(motion_site: Site, tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    first = train(motion_site(), "motion").write(path)
    strange = tmp_path / "m-mine.onnx"
    strange.write_bytes(b"of somebody else")
    second = train(motion_site("again", seed=9), "motion").write(path)
    assert first.networks[0].file != second.networks[0].file
    assert not (tmp_path / first.networks[0].file).exists()
    assert strange.exists()
    data = (tmp_path / second.networks[0].file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == second.networks[0].sha256


def test_progress_rises_to_its_end(motion_site: Site) -> None:
    seen: list[tuple[str, int, int]] = []
    train(motion_site(), "motion", on_step=lambda *step: seen.append(step))
    learning = [(done, of) for what, done, of in seen if what == "learning"]
    assert learning == sorted(learning)
    assert learning[-1][0] == learning[-1][1]
    assert {of for _, of in learning} == {learning[-1][1]}
    assert np.all(np.diff([done for done, _ in learning]) >= 0)
