from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets.errors import LivenessError
from liveness.datasets.metrics import Trials, assess, outcomes_at
from liveness.datasets.profile import (
    AffineMap,
    CameraProfile,
    DataFingerprint,
    FusionTerms,
    Limits,
    OperatingPoint,
    Profile,
)
from liveness.datasets.take import CaptureInfo

CAMERA = CameraProfile(device="desk camera", kind="camera", width=1280, height=720)


def profile(**changes: object) -> Profile:
    trials = Trials.of(np.linspace(-3, 3, 12), ["print-matte"] * 6 + [None] * 6)
    content: dict[str, object] = {
        "id": "lab-1",
        "signals": {"depth": "1", "texture": "2"},
        "fusion": FusionTerms(
            weights={"depth": 0.1 + 0.2, "texture": 1.0}, biases={"depth": -0.1}, offset=1 / 3
        ),
        "calibration": AffineMap(slope=1.1, offset=-0.2, takes=12),
        "operating_point": OperatingPoint(
            threshold=0.3, rule="bpcer<=0.05", chosen_on="held-out", takes=12
        ),
        "limits": Limits(cameras=(CAMERA,), lightings=("office",)),
        "data": DataFingerprint.of(
            [("T1", "a" * 64, "bona-fide"), ("T2", "b" * 64, "print-matte")],
            subjects=2,
            sessions=1,
        ),
        "parts": {"fit": ("T1",), "validate": ("T2",)},
        "validation": assess(trials, outcomes_at(trials, 0.0)),
    }
    return Profile.model_validate(content | changes)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    saved = profile().save(path)
    assert Profile.load(path) == saved
    assert saved.sha256 != ""


@pytest.mark.parametrize(
    ("where", "value"),
    [("id", "lab-2"), ("author", "O1"), ("sha256", "0" * 64), ("expires", "2030-01-01")],
)
def test_a_profile_that_was_changed_is_refused(
    tmp_path: Path, where: str, value: object
) -> None:
    path = tmp_path / "p.json"
    profile().save(path)
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, where: value}))
    with pytest.raises(LivenessError, match="was changed after it was made") as caught:
        Profile.load(path)
    assert caught.value.code == "E-CAL-01"


def test_a_threshold_that_was_moved_by_hand_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    profile().save(path)
    path.write_text(path.read_text().replace('"threshold": 0.3,', '"threshold": -9.0,', 1))
    with pytest.raises(LivenessError, match="was changed"):
        Profile.load(path)


def test_layout_and_order_of_the_keys_mean_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    saved = profile().save(path)
    content = dict(reversed(json.loads(path.read_text()).items()))
    path.write_text(json.dumps(content))
    assert Profile.load(path) == saved


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[1]", "format None"),
        (b'{"format": "other"}', "format 'other'"),
        (b'{"format": "liveness-profile", "schema_version": 2}', "schema 2, 1 is known"),
        (b'{"format": "liveness-profile", "schema_version": 1}', "Field required"),
    ],
)
def test_what_is_no_profile(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(content)
    with pytest.raises(LivenessError, match=words):
        Profile.load(path)


def test_a_missing_profile_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(LivenessError, match="there is no profile"):
        Profile.load(tmp_path / "none.json")


def test_a_negative_weight_is_no_profile() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 0"):
        FusionTerms(weights={"depth": -0.1})
    with pytest.raises(ValueError, match="enclose 0"):
        FusionTerms(weights={"depth": 0.1}, caps={"depth": (1.0, 2.0)})


def test_where_it_holds_and_where_not() -> None:
    limits = profile().limits
    info = CaptureInfo(
        source="camera:0", kind="camera", device="desk camera", width=1280, height=720
    )
    assert limits.faults(CameraProfile.of(info), "office") == ()
    assert limits.faults(CAMERA) == ()  # nobody says what the light is
    nameless = CAMERA.model_copy(update={"device": ""})
    assert limits.faults(nameless) == ()
    small = limits.faults(CAMERA.model_copy(update={"width": 640, "height": 480}), "night")
    assert small == (
        "the profile was made for desk camera at 1280 x 720, this is desk camera at 640 x 480",
        "the profile was made for the light office, this is night",
    )
    assert Limits().faults(CAMERA, "night") == ()


def test_other_settings_of_the_same_camera_lie_outside() -> None:
    """Calibrated with one lock of exposure and gain, used with another."""
    known = CAMERA.model_copy(update={"preset": "3f" * 32})
    limits = Limits(cameras=(known,))
    assert limits.faults(known) == ()
    (fault,) = limits.faults(CAMERA.model_copy(update={"preset": "77" * 32}))
    assert "camera settings 3f3f3f3f, this is" in fault
    assert fault.endswith("camera settings 77777777")
    # not known of both: nothing is claimed
    assert limits.faults(CAMERA) == ()
    assert Limits(cameras=(CAMERA,)).faults(known) == ()


def test_a_profile_from_before_the_settings_keeps_its_hash(tmp_path: Path) -> None:
    assert "preset" not in CAMERA.model_dump()
    saved = profile().save(tmp_path / "p.json")
    assert "preset" not in (tmp_path / "p.json").read_text()
    assert Profile.load(tmp_path / "p.json") == saved
    known = CAMERA.model_copy(update={"preset": "3f" * 32})
    dated = profile(limits=Limits(cameras=(known,))).save(tmp_path / "q.json")
    assert Profile.load(tmp_path / "q.json").limits.cameras == (known,) == dated.limits.cameras


def test_expiry() -> None:
    assert profile().expired() is None
    dated = profile(expires=date(2026, 3, 1))
    assert dated.expired(today=date(2026, 3, 1)) is None
    assert dated.expired(today=date(2026, 3, 2)) == "the profile expired on 2026-03-01"


def test_a_fingerprint_is_of_the_takes_and_not_of_their_order() -> None:
    takes = [("T1", "a" * 64, "bona-fide"), ("T2", "b" * 64, "mask-rigid")]
    one = DataFingerprint.of(takes, subjects=2, sessions=1)
    other = DataFingerprint.of(takes[::-1], subjects=2, sessions=1)
    assert one == other
    assert (one.bona_fide, one.attacks, one.cells) == (1, 1, {"bona-fide": 1, "mask-rigid": 1})
    relabelled = [takes[0], ("T2", "b" * 64, "bona-fide")]
    assert DataFingerprint.of(relabelled, subjects=2, sessions=1).sha256 != one.sha256
