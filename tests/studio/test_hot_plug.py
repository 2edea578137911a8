"""Cameras that are plugged in and out while the window is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QObject, Signal
from pytestqt.qtbot import QtBot

from liveness.capture.sources import SourceDescription
from liveness.studio import hot_plug
from liveness.studio.background import Background
from liveness.studio.collect_view import CollectView
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.hot_plug import SETTLE_MS, HotPlug
from liveness.studio.settings import Settings, load, save
from liveness.studio.source_desk import SourceDesk

DEMO = SourceDescription("demo:bona-fide", "Demo camera, bona-fide", "demo", True)


def camera(number: int, port: str, **options: Any) -> SourceDescription:
    return SourceDescription(
        f"camera:{number}", "C920", "camera", True, id=f"046d:082d@{port}", port=port, **options
    )


class Devices(QObject):
    """Stands for ``QMediaDevices``."""

    videoInputsChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.inputs: list[Any] = []

    def videoInputs(self) -> list[Any]:
        return self.inputs


class Site:
    """A desk with a picker, and what is plugged in."""

    def __init__(self, qtbot: QtBot, settings: Settings | None = None) -> None:
        self.qtbot = qtbot
        self.plugged = [camera(0, "1-2"), camera(2, "1-3")]
        self.view, self.background = CollectView(), Background(lambda error: None)
        qtbot.addWidget(self.view)
        self.settings = settings or Settings()
        self.desk = SourceDesk(
            self.view,
            self.settings,
            EngineSlot(lambda spec: spec, lambda source: self.engine()),  # type: ignore[arg-type, return-value]
            self.background,
            describe=lambda: [*self.plugged, DEMO],
        )
        self.devices = Devices()
        self.tool = HotPlug(self.desk, self.background, make=lambda: self.devices, first_ms=0)  # type: ignore[arg-type, return-value]
        self.until(lambda: self.tool._watcher is not None)

    def engine(self) -> Any:
        made = SimpleNamespace(state="opening", error=None, lost=None, info=None)
        made.preroll = SimpleNamespace()
        return _Entered(made)

    def until(self, holds: Any) -> None:
        def seen() -> bool:
            self.background.deliver()
            return bool(holds())

        self.qtbot.waitUntil(seen)

    def shown(self) -> list[str]:
        combo = self.view.picker.combo
        return [combo.itemText(i) for i in range(combo.count())]

    def plug(self, *cameras: SourceDescription) -> None:
        """Plug these in and all others out, and wait until the list says so."""
        self.plugged = list(cameras)
        before = self.shown()
        self.devices.videoInputsChanged.emit()
        self.until(lambda: self.shown() != before)


class _Entered:
    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def __enter__(self) -> Any:
        return self.engine

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def site(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(hot_plug, "_load", lambda: None)
    monkeypatch.setattr(hot_plug.sys, "platform", "linux")
    made = Site(qtbot)
    made.desk.refresh()
    made.until(lambda: made.shown())
    yield made
    made.tool.close()


def test_a_camera_that_is_plugged_in_or_out_is_listed_within_a_second(site: Site) -> None:
    assert SETTLE_MS < 1000
    assert site.shown()[:2] == ["C920, port 1-2", "C920, port 1-3"]
    site.plug(camera(0, "1-2"), camera(2, "1-3"), camera(4, "2-1"))
    assert "C920, port 2-1" in site.shown()
    site.plug(camera(0, "1-2"))
    assert "C920, port 2-1" not in site.shown()


def test_the_choice_follows_the_device_and_not_its_number(site: Site) -> None:
    picker = site.view.picker
    picker.choose("camera:2")
    site.plug(camera(0, "1-3"), camera(2, "1-2"))  # the numbers have changed places
    assert (picker.current_spec(), picker.combo.currentText()) == (
        "camera:0",
        "C920, port 1-3",
    )


def test_a_chosen_camera_that_is_out_is_kept_in_view_until_it_is_back(site: Site) -> None:
    picker = site.view.picker
    picker.choose("camera:2")
    site.plug(camera(0, "1-2"))
    assert picker.combo.currentText() == "C920, port 1-3: not plugged in"
    site.plug(camera(0, "1-2"), camera(5, "1-3"))
    assert (picker.current_spec(), picker.combo.currentText()) == (
        "camera:5",
        "C920, port 1-3",
    )


def test_the_last_camera_is_chosen_again_the_next_day(
    site: Site, qtbot: QtBot, tmp_path: Path
) -> None:
    site.desk.start("camera:2")
    site.desk.stop()
    save(site.settings, tmp_path / "settings.json")
    settings = load(tmp_path / "settings.json")
    assert (settings.source, settings.source_id) == ("camera:2", "046d:082d@1-3")
    next_day = Site(qtbot, settings)
    next_day.plugged = [camera(0, "1-2")]
    next_day.desk.refresh()
    next_day.until(lambda: next_day.shown())
    assert next_day.view.picker.current_spec() == "camera:0"  # the last one is not there yet
    next_day.plug(camera(1, "1-3"), camera(2, "1-2"))
    assert next_day.view.picker.current_spec() == "camera:1"
    next_day.tool.close()


def test_a_person_who_chose_is_not_overruled(site: Site) -> None:
    site.settings.source, site.settings.source_id = "camera:9", "0000:0000@9-9"
    picker = site.view.picker
    picker.choose("demo:bona-fide")
    picker.combo.activated.emit(picker.combo.currentIndex())
    site.plug(camera(9, "9-9"))
    assert picker.current_spec() == "demo:bona-fide"


def test_a_virtual_camera_is_flagged_before_and_while_it_runs(site: Site) -> None:
    picker = site.view.picker
    site.plug(camera(3, "", virtual=True))
    assert "C920 (virtual camera)" in site.shown()
    picker.choose("camera:3")
    assert "marked as virtual" in picker.combo.itemData(0, 3)  # Qt.ToolTipRole
    picker.set_running("1280 x 720", virtual=True)
    assert picker.status == "virtual camera, 1280 x 720"


def test_names_come_from_qt_where_the_system_lists_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hot_plug, "_load", lambda: None)
    monkeypatch.setattr(hot_plug.sys, "platform", "darwin")
    site = Site(qtbot)
    site.plugged = []
    site.devices.inputs = [
        SimpleNamespace(description=lambda: "FaceTime HD", id=lambda: QByteArray(b"0x14")),
        SimpleNamespace(description=lambda: "OBS Virtual Camera", id=lambda: QByteArray(b"7")),
    ]
    site.desk.refresh()
    site.until(lambda: len(site.shown()) > 2)
    assert site.shown()[:2] == ["FaceTime HD", "OBS Virtual Camera (virtual camera)"]
    assert site.view.picker.id_of("camera:0") == "0x14"
    site.tool.close()


def test_the_system_itself_is_listened_to(qtbot: QtBot) -> None:
    pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    hot_plug._load()
    watcher = hot_plug.media_devices()
    watcher.videoInputsChanged.connect(lambda: None)
    assert isinstance(watcher.videoInputs(), list)
