"""Presets of cameras, saved and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from liveness.capture.camera_settings import CameraSettings
from liveness.studio.camera_presets import CameraPreset, PresetStore

C920 = "046d:082d@1-2"
WHOLE = CameraSettings(
    width=1920, height=1080, fps=24.0, exposure=120, white_balance_k=4600, gain=8, focus=30
)


def preset(name: str = "office", camera: str = C920, **options: object) -> CameraPreset:
    settings = CameraSettings.model_validate(WHOLE.model_dump() | options)
    return CameraPreset(name=name, camera=camera, device="C920", settings=settings)


@pytest.fixture
def store(tmp_path: Path) -> PresetStore:
    return PresetStore(tmp_path / "config" / "camera-presets")


def test_every_parameter_comes_back(store: PresetStore) -> None:
    assert None not in WHOLE.model_dump().values(), "a parameter is not tested"
    saved = preset()
    path = store.save(saved)
    assert store.of(C920) == [saved]
    assert store.of(C920)[0].digest == WHOLE.digest
    assert path.is_relative_to(store.folder)


def test_presets_belong_to_their_camera_and_are_listed_by_name(store: PresetStore) -> None:
    for name in ("window", "Lamp", "night shift, room 2"):
        store.save(preset(name))
    store.save(preset("other", "pylon:0815-0000"))
    assert [p.name for p in store.of(C920)] == ["Lamp", "night shift, room 2", "window"]
    assert [p.name for p in store.of("pylon:0815-0000")] == ["other"]
    assert store.of("nobody") == []


def test_a_preset_of_the_same_name_is_replaced_and_one_can_be_removed(
    store: PresetStore,
) -> None:
    store.save(preset(gain=1))
    store.save(preset(gain=2))
    (kept,) = store.of(C920)
    assert kept.settings.gain == 2
    store.remove(C920, "office")
    store.remove(C920, "office")
    assert store.of(C920) == []


def test_a_damaged_preset_hides_no_other(
    store: PresetStore, caplog: pytest.LogCaptureFixture
) -> None:
    path = store.save(preset("good"))
    path.with_name("bad.json").write_text('{"name": "bad"')
    path.with_name("odd.json").write_text(path.read_text().replace('"gain"', '"shutter"'))
    assert [p.name for p in store.of(C920)] == ["good"]
    assert len(caplog.records) == 2


def test_names_that_look_alike_have_files_of_their_own(store: PresetStore) -> None:
    names = ["a/b", "a b", "A b", "\u00e4", "\u00f6", ".."]
    for name in names:
        assert store.save(preset(name)).is_relative_to(store.folder)
    assert sorted(p.name for p in store.of(C920)) == sorted(names)


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(ValidationError):
        preset(name)
