"""A camera's own null for spectral peaks: measured with the training, used at that camera."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import numpy as np
import pytest

from liveness.capture.model import ModelScorer
from liveness.capture.signal import SignalContext
from liveness.capture.signals.texture import TextureSignal
from liveness.capture.slotted import ModelSlots, SlottedSignal
from liveness.datasets.evidence import Evidence
from liveness.datasets.model_file import read_model
from liveness.datasets.profile import CameraProfile
from liveness.datasets.texture_null import TextureNull
from liveness.studio.null_of_camera import LEAST_SD_DB, measure_null
from liveness.studio.trial_table import Row

HERE = CameraProfile(device="desk camera", kind="camera", width=1280, height=720)
THERE = CameraProfile(device="phone", kind="camera", width=1280, height=720)


def _row(number: int, peak: float | None, **more: Any) -> Row:
    raw = {} if peak is None else {"peak_db": peak}
    said = Evidence("texture", 0.0, False, 0.0, ("compressed",), raw, {"peak_db": "dB"})
    row = Row(
        take=f"T{number}",
        sha256="0" * 64,
        session="visit",
        dataset="d",
        species=None,
        family=None,
        people=(f"S{number // 2}",),
        subject=f"S{number // 2}",
        pai=None,
        camera=HERE,
        lighting=None,
        evidence={"texture": said},
        may_train=True,
        may_evaluate=True,
    )
    return replace(row, **more)


def test_the_null_is_mean_and_spread_of_bona_fide_takes_alone() -> None:
    peaks = [18.0, 22.0] * 6
    rows = [_row(i, peak) for i, peak in enumerate(peaks)]
    rows += [_row(90, 60.0, species="replay-phone"), _row(91, 60.0, may_train=False)]
    rows.append(_row(92, None))
    null, told = measure_null(rows)
    assert null is not None
    assert null.peak_db_mean == pytest.approx(20.0)
    assert null.peak_db_sd == pytest.approx(np.std(peaks, ddof=1))
    assert (null.takes, null.camera) == (12, HERE)
    assert "20.0 dB" in told
    assert "12 scored bona fide takes of 6 people" in told


def test_takes_that_are_all_alike_do_not_make_a_sharp_null() -> None:
    null, _ = measure_null([_row(i, 20.0) for i in range(12)])
    assert null is not None
    assert null.peak_db_sd == LEAST_SD_DB


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([_row(i, 20.0) for i in range(7)], "7 scored bona fide takes of 4 people"),
        ([_row(i % 2, 20.0) for i in range(20)], "of 1 people"),
        ([_row(i, None) for i in range(20)], "evaluate scores them"),
        ([_row(i, 20.0, camera=(HERE, THERE)[i % 2]) for i in range(20)], "of 2 cameras"),
    ],
)
def test_too_little_makes_no_null_and_says_why(rows: list[Row], words: str) -> None:
    null, told = measure_null(rows)
    assert null is None
    assert words in told


@pytest.fixture
def model(tmp_path: Path, tiny_onnx: ModuleType) -> Path:
    """A model that brings the null of one camera."""
    data = tiny_onnx.brightness(4, [[0, 0, 0], [0.1, 0, 0]], [0, 0])
    null = TextureNull(peak_db_mean=20.0, peak_db_sd=2.0, takes=12, camera=HERE)
    changes = {"texture_null": json.loads(null.model_dump_json())}
    return Path(tiny_onnx.write_model(tmp_path, data, **changes))


def test_a_model_tells_texture_the_null_at_its_camera_and_takes_it_away_again(
    model: Path,
) -> None:
    signal = TextureSignal(None, SignalContext(lossy_origin=True, camera=HERE))
    slots = ModelSlots()
    slots.put("texture", read_model(model))
    (slotted,) = slots.apply([signal]) or ()
    assert signal.context.texture_null is not None
    assert signal.context.texture_null.peak_db_mean == 20.0
    slots.put("texture", None)
    assert slots.apply([slotted]) == (signal,)
    assert signal.context == SignalContext(lossy_origin=True, camera=HERE)


def test_a_take_that_is_played_back_is_of_its_camera(model: Path) -> None:
    played = HERE.model_copy(update={"kind": "take"})
    signal = TextureSignal(None, SignalContext(lossy_origin=True, camera=played))
    SlottedSignal(signal, ModelScorer(read_model(model)))
    assert signal.context.texture_null is not None


@pytest.mark.parametrize("camera", [THERE, THERE.model_copy(update={"kind": "take"}), None])
def test_elsewhere_the_null_says_nothing(model: Path, camera: CameraProfile | None) -> None:
    context = SignalContext(lossy_origin=True, camera=camera)
    signal = TextureSignal(None, context)
    SlottedSignal(signal, ModelScorer(read_model(model)))
    assert signal.context is context


def test_a_signal_without_a_context_takes_a_model_all_the_same(model: Path) -> None:
    class Plain:
        """What others plug in need have no context."""

        name, family, title, version = "plain", "texture", "Plain", "1"
        cap, units = (-1.0, 1.0), {"seen": "1"}

    slotted = SlottedSignal(cast(Any, Plain()), ModelScorer(read_model(model)))
    assert slotted.release().name == "plain"
