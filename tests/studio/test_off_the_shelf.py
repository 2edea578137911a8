"""Trained detectors beside our fusion: who meets a target, and whether calibration helps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.metrics import Rule
from liveness.datasets.model_file import read_model
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app, run_app
from liveness.studio.comparison import Comparison, meets
from liveness.studio.comparison_page import comparison_html
from liveness.studio.demonstration import ensure_consents, plan, record_demo_take
from liveness.studio.off_the_shelf import _Model, _passes, compare_models, compare_said
from liveness.studio.trial_table import Table, read_table

from .conftest import add_person, add_take, score_record

Site = Callable[..., DatasetRoot]
RULE = Rule.parse("bpcer<=0.05")


def _said(
    table: Table, means: Mapping[str, float], *, sd: float = 0.7, silent: Sequence[str] = ()
) -> dict[str, float]:
    """What a detector says: normal about a mean by label, nothing on some labels."""
    chance = np.random.default_rng(5)
    return {
        row.take: float(chance.normal(means.get(row.label, means["attack"]), sd))
        for row in table.rows
        if row.label not in silent
    }


def _compared(table: Table, said: Mapping[str, float], target: float = 0.1) -> Comparison:
    return compare_said(table, [_Model("shelf", "0" * 64, said)], target, RULE, 0)


def _verdict(found: Comparison) -> str:
    return next(told for told in found.verdicts if told.startswith("shelf"))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Twelve people in pairs, 96 bona fide takes, 96 of one attack; depth is of no use."""
    root = DatasetRoot.create(tmp_path_factory.mktemp("shelf") / "root")
    (root.path / "scores").mkdir(exist_ok=True)
    chance = np.random.default_rng(2)
    for i in range(12):
        add_person(root, f"S{i}")
        for k in range(8):
            for label in ("bona-fide", "replay-phone"):
                attack = label != "bona-fide"
                add_take(
                    root,
                    (i * 8 + k) * 2 + attack,
                    label,
                    f"S{i}",
                    score_record({"depth": float(chance.normal(-1.5 if attack else 1.5, 0.5))}),
                    target=f"S{i ^ 1}" if attack else None,
                    pai=f"phone-{i}" if attack else None,
                )
    return read_table(root)


def test_a_detector_that_parts_them_meets_the_target_as_it_comes(table: Table) -> None:
    found = _compared(table, _said(table, {"bona-fide": 4, "attack": -4}))
    assert "as it comes it meets it" in _verdict(found)
    assert "0 of 96" in _verdict(found)
    assert [s.kind for s in found.systems] == ["calibrated", "as-it-comes", "calibrated"]
    # the same takes for all
    assert {s.assessment.rates.bona_fide for s in found.systems} == {96}


def test_a_shifted_detector_needs_calibration_which_closes_the_gap(table: Table) -> None:
    said = _said(table, {"bona-fide": 9, "attack": 3})
    found = _compared(table, said)
    assert "does not meet it (APCER of replay-phone 96 of 96)" in _verdict(found)
    assert "calibration on these takes closes the gap" in _verdict(found)
    after = next(s for s in found.systems if s.name == "shelf" and s.kind == "calibrated")
    assert after.assessment.rates.apcer is not None
    assert after.assessment.rates.apcer.errors <= 3


def test_a_blind_detector_is_not_helped(table: Table) -> None:
    found = _compared(table, _said(table, {"bona-fide": 2, "attack": 2}))
    assert "does not close the gap" in _verdict(found)


def test_silence_is_no_rejection(table: Table) -> None:
    said = _said(table, {"bona-fide": 4, "attack": -4})
    some = {take: value for i, (take, value) in enumerate(sorted(said.items())) if i % 3}
    found = _compared(table, some)
    assert "as it comes it does not meet it (no answer to" in _verdict(found)


def test_few_takes_do_not_tell(table: Table) -> None:
    few = Table(tuple(r for r in table.rows if r.subject in ("S0", "S1", "S2", "S3")), {}, ())
    found = _compared(few, _said(few, {"bona-fide": 4, "attack": -4}), target=0.05)
    told = _verdict(found)
    assert "data are missing" in told
    # 32 clean ones show 8.9 %; 59 would show 5 %
    assert "0 of 32, 27 more without an error needed" in told


def test_where_nothing_can_be_calibrated_it_says_why(table: Table) -> None:
    alone = Table(tuple(r for r in table.rows if r.people == ("S0",)), {}, ())
    found = _compared(alone, _said(alone, {"bona-fide": 4, "attack": -4}))
    assert [s.kind for s in found.systems] == ["as-it-comes", "as-it-comes"]
    assert "there are no attacks" in _verdict(found)
    assert "whether calibration would close a gap cannot be said" in _verdict(found)
    assert "1 people and 0 attacks" in found.why_not_calibrated


def test_nobody_is_calibrated_on_and_judged(table: Table) -> None:
    """A detector that knows each person apart gains nothing: it has not seen them."""
    chance = np.random.default_rng(8)
    secret = {f"S{i}": float(chance.normal(0, 6)) for i in range(12)}
    said = {row.take: secret[row.subject] for row in table.rows}
    found = _compared(table, said)
    after = next(s for s in found.systems if s.name == "shelf" and s.kind == "calibrated")
    assert meets(after, 0.1)[0] == "misses"


def test_pictures_share_a_pass_and_quantities_stay_in_their_signal(
    table: Table, tiny_onnx: ModuleType, tmp_path: Path
) -> None:
    model = _tiny(tiny_onnx, tmp_path, "one")
    passes = _passes([(model, read_model(model))] * 5, ["depth", "texture", "motion"])
    assert [list(slots) for slots in passes] == [
        ["texture", "depth", "motion"],
        ["texture", "depth"],
    ]


def _tiny(tiny_onnx: ModuleType, folder: Path, name: str, gain: float = 0.2) -> Path:
    """A detector by brightness: the bluer the more bona fide."""
    data = tiny_onnx.brightness(4, [[0, 0, 0], [gain, 0, 0]], [0, -100 * gain])
    return Path(tiny_onnx.write_model(folder / name, data, name=name))


@pytest.fixture
def pictured(tmp_path: Path) -> DatasetRoot:
    """Two real takes of the demo camera, a face and a print, of a few frames."""
    root = DatasetRoot.create(tmp_path / "root")
    consents = ensure_consents(root, 2)
    with root.locked():
        session = root.start_session(site="test", operator=None, camera="demo")
        for row in plan(2, 2, seed=1):
            record_demo_take(root, session, consents[row.subject], row, seconds=0.2)
    return root


def test_real_takes_are_scored_once_for_all_models_and_the_command_tells_it(
    pictured: DatasetRoot, tiny_onnx: ModuleType, tmp_path: Path
) -> None:
    models = [_tiny(tiny_onnx, tmp_path, "one"), _tiny(tiny_onnx, tmp_path, "two", -0.2)]
    found = compare_models(pictured, models)
    one, two = (next(s for s in found.systems if s.name == name) for name in ("one", "two"))
    # what one calls bona fide the other one calls an attack
    assert one.assessment.rates.bpcer.errors + two.assessment.rates.bpcer.errors == 1
    (kept,) = (pictured.path / "scores").glob("models-*.jsonl")
    lines = kept.read_text().splitlines()
    assert len(lines) == 2
    arguments = ["evaluate", str(pictured.path), *(f"--model={path}" for path in models)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0
    assert "one, as it comes" in done.stdout
    assert "data are missing" in done.stdout
    text = CliRunner().invoke(app, [*arguments, "--format", "json"]).stdout
    assert Comparison.model_validate_json(text) == found
    assert kept.read_text().splitlines() == lines, "nothing was scored again"
    # an erasure finds the scores of the takes that go
    assert run_app(["erase", str(pictured.path), "--subject", "DEMO-S2", "--yes"]) == 0
    left = [record.file for record in pictured.takes()]
    assert len(left) == 1
    assert [
        json.loads(line)["record"]["source"] for line in kept.read_text().splitlines()
    ] == left
    page = comparison_html(found, title="a <b>", generator="g")
    assert page.count("<polyline") == len([s for s in found.systems if s.assessment.det])
    assert "a &lt;b&gt;" in page
    assert "BPCER of one, as it comes, all takes of fingerprint" in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scheme", "within"], "takes no --profile, --scheme"),
        (["--target", "0"], "--target is a rate"),
        (["--model", "again"], "two models are called tiny"),
    ],
)
def test_what_does_not_fit_is_one_line(
    site: Site,
    tiny_onnx: ModuleType,
    tmp_path: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = str(_tiny(tiny_onnx, tmp_path, "tiny"))
    given = [model if each == "again" else each for each in options]
    root = site(people=2, each=1).path
    assert run_app(["evaluate", str(root), "--model", model, *given]) == 2
    told = capsys.readouterr().err.strip()
    assert told.startswith("E-CAL-05")
    assert words in told
    assert "\n" not in told
