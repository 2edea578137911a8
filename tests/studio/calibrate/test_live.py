from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of

from liveness.capture.analysis import Snapshot
from liveness.datasets.evidence import Evidence
from liveness.studio.calibrate import live
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.main_window import MainWindow
from liveness.widgets import samples


def _snapshot(seconds: float, llr: float | None) -> Snapshot:
    frame = samples.frame()
    said = (
        Evidence.abstain("depth", "head still: turn slightly")
        if llr is None
        else samples.evidence("depth", llr)
    )
    moved = SimpleNamespace(image=frame.image, time_ns=round(seconds * 1e9), index=0)
    return Snapshot(
        moved, samples.face(), 1, {"depth": said}, samples.fused(llr or 0.0), {}, {}
    )  # type: ignore[arg-type]


def test_the_running_source_is_shown_over_time_under_the_threshold(
    page: CalibratePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "REPAINT_S", 0.0)
    page.left.source.setCurrentIndex(1)
    assert "No source runs" in page.plots.series.empty_text
    for i in range(10):
        page.live.tick(_snapshot(100 + i / 10, None if i < 3 else i / 10))
    x, y = page.plots.series._curve.getData()
    assert x[-1] == 0.0
    assert x[0] == pytest.approx(-0.9)
    assert np.isnan(y[:3]).all()
    assert y[3:].tolist() == pytest.approx([i / 10 for i in range(3, 10)])
    page.plots.series.line.setValue(0.65)
    page.plots.series.line.sigDragged.emit(page.plots.series.line)
    assert page.state.threshold == page.plots.distribution.threshold == 0.65
    page.live.tick(_snapshot(101, None))
    assert "head still" in page.plots.series_of.text()
    page.live.tick(_snapshot(50, 1.0))
    assert len(page.live._samples) == 1, "a clock that goes back starts anew"
    page.left.source.setCurrentIndex(0)
    assert "Click a mark" in page.plots.series.empty_text


def test_maps_are_asked_for_only_while_they_are_looked_at(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.sources.start("demo:bona-fide")
    engine: Any = engine_of(window)
    window.layouts.show("calibrate")
    page = window.layouts.page("calibrate")
    assert isinstance(page, CalibratePage)
    qtbot.waitUntil(lambda: engine.maps[-1] == frozenset())
    page.state.choose("depth")
    page.left.source.setCurrentIndex(1)
    page.plots.tabs.setCurrentWidget(page.picture)
    qtbot.waitUntil(lambda: engine.maps[-1] == frozenset({"depth"}))
    window.layouts.show("collect")
    assert engine.maps[-1] != frozenset({"depth"})
    assert len(engine.maps[-1]) == 4
