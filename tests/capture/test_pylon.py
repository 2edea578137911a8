"""The industrial camera, by the emulated camera of Basler's own driver."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from capture_fakes import (
    bare_analyser,
    journal_end,
    journal_frames,
    read_all,
    read_frames,
    wait_for,
)
from numpy.typing import NDArray

from liveness.capture import pylon_device
from liveness.capture.controls import probe
from liveness.capture.demo import DemoSource
from liveness.capture.engine import LiveEngine
from liveness.capture.lock_check import require_obedience
from liveness.capture.pylon import PylonSource
from liveness.capture.pylon_device import list_pylon
from liveness.capture.sources import describe_sources, open_source
from liveness.datasets.errors import SourceError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pypylon") is None,
    reason="pypylon is not installed: pip install 'liveness-studio[industrial]'",
)

SERIAL = "0815-0000"
SMALL = f"pylon:{SERIAL}?width=320&height=240&fps=120"


@pytest.fixture(autouse=True)
def _emulated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYLON_CAMEMU", "1")


def opened(spec: str = SMALL) -> PylonSource:
    source = open_source(spec)
    assert isinstance(source, PylonSource)
    return source


def scene(folder: Path) -> list[NDArray[np.uint8]]:
    """Write three pictures of the demo scene, 320 by 240, and return them."""
    folder.mkdir()
    pictures = []
    with DemoSource("bona-fide", subject=1, seed=2) as demo:
        for number, frame in enumerate(read_frames(demo, 3)):
            picture = cv2.resize(frame.image, (320, 240))
            cv2.imwrite(str(folder / f"{number}.png"), picture)
            pictures.append(picture)
    return pictures


def shows(folder: Path) -> str:
    """Return what makes the emulated camera show the pictures of a folder."""
    return f"{SMALL}&TestImageSelector=Off&ImageFileMode=On&ImageFilename={folder}"


def on_disk(engine: LiveEngine) -> int:
    return engine.recording.frames_on_disk if engine.recording is not None else 0


def test_it_is_listed_without_a_broadcast(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    found = pylon_device._found

    def noted(pylon: object, kind: str) -> object:
        asked.append(kind)
        return found(pylon, kind)

    monkeypatch.setattr(pylon_device, "_found", noted)
    specs = [item.spec for item in describe_sources()]
    assert f"pylon:{SERIAL}" in specs
    assert pylon_device.ETHERNET not in asked
    assert list_pylon()[0].emulated


def test_the_pictures_of_the_demo_scene_come_through(tmp_path: Path) -> None:
    pictures = scene(tmp_path / "secret-place")
    with opened(shows(tmp_path / "secret-place")) as source:
        frames = read_frames(source, 6)
        info = source.info
    for frame in frames:
        assert any(np.array_equal(frame.image, picture) for picture in pictures)
    assert len({frame.image.tobytes() for frame in frames}) == 3
    times = [frame.time_ns for frame in frames]
    assert times == sorted(set(times))
    assert (info.kind, info.source, info.virtual) == ("camera", f"pylon:{SERIAL}", True)
    assert info.device == f"Basler Emulation {SERIAL}"
    assert (info.width, info.height, info.lossy_origin) == (320, 240, False)
    assert str(tmp_path) not in info.model_dump_json()
    assert info.asked["ImageFilename"] == "secret-place"


def test_exposure_and_gain_are_asked_and_read_back() -> None:
    with opened(f"{SMALL}&exposure=8000&gain=6") as source:
        info, states = source.info, source.board.states
    assert (info.asked["exposure"], info.got["exposure"]) == (8000, 8000)
    assert (info.asked["gain"], info.got["gain"]) == (6, pytest.approx(6, abs=0.05))
    assert (info.asked["fps"], info.fps) == (120, 120)
    assert info.exposure_locked is True
    assert {s.name: (s.unit, s.lock) for s in states} == {
        "exposure": ("us", "locked"),
        "gain": ("dB", "locked"),
    }


def test_other_features_are_other_settings() -> None:
    with opened() as plain, opened(f"{SMALL}&GainAuto=Off") as other:
        assert plain.info.preset == plain.board.settings.digest
        assert other.info.preset != plain.info.preset


def test_what_is_out_of_range_is_got_otherwise_and_marked() -> None:
    with opened(f"{SMALL}&gain=90") as source:
        gain = source.board.states[1]
    assert (gain.asked, round(gain.got), gain.high) == (90, 48, pytest.approx(48))
    assert gain.mismatch


def test_a_running_camera_takes_another_exposure_and_gives_it_back() -> None:
    with opened() as source:
        board = source.board
        source.board.ask(exposure=4321)
        wait_for(lambda: board.states[0].got == 4321)
        assert source.info.asked["exposure"] == 4321
        assert board.verdict() == "locked"
        before = source.info.preset
        board.ask(exposure=None)
        wait_for(lambda: board.verdict() == "automatic")
        assert source.info.exposure_locked is False
        assert source.info.preset != before


def test_lost_buffers_are_gaps_that_the_take_counts(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    source = opened()
    with LiveEngine(source, analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running" or engine.error)
        assert engine.error is None
        engine.start_recording(root, live_header())
        wait_for(lambda: on_disk(engine) > 5)
        assert source._device is not None
        source._device.first("ForceFailedBufferCount").Value = 3
        source._device._nodes.GetNode("ForceFailedBuffer").Execute()
        wait_for(lambda: source.lost_buffers == 3)
        seen = on_disk(engine)
        wait_for(lambda: on_disk(engine) > seen + 5)
        assert engine.recording is not None
        assert engine.recording.dropped == 3
        assert engine.health().dropped == 3
        journal = engine.stop_recording()
    assert journal_end(journal).status == "complete"
    numbers = [frame.index for frame in journal_frames(journal)]
    gaps = [b - a - 1 for a, b in itertools.pairwise(numbers) if b - a > 1]
    assert gaps == [3]


def test_an_emulated_exposure_is_found_out_by_the_picture() -> None:
    source = opened(f"{SMALL}&exposure=8000")
    report = probe(source, source.board)
    assert report.optical is not None
    with pytest.raises(SourceError, match=r"E-CAM-14.*0\.00 stops of light"):
        require_obedience(report.optical)
    with opened() as again:
        assert again.info.got["exposure"] != 16000  # nothing is left stepped


def test_the_one_that_is_opened_after_a_break_is_set_alike() -> None:
    source = opened(f"{SMALL}&exposure=7000")
    with source:
        source.board.ask(gain=12)
        wait_for(lambda: source.board.states[1].got == pytest.approx(12, abs=0.05))
    with source.again(40) as again:
        (frame,) = read_frames(again, 1)
        assert again.info.got["exposure"] == 7000
        assert again.info.got["gain"] == pytest.approx(12, abs=0.05)
    assert frame.index == 40


def test_a_camera_that_is_unplugged_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened() as source:
        read_frames(source, 1)
        monkeypatch.setattr(pylon_device.PylonCapture, "removed", True)
        monkeypatch.setattr(pylon_device.PylonCapture, "read", lambda self: (False, None))
        with pytest.raises(SourceError, match=r"E-CAM-09.*vanished"):
            read_all(source)


@pytest.mark.parametrize(
    ("spec", "error"),
    [
        ("pylon:nobody", rf"E-CAM-01.*there are {SERIAL}"),
        (f"{SMALL}&Nope=1", "E-CAM-20.*no feature Nope"),
        (f"{SMALL}&PixelFormat=Mono3", "E-CAM-20.*PixelFormat=Mono3"),
    ],
)
def test_what_cannot_be_is_told(spec: str, error: str) -> None:
    with pytest.raises(SourceError, match=error), opened(spec):
        pass


def test_without_pypylon_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pylon_device, "has_pylon", lambda: False)
    assert list_pylon() == []
    with pytest.raises(SourceError, match=r"E-CAM-19.*liveness-studio\[industrial\]"), opened():
        pass
