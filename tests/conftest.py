from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# a test disk may be small; the reserve has tests of its own
os.environ.setdefault("LIVENESS_DISK_RESERVE", "0")
# what the tests' windows say is no part of the user's log
os.environ.setdefault("LIVENESS_LOG", "")

# protocols of the person who runs the tests stay out of them
os.environ.setdefault("LIVENESS_PROTOCOLS", os.devnull)

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


@pytest.fixture(scope="session")
def tiny_onnx() -> ModuleType:
    """tests/tiny_onnx.py, which a test cannot import: tests are no package."""
    path = Path(__file__).with_name("tiny_onnx.py")
    spec = importlib.util.spec_from_file_location("tiny_onnx", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
