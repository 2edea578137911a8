from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme


@pytest.fixture(autouse=True)
def no_leaked_windows(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a top-level widget; the usual cause is a bound method in a
    lambda or partial, which keeps its widget alive."""
    theme.apply(qapp, "dark")
    before = set(qapp.topLevelWidgets())
    yield
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in qapp.topLevelWidgets() if w not in before]
    assert not left, f"left over: {left}"
