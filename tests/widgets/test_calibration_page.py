from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox
from pytestqt.qtbot import QtBot

from liveness.capture.calibration.task import Progress, Seen
from liveness.capture.calibration.tasks import KINDS, Kind, Setup
from liveness.capture.calibration.words import HINTS, PAGES
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import (
    ColourResult,
    DistanceResult,
    Estimate,
    FlickerResult,
    LensResult,
    LightReading,
    NoiseLevel,
    NoiseResult,
    Result,
    ScreenResult,
)
from liveness.datasets.errors import DataError, UsageError
from liveness.widgets.calibration_page import CalibrationPage
from liveness.widgets.calibration_result import result_rows
from liveness.widgets.theme import State

FRAME = Frame(np.full((240, 320, 3), 90, np.uint8), 0, 0)


def of(value: float, sd: float = 0.5, unit: str = "mm") -> Estimate:
    return Estimate(value=value, sd=sd, unit=unit)


COMMON = {"method": "test", "n": 14, "width": 320, "height": 240}
RESULTS: dict[Kind, Result] = {
    "lens": LensResult(
        **COMMON, focal_x_px=of(512, unit="px"), focal_y_px=of(512, unit="px"),
        centre_px=(160, 120), distortion=(0, 0, 0, 0), horizontal_fov_deg=of(64, 0.1, "deg"),
        vertical_fov_deg=of(50, 0.1, "deg"), rms_px=0.2, coverage=0.8,
    ),
    "distance": DistanceResult(
        **COMMON, distance_mm=of(600), scale_mm_per_px=of(1.17, 0.01, "mm/px"),
        reference="card", iris_distance_mm=of(630, 27), lens_calibrated=True,
        light=LightReading(white=201, black=30, unevenness=1.24, cast=(1, 1)),
    ),
    "noise": NoiseResult(
        **COMMON, levels=(NoiseLevel(mean=90, noise=of(3.2, 0.01, "DN")),),
        read_noise_dn=None, gain_dn_per_e=None, neighbour_correlation=0.4,
        notes=("neighbours are correlated by 0.40: no gain is given",),
    ),
    "colour": ColourResult(
        **COMMON, red_gain=of(1.4, 0.01, "1"), blue_gain=of(1.8, 0.01, "1"),
        gamma=of(2.2, 0.02, "1"), error_mean=11.2, error_max=20, corrected_mean=1.3,
    ),
    "flicker": FlickerResult(
        **COMMON, verdict="120", fps=25, seconds=5, modulation_percent=of(1.5, 0.02, "%"),
        readout_ms=20,
    ),
    "screen": ScreenResult(
        **COMMON, centre_mm=(of(10), of(180), of(-12)), rotation=(0, 0, 0), angle_sd_deg=0.1,
        width_mm=531, height_mm=299, rms_px=0.2,
    ),
}  # fmt: skip


def page(qtbot: QtBot, kind: Kind) -> CalibrationPage:
    made = CalibrationPage(kind, Setup())
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_leads_from_its_beginning_to_its_result(qtbot: QtBot, kind: Kind) -> None:
    shown = page(qtbot, kind)
    assert shown.begin.isEnabled()
    assert not shown.save.isEnabled()
    shown.set_running()
    points = np.array([(20, 30), (40, 50)], np.float32)
    for hint, words in HINTS.items():
        shown.set_seen(FRAME, Seen(hint, points), Progress(3, 12, False))
        assert shown.view.instruction.lower().rstrip(".") == words
    assert not shown.solve.isEnabled()
    shown.set_seen(FRAME, Seen("taken", points, taken=True), Progress(9, 12, True))
    assert shown.solve.isEnabled()
    shown.set_result(RESULTS[kind], "Desk cam")
    assert shown.save.isEnabled()
    assert shown.result.result is RESULTS[kind]
    rows = dict(result_rows(RESULTS[kind]))
    assert rows["from"] == "14 observations"
    assert any("95 %" in text for text in rows.values())
    shown.set_result(RESULTS[kind], "")
    assert not shown.save.isEnabled()
    assert PAGES[kind].title


def test_what_was_found_is_drawn_over_the_picture(qtbot: QtBot) -> None:
    shown = page(qtbot, "lens")
    shown.set_seen(FRAME, Seen("show-board"), Progress(0, 12, False))
    plain = shown.view.grab().toImage()
    points = np.array([(100, 100)], np.float32)
    shown.set_seen(FRAME, Seen("show-board", points), Progress(0, 12, False))
    found = shown.view.grab().toImage()
    assert found != plain
    outline = np.array([(20, 20), (200, 20), (200, 180), (20, 180)], np.float32)
    shown.set_seen(FRAME, Seen("show-board", points, outline), Progress(0, 12, False))
    outlined = shown.view.grab().toImage()
    assert outlined != found
    heat = np.zeros((5, 8), np.int32)
    heat[2, 3] = 2
    shown.set_seen(FRAME, Seen("show-board", points, outline), Progress(1, 12, False, heat))
    assert shown.view.grab().toImage() != outlined


def test_a_refusal_is_a_warning_in_words(qtbot: QtBot) -> None:
    shown = page(qtbot, "lens")
    shown.set_refused(DataError("E-CAL-32", "too few", "2 of 8", "show more"))
    assert shown.state.state is State.WARNING
    assert shown.state.text == "Too few. 2 of 8. Show more."
    assert shown.begin.isEnabled()
    shown.set_no_source()
    assert not shown.begin.isEnabled()


def test_what_is_chosen_is_the_setup(qtbot: QtBot) -> None:
    pages = {kind: page(qtbot, kind) for kind in KINDS}
    lens = pages["lens"].options
    lens.columns.setValue(7)
    lens.square.setValue(30)
    assert (lens.setup().board.columns, lens.setup().board.square_mm) == (7, 30)
    screen = pages["screen"].options
    screen.screen_width.setValue(600)
    assert screen.setup().screen_mm == (600, 299)
    flicker = pages["flicker"].options
    assert flicker.setup().exposure_ms is None
    flicker.exposure.setValue(5)
    assert flicker.setup().exposure_ms == 5
    colour = pages["colour"].options
    colour.target.setCurrentIndex(1)
    assert colour.setup().target == "grey"
    lens.columns.setRange(1, 30)
    lens.columns.setValue(30)
    with pytest.raises(UsageError):
        lens.setup()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_has_an_accessible_name(qtbot: QtBot, kind: Kind) -> None:
    shown = page(qtbot, kind)
    for widget in shown.findChildren(QAbstractButton):
        assert widget.text() or widget.accessibleName() or not widget.isVisible()
    for kind_ in (QAbstractSpinBox, QComboBox):
        for field in shown.findChildren(kind_):
            assert field.accessibleName()
    assert shown.view.accessibleName()
    assert shown.bar.accessibleName()
