"""``score`` and ``check`` decide by a profile, and say where it does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from typer.testing import CliRunner

from liveness.capture.check import Check
from liveness.capture.demo import DemoSource
from liveness.capture.verdict import posterior
from liveness.datasets.profile import CameraProfile, Limits, OperatingPoint, Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrating import calibrate
from liveness.studio.cli import app, run_app
from liveness.studio.profiled_scores import ProfileJudge
from liveness.studio.rescoring import Fault, ScoreRecord, SignalScore

Site = Callable[..., DatasetRoot]
DESK = CameraProfile(device="desk camera", kind="camera", width=1280, height=720)


@pytest.fixture
def profile(site: Site) -> Profile:
    return calibrate(site(people=12))[0]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frames enough for some signal to speak."""
    path = tmp_path_factory.mktemp("clip") / "clip.avi"
    source = DemoSource("print-matte", width=800, height=450)
    fourcc = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), fourcc, 30.0, (800, 450))
    for i in range(40):
        writer.write(source.frame(i).image)
    writer.release()
    return path


def record(llr: float, camera: CameraProfile | None = DESK) -> ScoreRecord:
    signal = SignalScore(llr=llr, valid=True, quality=0.8, reasons=("r",), raw={}, units={})
    return ScoreRecord(source="take.h5", signals={"depth": signal}, camera=camera)


def test_the_threshold_of_the_profile_decides(profile: Profile) -> None:
    judge = ProfileJudge(profile, {})
    terms = profile.fusion
    needed = profile.operating_point.threshold - terms.offset - terms.biases["depth"]
    edge = needed / (terms.weights["depth"] * 0.8)
    yes, no = judge.judge(record(edge + 1e-6)), judge.judge(record(edge - 1e-6))
    assert (yes.decision, no.decision) == ("accept", "reject")
    assert yes.calibrated
    assert yes.profile == profile.id
    assert yes.outside == ()
    assert yes.score is not None
    assert yes.confidence == posterior(yes.score)


def test_another_camera_another_version_and_a_model_are_flagged(
    profile: Profile, tmp_path: Path
) -> None:
    (tmp_path / "model.json").write_text("{}")
    old = profile.model_copy(update={"signals": {**profile.signals, "depth": "0"}})
    judge = ProfileJudge(old, {"texture": tmp_path / "model.json"})
    found = judge.judge(record(1.0, DESK.model_copy(update={"width": 640, "height": 480})))
    assert [line.split(",")[0] for line in found.outside] == [
        "the profile was made for desk camera at 1280 x 720",
        "the profile was made for version 0 of depth",
        "the profile was made for no model in texture",
    ]
    assert found.reasons[-3:] == found.outside


def test_a_file_with_an_error_stays_as_it_is(profile: Profile) -> None:
    broken = ScoreRecord(source="x", error=Fault(code="E-DAT-02", text="broken"))
    assert ProfileJudge(profile, {}).judge(broken) == broken


def test_score_and_check_agree_and_flag(
    profile: Profile, clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.json"
    profile.save(path)
    assert run_app(["score", str(clip), "--profile", str(path), "--format", "json"]) == 0
    told = capsys.readouterr()
    (scored,) = json.loads(told.out)
    assert scored["calibrated"] is True
    assert scored["profile"] == profile.id
    assert "1 of 1 files: the profile was made for desk camera" in told.err
    assert scored["score"] is not None
    verdict = json.loads(
        CliRunner()
        .invoke(app, ["check", str(clip), "--profile", str(path), "--format", "json"])
        .stdout
    )
    assert verdict["calibrated"] is True
    assert verdict["outside"] == scored["outside"]
    assert verdict["reasons"][-1].startswith("the profile was made for desk camera")
    # the same frames, one fusion: the same score and confidence to the last digit
    assert (verdict["score"], verdict["confidence"]) == (scored["score"], scored["confidence"])


def test_a_check_with_a_profile_that_fits(profile: Profile, clip: Path) -> None:
    here = profile.model_copy(
        update={
            "limits": Limits(),
            "operating_point": OperatingPoint(
                threshold=-50.0, rule="bpcer<=0.05", chosen_on="held-out", takes=3
            ),
        }
    )
    found = Check(profile=here).run(str(clip))
    assert found.outside == ()
    assert found.decision == "accept"
    assert found.confidence is not None


@pytest.mark.parametrize("command", ["score", "check"])
def test_a_profile_that_cannot_be_used_is_one_line(
    command: str, clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"format": "liveness-profile", "schema_version": 1}')
    for given, code in ((path, 1), (tmp_path / "none.json", 2)):
        assert run_app([command, str(clip), "--profile", str(given)]) == code
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
