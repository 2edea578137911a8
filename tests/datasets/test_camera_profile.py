from __future__ import annotations

import json
from pathlib import Path

import h5py
import pytest
from small_takes import HEIGHT, WIDTH, take_in

from liveness.datasets.camera_profile import (
    CameraCalibration,
    Estimate,
    FlickerResult,
    ScreenResult,
    camera_id,
    pinhole_fov_deg,
)
from liveness.datasets.errors import LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo
from liveness.datasets.verify import verify_root

FLICKER = FlickerResult(
    method="rows", n=150, width=640, height=480, verdict="100", fps=30.0, seconds=5.0
)


def test_a_profile_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "cameras" / "cam.json"
    path.parent.mkdir()
    profile = CameraCalibration(id="cam", device="Cam").with_result("flicker", FLICKER)
    saved = profile.save(path)
    read = CameraCalibration.load(path)
    assert read == saved
    assert list(read.results()) == ["flicker"]
    assert len(read.sha256) == 64


def test_a_change_by_hand_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cam.json"
    CameraCalibration(id="cam", device="Cam").with_result("flicker", FLICKER).save(path)
    path.write_text(path.read_text().replace('"verdict": "100"', '"verdict": "none"'))
    with pytest.raises(LivenessError, match="was changed after it was made") as caught:
        CameraCalibration.load(path)
    assert caught.value.code == "E-CAL-30"


def test_foreign_and_newer_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cam.json"
    content = json.loads(CameraCalibration(id="cam", device="Cam").sealed().model_dump_json())
    for change, code in (({"schema_version": 2}, "E-DAT-08"), ({"more": 1}, "E-DAT-03")):
        path.write_text(json.dumps(content | change))
        with pytest.raises(LivenessError) as caught:
            CameraCalibration.load(path)
        assert caught.value.code == code


def test_an_interval_is_1_96_standard_uncertainties() -> None:
    estimate = Estimate(value=100.0, sd=2.0, unit="mm")
    assert estimate.low == pytest.approx(96.08)
    assert estimate.covers(103.9)
    assert not estimate.covers(104.0)


def test_the_screen_s_direction_is_seen_from_the_eye() -> None:
    zero = Estimate(value=0.0, sd=1.0, unit="mm")
    down = Estimate(value=300.0, sd=1.0, unit="mm")
    screen = ScreenResult(
        method="mirror", n=4, width=640, height=480, centre_mm=(zero, down, zero),
        rotation=(0.0, 0.0, 0.0), angle_sd_deg=0.1, width_mm=500, height_mm=300, rms_px=0.1,
    )  # fmt: skip
    assert screen.direction_from((0.0, 0.0, 400.0)) == pytest.approx((0.0, 0.6, -0.8))


def test_ids_come_from_names() -> None:
    assert camera_id("Logitech HD Pro: C920", "046d:082d") == "logitech-hd-pro-c920-046d-082d"
    assert camera_id("???") == "camera"
    assert len(camera_id("x" * 200)) == 64
    assert pinhole_fov_deg(500.0, 1000) == pytest.approx(90.0)


def test_a_take_holds_its_camera_s_profile_and_hash(tmp_path: Path) -> None:
    profile = CameraCalibration(id="cam", device="Cam").with_result("flicker", FLICKER)
    root = DatasetRoot.create(tmp_path / "data")
    info = CaptureInfo(
        source="test", kind="camera", device="Cam", width=WIDTH, height=HEIGHT,
        camera_profile=profile,
    )  # fmt: skip
    take = take_in(root, "S1", capture=info)
    path = root.path / "sessions" / take.session / take.file
    with TakeReader(path) as reader:
        assert reader.capture.camera_profile == profile
    with h5py.File(path) as file:
        attributes = file["capture"].attrs
        assert attributes["camera_profile_sha256"].decode() == profile.sha256
        assert json.loads(attributes["camera_profile"])["flicker"]["verdict"] == "100"
    assert verify_root(root) == []
    plain = take_in(root, "S1")
    with TakeReader(root.path / "sessions" / plain.session / plain.file) as reader:
        assert reader.capture.camera_profile is None
