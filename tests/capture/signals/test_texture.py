from __future__ import annotations

from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.geometry import FACE_OVAL
from liveness.capture.signal import Signal, SignalContext, TextureNull
from liveness.capture.signals.texture import TextureParameters, TextureSignal
from liveness.datasets.evidence import Evidence

Scene = Literal["plain", "face", "background", "everywhere"]

# canonical face, centimetres: x to image right, y up
PLACES = {
    151: (0.0, 6.2),
    33: (-4.45, 2.66),
    263: (4.45, 2.66),
    50: (-4.77, -0.7),
    280: (4.77, -0.7),
    205: (-3.83, -1.54),
    425: (3.83, -1.54),
    117: (-5.26, 0.95),
    346: (5.26, 0.95),
    70: (-5.0, 4.4),
    300: (5.0, 4.4),
}


def face_at(x: float = 440, y: float = 260, iod: float = 130) -> Face:
    scale = iod / 6.32
    landmarks = np.zeros((478, 3), np.float32)
    turn = np.linspace(0, 2 * np.pi, len(FACE_OVAL), endpoint=False)
    landmarks[list(FACE_OVAL), 0] = 7.7 * np.sin(turn)
    landmarks[list(FACE_OVAL), 1] = -8.8 * np.cos(turn)
    for index, (right, up) in PLACES.items():
        landmarks[index, :2] = (right, -up)
    landmarks[:, :2] = landmarks[:, :2] * scale + (x, y)
    box = (x - 7.7 * scale, y - 8.8 * scale, 15.4 * scale, 17.6 * scale)
    return Face(landmarks, box, 0, 0, 0, iod, iod * 0.16, 500)


def picture(
    scene: Scene,
    seed: int,
    *,
    period: float = 4.3,
    angle_deg: float = 12,
    contrast: float = 5,
    iod: float = 130,
) -> NDArray[np.uint8]:
    """A noisy disc with dark eyes before a noisy wall, 520 x 880; a grid somewhere."""
    y, x = np.mgrid[:520, :880].astype(np.float32)
    inside = ((x - 440) / (1.25 * iod)) ** 2 + ((y - 260) / (1.45 * iod)) ** 2 < 1
    noise = np.random.default_rng(seed).standard_normal((520, 880, 3), dtype=np.float32)
    image = 110 + 30 * inside[..., None] + 3 * noise
    for side in (-1, 1):
        eye = (round(440 + side * iod / 2), round(260 - 0.42 * iod))
        cv2.circle(image, eye, round(iod * 0.06), (30, 30, 30), -1)
    if scene != "plain":
        c, s = np.cos(np.deg2rad(angle_deg)), np.sin(np.deg2rad(angle_deg))
        wave = np.cos(2 * np.pi * (c * x + s * y) / period)
        wave += np.cos(2 * np.pi * (c * y - s * x) / period)
        where = {"face": inside, "background": ~inside, "everywhere": inside | ~inside}[scene]
        image += contrast * (wave * where)[..., None]
    return np.asarray(np.clip(image, 0, 255), np.uint8)


def run(
    signal: TextureSignal, images: list[NDArray[np.uint8]], face: Face | None, every: int = 3
) -> Evidence:
    """Show each picture when it is due, and blanks, which must not be looked at, between."""
    blank = np.zeros_like(images[0])
    for n, image in enumerate(images):
        for step in range(every):
            shown = image.copy() if step == 0 else blank
            signal.update(Frame(shown, (n * every + step) * 33_000_000, n * every + step), face)
    return signal.evidence()


@lru_cache(maxsize=64)
def kept(scene: Scene, seed: int, how: tuple[tuple[str, float], ...]) -> NDArray[np.uint8]:
    return picture(scene, seed, **dict(how))


def pictures(scene: Scene, count: int = 6, **how: float) -> list[NDArray[np.uint8]]:
    return [kept(scene, seed, tuple(sorted(how.items()))).copy() for seed in range(count)]


def test_it_is_a_signal() -> None:
    signal = TextureSignal()
    assert isinstance(signal, Signal)
    assert TextureSignal.Parameters is TextureParameters
    assert not signal.evidence().valid


@pytest.mark.parametrize(("period", "angle_deg"), [(2.7, 30.0), (4.3, 12.0), (7.3, 40.0)])
def test_a_grid_on_the_face_rejects_and_its_period_is_told(
    period: float, angle_deg: float
) -> None:
    found = run(
        TextureSignal(), pictures("face", period=period, angle_deg=angle_deg), face_at()
    )
    assert found.valid
    assert found.llr < -2
    assert found.quality > 0.5
    assert found.raw["period_px"] == pytest.approx(period, rel=0.02)
    assert (found.raw["angle_deg"] - angle_deg + 45) % 90 - 45 == pytest.approx(0, abs=2)
    assert found.raw["votes"] >= 5
    assert f"{found.raw['period_px']:.2f} px" in found.reasons[0]


def test_the_lack_of_a_pattern_says_little() -> None:
    found = run(TextureSignal(), pictures("plain"), face_at())
    assert found.valid
    assert 0 < found.llr <= 0.5
    assert found.raw["votes"] <= 1


def test_a_grid_in_the_background_alone_is_not_the_face_s() -> None:
    found = run(TextureSignal(), pictures("background"), face_at())
    assert found.llr >= 0
    assert found.raw["outside_db"] > 25
    assert found.raw["peak_db"] < 15


def test_a_grid_all_over_the_picture_may_be_the_camera_s() -> None:
    found = run(TextureSignal(), pictures("everywhere"), face_at())
    assert not found.valid
    assert "may be the camera's" in found.reasons[0]
    assert found.raw["outside_share"] > 0.9
    assert found.raw["grid_db"] > 25


def test_a_pattern_that_does_not_last_is_not_enough() -> None:
    images = [*pictures("face", 4), *pictures("plain")]
    found = run(TextureSignal(), images, face_at())
    assert found.llr > 0
    assert found.raw["votes"] == 4
    # and patterns that change all the time are no pattern
    waves = [(3, 0), (5.2, 15), (7, 30), (2.6, 45), (4, 60), (6, 75)]
    changing = [
        picture("face", n, period=period, angle_deg=angle)
        for n, (period, angle) in enumerate(waves)
    ]
    assert run(TextureSignal(), changing, face_at()).llr >= 0


@pytest.mark.parametrize("quality", [60, 75, 90, 95])
def test_truth_T4_the_block_grid_of_jpeg_is_not_flagged(quality: int) -> None:
    images = []
    for image in pictures("plain"):
        smooth = cv2.GaussianBlur(image, (0, 0), 1.2)
        done, data = cv2.imencode(".jpg", smooth, [cv2.IMWRITE_JPEG_QUALITY, quality])
        assert done
        images.append(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8))
    found = run(TextureSignal(), images, face_at())
    assert found.llr >= 0


def test_compressed_input_without_a_null_abstains_and_still_shows_its_numbers() -> None:
    signal = TextureSignal(None, SignalContext(lossy_origin=True))
    found = run(signal, pictures("face", 6), face_at())
    assert not found.valid
    assert "compressed" in found.reasons[0]
    assert found.raw["grid_db"] > 25
    assert signal.evidence(with_map=True).map is not None


def test_the_camera_s_own_null_decides_on_compressed_input() -> None:
    images = pictures("face", 6, contrast=0.6)
    for mean, sign in ((12.0, -1), (28.0, 0)):
        null = TextureNull(peak_db_mean=mean, peak_db_sd=2.0, takes=20)
        context = SignalContext(lossy_origin=True, texture_null=null)
        found = run(TextureSignal(None, context), images, face_at())
        assert found.raw["null_db"] == mean
        assert np.sign(found.llr) == sign
        assert found.calibrated == found.valid


def test_a_moire_that_drifts_says_more_than_its_level() -> None:
    """A weak wave near the null: of constant frequency, and one that goes from 9 to 6 px."""
    steady = [picture("face", n, period=7.2, contrast=0.8) for n in range(10)]
    periods = 1 / np.linspace(1 / 9, 1 / 6, 10)
    moving = [picture("face", n, period=p, contrast=0.8) for n, p in enumerate(periods)]
    still, drifting = (run(TextureSignal(), clip, face_at()) for clip in (steady, moving))
    assert still.raw["drift"] == 0
    assert drifting.raw["drift"] == pytest.approx(0.4, abs=0.1)
    assert drifting.raw["votes"] >= 8
    assert drifting.llr < still.llr - 0.5
    assert "moved by" in drifting.reasons[0]


def test_gates_abstain_with_the_measured_value() -> None:
    signal = TextureSignal()
    small = run(signal, pictures("face", 6, iod=50), face_at(iod=50))
    assert signal.evidence(with_map=True).map is None, "no patch, no tile"
    assert small.reasons[0] == "the eyes are 50 px apart, 64 are needed"
    blurred = [cv2.GaussianBlur(image, (0, 0), 6) for image in pictures("plain", 6)]
    soft = run(TextureSignal(), [np.asarray(i, np.uint8) for i in blurred], face_at())
    assert not soft.valid
    assert soft.reasons[0].startswith("sharpness of the eyes is")
    gone = run(TextureSignal(), pictures("plain", 6), None)
    assert gone.reasons[0] == "no face"
    aside = run(TextureSignal(), pictures("plain", 6), face_at(x=10))
    assert "skin patches" in aside.reasons[0]
    few = run(TextureSignal(), pictures("plain", 4), face_at())
    assert few.reasons == ("4 of the 5 analyses it takes",)


def test_a_small_face_may_be_rejected_but_not_praised() -> None:
    face = face_at(iod=76)
    plain = run(TextureSignal(), pictures("plain", iod=76), face)
    assert not plain.valid
    assert "for that to say anything" in plain.reasons[0]
    assert run(TextureSignal(), pictures("face", iod=76), face).llr < -2


def test_a_face_that_went_is_forgotten_within_a_second() -> None:
    signal = TextureSignal()
    assert run(signal, pictures("face"), face_at()).valid
    assert not run(signal, pictures("plain", 6), None).valid


def test_the_map_is_made_only_when_asked_and_shows_where_the_grid_is() -> None:
    signal = TextureSignal()
    images = pictures("face")
    left = picture("plain", 99)
    for image in images:
        image[:, 440:] = left[:, 440:]
    found = run(signal, images, face_at())
    assert found.map is None
    assert found.overlay == ()
    shown = signal.evidence(with_map=True)
    assert shown.map is not None
    assert (shown.map.kind, shown.map.unit) == ("peak", "dB")
    values = shown.map.values
    half = values.shape[1] // 2
    assert np.isnan(values).any()
    assert np.nanmedian(values[:, : half - 8]) > 10
    assert np.nanmedian(values[:, half + 8 :]) < 3
    assert len(shown.overlay) == 3
    assert (shown.llr, shown.raw) == (found.llr, found.raw)


def test_truth_T6_skin_smoother_than_its_surround_is_measured() -> None:
    random = np.random.default_rng(0)
    images = pictures("plain")
    y, x = np.mgrid[:520, :880]
    inside = ((x - 440) / 165) ** 2 + ((y - 260) / 190) ** 2 < 1
    for image in images:
        image[inside] = np.clip(110 + random.normal(0, 1.5, (int(inside.sum()), 3)), 0, 255)
    signal = TextureSignal(TextureParameters(sharpness_min=0))
    found = run(signal, images, face_at())
    assert found.raw["noise_ratio"] == pytest.approx(0.5, abs=0.08)
    assert found.raw["seam_db"] < -2
    told = [reason for reason in found.reasons if "noise on the face is" in reason]
    assert len(told) == 1
    assert "not weighed" in told[0]
    # it is said and shown, and weighs nothing
    plain = run(TextureSignal(TextureParameters(sharpness_min=0)), pictures("plain"), face_at())
    assert found.llr == plain.llr
    shown = signal.evidence(with_map=True).map
    assert shown is not None
    assert shown.title == "noise missing on the face"
    assert np.nanmedian(shown.values) == pytest.approx(6, abs=1.5)
    lossy = TextureSignal(
        TextureParameters(sharpness_min=0), context=SignalContext(lossy_origin=True)
    )
    assert not any("noise on" in r for r in run(lossy, images, face_at()).reasons)


def test_a_flicker_on_the_face_alone_is_told() -> None:
    signal, face = TextureSignal(), face_at()
    rows = np.arange(520)[:, None]
    x0, x1 = int(face.box[0]), int(face.box[0] + face.box[2])
    images = pictures("plain", 8)
    for n in range(40):
        image = images[n % 8].astype(np.float32)
        image[:, x0:x1] += 2 * np.sin(2 * np.pi * (rows / 90 + 0.27 * n))[..., None]
        shown = image.clip(0, 255).astype(np.uint8)
        signal.update(Frame(shown, n * 33_000_000, n), face)
    found = signal.evidence()
    assert any("rows apart travel over the face" in reason for reason in found.reasons)
    assert found.raw["banding_per_frame"] == pytest.approx(0.27, abs=1 / 32)
    assert found.raw["banding_px"] == pytest.approx(90, rel=0.2)


def test_reset_is_a_fresh_start_and_the_same_frames_give_the_same_evidence() -> None:
    used = TextureSignal()
    run(used, pictures("face"), face_at())
    used.reset()
    assert used.evidence().raw == TextureSignal().evidence().raw
    again = run(used, pictures("plain", 6), face_at())
    fresh = run(TextureSignal(), pictures("plain", 6), face_at())
    assert (again.llr, again.quality, again.raw) == (fresh.llr, fresh.quality, fresh.raw)


@pytest.mark.parametrize("size", [(1, 1), (40, 2000), (720, 1280)])
@pytest.mark.parametrize("fault", ["none", "nan", "inf", "far", "zero", "huge"])
def test_a_strange_frame_never_raises(size: tuple[int, int], fault: str) -> None:
    face = face_at()
    if fault == "nan":
        face.landmarks[50] = np.nan
    elif fault == "inf":
        face.landmarks[:] = np.inf
    elif fault == "far":
        face.landmarks[:, :2] += 1e7
    elif fault == "zero":
        face.landmarks[:] = 0
        face = Face(face.landmarks, (0, 0, 0, 0), 0, 0, 0, float("nan"), float("nan"), 0)
    elif fault == "huge":
        face = Face(face.landmarks * 50, (-9e3, -9e3, 5e4, 5e4), 0, 0, 0, 9000, 900, 10)
    signal = TextureSignal()
    found = run(signal, [np.full((*size, 3), 255, np.uint8)] * 6, face, every=3)
    shown = signal.evidence(with_map=True)
    assert np.isfinite(shown.llr)
    assert set(found.raw) <= set(TextureSignal.units)
