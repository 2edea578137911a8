from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# a test disk may be small; the reserve has tests of its own
os.environ.setdefault("LIVENESS_DISK_RESERVE", "0")
# what the tests' windows say is no part of the user's log
os.environ.setdefault("LIVENESS_LOG", "")

# protocols of the person who runs the tests stay out of them
os.environ.setdefault("LIVENESS_PROTOCOLS", os.devnull)

# what comes at once on a free computer may take long on one that is shared
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    assert _wait.__kwdefaults__ is not None
    _wait.__kwdefaults__["timeout"] = 20_000

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_media() -> Path:
    folder = SHARED / "media"
    if not folder.is_dir():
        pytest.skip("the shared real media are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def shared_models() -> Path:
    folder = SHARED / "models"
    if not folder.is_dir():
        pytest.skip("the shared public models are not beside this checkout")
    return folder


def _beside(name: str) -> ModuleType:
    """A module beside this file, which a test cannot import: tests are no package."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tiny_onnx() -> ModuleType:
    """tests/tiny_onnx.py."""
    return _beside("tiny_onnx")


@pytest.fixture(scope="session")
def rendered() -> ModuleType:
    """tests/rendered.py: pictures whose truth is known."""
    return _beside("rendered")


@pytest.fixture
def pulse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A sound device: a PulseAudio server with a null sink, tests/pulse.py."""
    module = _beside("pulse")
    if why := module.missing():
        pytest.skip(why)
    with module.running(tmp_path_factory.mktemp("pulse")) as server:
        yield server
