from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# a test disk may be small; the reserve has tests of its own
os.environ.setdefault("LIVENESS_DISK_RESERVE", "0")

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
