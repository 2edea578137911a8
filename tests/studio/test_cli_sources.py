"""``sources --probe``: what a camera can be asked for."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from liveness.capture import controls
from liveness.capture.control_board import ControlState, OpticalCheck
from liveness.capture.controls import ControlReport
from liveness.datasets.errors import SourceError, UsageError
from liveness.studio.cli import app


def _report(monkeypatch: pytest.MonkeyPatch, slope: float | None) -> None:
    states = (
        ControlState("exposure", 120, 120.0, False, 1, 5000),
        ControlState("gain", None, 4.0),
    )
    report = ControlReport(states, OpticalCheck(slope, (60.0, 80.0, 110.0)))
    monkeypatch.setattr(controls, "probe", lambda source, board: report)


def test_the_controls_of_a_camera_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    _report(monkeypatch, 0.97)
    command = ["sources", "--probe", "camera:0?exposure=120", "--format", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    exposure, gain = json.loads(result.stdout)
    assert exposure == {
        "control": "exposure",
        "value": 120.0,
        "unit": "",
        "asked": 120,
        "lowest": 1,
        "highest": 5000,
        "automatic": False,
        "lock": "locked",
        "stops_seen": 0.97,
    }
    assert (gain["lock"], gain["stops_seen"]) == ("unknown", None)


def test_an_exposure_that_is_ignored_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    _report(monkeypatch, 0.01)
    result = CliRunner().invoke(app, ["sources", "--probe", "camera:0"])
    assert isinstance(result.exception, SourceError)
    assert result.exception.code == "E-CAM-14"
    assert "exposure" in result.stdout


@pytest.mark.parametrize(
    "spec",
    ["camera:x", "demo:bona-fide", "", "camera:0?shutter=3", "camera:0?gain=loud", "pylon:"],
)
def test_what_is_no_camera_is_bad_usage(spec: str) -> None:
    result = CliRunner().invoke(app, ["sources", "--probe", spec])
    assert isinstance(result.exception, UsageError)
    assert result.exception.code == "E-CAM-10"
