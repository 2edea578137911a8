from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from liveness.datasets.store import DatasetRoot


def _make_fakes_importable() -> None:
    """Load fakes.py as ``capture_fakes``: tests are no package, and are collected after us."""
    path = Path(__file__).with_name("fakes.py")
    spec = importlib.util.spec_from_file_location("capture_fakes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


_make_fakes_importable()


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    return DatasetRoot.create(tmp_path / "root")
