from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from liveness.capture.analysis import context_of
from liveness.capture.calibration import kept
from liveness.datasets.camera_profile import (
    CameraCalibration,
    DistanceResult,
    Estimate,
    FlickerResult,
    ScreenResult,
)
from liveness.datasets.errors import LivenessError
from liveness.datasets.take import CaptureInfo

INFO = CaptureInfo(source="camera:0", kind="camera", device="Cam 7", width=640, height=480)
FLICKER = FlickerResult(
    method="rows", n=150, width=640, height=480, verdict="100", fps=30.0, seconds=5.0
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVENESS_CAMERAS", str(tmp_path / "cameras"))


def test_results_gather_in_one_file_a_camera(rendered: ModuleType) -> None:
    assert kept.with_profile(INFO) is INFO
    _, path = kept.keep("flicker", FLICKER, "Cam 7", generator="test")
    lens = rendered.lens_of(rendered.camera_matrix(640, 480, 70), (640, 480))
    made, again = kept.keep("lens", lens, "Cam 7")
    assert path == again
    assert set(made.results()) == {"lens", "flicker"}
    assert kept.with_profile(INFO).camera_profile == made
    other = INFO.model_copy(update={"device": "Cam 8"})
    assert kept.with_profile(other).camera_profile is None
    demo = INFO.model_copy(update={"kind": "demo"})
    assert kept.name_of(demo) == ""
    nameless = INFO.model_copy(update={"device": "", "kind": "video"})
    assert kept.with_profile(nameless) is nameless


def test_a_damaged_profile_is_left_out_and_never_overwritten(
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, path = kept.keep("flicker", FLICKER, "Cam 7")
    path.write_text(path.read_text().replace("150", "151"))
    assert kept.with_profile(INFO).camera_profile is None
    assert "E-CAL-30" in caplog.text
    with pytest.raises(LivenessError, match="was changed"):
        kept.keep("flicker", FLICKER, "Cam 7")
    assert "151" in path.read_text()


def test_a_profile_needs_a_name_of_its_own() -> None:
    kept.keep("flicker", FLICKER, "Cam 7")
    for name in ("", "Cam  7!"):
        with pytest.raises(LivenessError) as caught:
            kept.keep("flicker", FLICKER, name)
        assert caught.value.code == "E-CAL-33"


def test_signals_know_the_lens_and_the_screen(rendered: ModuleType) -> None:
    def mm(value: float) -> Estimate:
        return Estimate(value=value, sd=1.0, unit="mm")

    lens = rendered.lens_of(rendered.camera_matrix(640, 480, 70), (640, 480))
    screen = ScreenResult(
        method="mirror", n=4, width=640, height=480, centre_mm=(mm(0), mm(300), mm(0)),
        rotation=(0.0, 0.0, 0.0), angle_sd_deg=0.1, width_mm=500, height_mm=300, rms_px=0.1,
    )  # fmt: skip
    distance = DistanceResult(
        method="card", n=20, width=640, height=480, distance_mm=mm(400),
        scale_mm_per_px=mm(0.9), reference="card", lens_calibrated=True,
    )  # fmt: skip
    profile = CameraCalibration(id="cam-7", device="Cam 7", lens=lens, screen=screen)
    context = context_of(INFO.model_copy(update={"camera_profile": profile}))
    assert context.fov_calibrated
    assert context.horizontal_fov_deg == pytest.approx(70)
    assert context.screen_direction == pytest.approx((0, 300 / 583.1, -500 / 583.1), abs=1e-3)
    profile = profile.with_result("distance", distance)
    context = context_of(INFO.model_copy(update={"camera_profile": profile}))
    assert context.screen_direction == pytest.approx((0, 0.6, -0.8))
    # another size of picture is another crop of the sensor
    info = INFO.model_copy(update={"camera_profile": profile, "width": 1280})
    assert not context_of(info).fov_calibrated
