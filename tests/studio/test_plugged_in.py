"""A signal of another package in the window, in the table of scores and in the fusion."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of, open_window
from typer.testing import CliRunner

from liveness.capture import plugins
from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.demo import DemoSource
from liveness.capture.quality import frame_quality
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.datasets.evidence import Evidence, SignalMap
from liveness.studio.cli import app
from liveness.studio.main_window import MainWindow
from liveness.studio.score_cache import code_state
from liveness.widgets.samples import all_evidence, face, frame, fused


class Warmth:
    """A foreign signal: it says 1.5 of every face, and shows a map of its own unit."""

    name: ClassVar[str] = "warmth"
    family: ClassVar[SignalFamily] = "optics"
    title: ClassVar[str] = "Warmth"
    version: ClassVar[str] = "7"
    units: ClassVar[Mapping[str, str]] = {"kelvin": "K"}
    cap: ClassVar[tuple[float, float]] = (-2.0, 2.0)

    def __init__(self, parameters: Any = None, context: SignalContext | None = None) -> None:
        self.seen = False

    def update(self, image: Any, found: Any) -> None:
        self.seen = self.seen or found is not None

    def evidence(self, *, with_map: bool = False) -> Evidence:
        if not self.seen:
            return Evidence(self.name, 0.0, False, 0.0, ("no face yet",), {}, self.units)
        shown = SignalMap(np.full((4, 4), 309, np.float32), "peak", "K", 300, 315, (0, 0, 9, 9))
        raw = {"kelvin": 309.0}
        plot = shown if with_map else None
        return Evidence(self.name, 1.5, True, 1.0, ("as warm as skin",), raw, self.units, plot)

    def reset(self) -> None:
        self.seen = False


class Broken(Warmth):
    """One that raises in every frame."""

    name: ClassVar[str] = "broken"
    title: ClassVar[str] = "Broken"

    def update(self, image: Any, found: Any) -> None:
        raise ConnectionError("the thermal camera\nis away")


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    class Offer:
        def __init__(self, made: Any) -> None:
            self.name, self._made = made.name, made

        def load(self) -> Any:
            return self._made

    def entry_points(group: str) -> list[Offer]:
        return [Offer(made) for made in (Warmth, Broken)] if group.endswith("signals") else []

    monkeypatch.setattr(plugins.importlib.metadata, "entry_points", entry_points)
    for known in (plugins.load_signals, code_state):
        known.cache_clear()
    yield
    for known in (plugins.load_signals, code_state):
        known.cache_clear()


@pytest.fixture
def window(plugged: None, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from open_window(qtbot, tmp_path / "settings.json")


def test_it_has_a_panel_a_strip_and_a_slot_for_models(window: MainWindow, qtbot: QtBot) -> None:
    panels = window.view.panels
    assert list(panels)[-2:] == ["warmth", "broken"]
    assert window.view.strips.names[-3:] == ("warmth", "broken", "fused")
    assert "model.load.warmth" in window.models.actions_by_id
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    assert "warmth" in engine.maps[-1]
    picture, seen, warm = frame(0), face(), Warmth()
    warm.seen = True
    failed = "the signal failed: ConnectionError: the thermal camera is away"
    evidence = {
        **all_evidence(),
        "warmth": warm.evidence(with_map=True),
        "broken": Evidence("broken", 0.0, False, 0.0, (failed,), {}, {}),
    }
    engine.frames.put(picture)
    quality = frame_quality(picture, seen)
    engine.snapshots.put(Snapshot(picture, seen, 1, evidence, fused(), quality, {}))
    qtbot.waitUntil(lambda: panels["warmth"].state_text == "+1.5 bona fide")
    assert "as warm as skin" in panels["warmth"].toolTip().lower()
    assert "abstains" in panels["broken"].state_text
    assert "thermal camera is away" in panels["broken"].toolTip()
    # it is folded like the others, though no key is its own
    panels["warmth"].set_collapsed(True)
    assert "warmth" not in engine.maps[-1]


def test_it_stands_in_the_table_and_in_the_fusion_and_a_fault_is_shown(
    plugged: None, tmp_path: Path
) -> None:
    source = DemoSource("bona-fide", frames=3, width=640, height=360)
    with source, Analyser(SignalContext(fps=30)) as analyser:
        for index in range(3):
            found = analyser.process(source.frame(index))
    assert found.evidence["warmth"].llr == 1.5
    assert found.fused.contributions["warmth"] == 0  # no weight before a profile gives one
    assert any("warmth has no weight" in reason for reason in found.fused.reasons)
    assert not found.evidence["broken"].valid
    assert "the thermal camera is away" in found.evidence["broken"].reasons[0]
    picture = tmp_path / "grey.png"

    cv2.imwrite(str(picture), np.full((60, 80, 3), 90, np.uint8))
    done = CliRunner().invoke(app, ["score", str(picture), "--format", "json"])
    assert done.exit_code == 0
    (record,) = json.loads(done.stdout)
    assert record["signals"]["warmth"]["reasons"] == ["no face yet"]
    assert "thermal camera" in record["signals"]["broken"]["reasons"][0]
    table = CliRunner().invoke(app, ["score", str(picture), "--format", "csv"]).stdout
    assert "warmth,broken" in table.splitlines()[0]
