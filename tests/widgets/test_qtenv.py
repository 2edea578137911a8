from __future__ import annotations

import os
import subprocess
import sys

import pytest

from liveness.datasets.errors import LivenessError
from liveness.widgets import qtenv


def test_opencv_leaves_no_plugin_path() -> None:
    code = (
        "import os, sys; os.environ['QT_QPA_FONTDIR'] = '/x'; import liveness.widgets.preview;"
        "assert 'cv2' in sys.modules and 'mediapipe' not in sys.modules;"
        "sys.exit(any(n in os.environ for n in "
        "('QT_QPA_PLATFORM_PLUGIN_PATH', 'QT_QPA_FONTDIR')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert not set(qtenv.CV2_VARIABLES) & set(os.environ)


@pytest.mark.parametrize(
    ("pyside", "python", "refused"),
    [
        ("6.12.0", (3, 11), True),
        ("6.12.1", (3, 11), True),
        ("6.12.0", (3, 12), False),
        ("6.11.3", (3, 11), False),
        ("6.10.1", (3, 12), True),
        ("6.10.3", (3, 11), False),
    ],
)
def test_a_binding_that_crashes_is_refused(
    pyside: str, python: tuple[int, int], refused: bool
) -> None:
    if not refused:
        qtenv.check_binding(pyside, python)
        return
    with pytest.raises(LivenessError, match=r"E-ENV-01: PySide6 6.1.*crashes.*pip install"):
        qtenv.check_binding(pyside, python)


def test_this_binding_is_fit() -> None:
    qtenv.check_binding()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland only")
def test_no_display_is_said_before_qt_aborts() -> None:
    assert qtenv.display_fault({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert "neither DISPLAY nor" in (qtenv.display_fault({}) or "")
    fault = qtenv.display_fault({"DISPLAY": ":4711"})
    assert fault is not None
    assert ":4711" in fault or "libxcb" in fault
    with pytest.raises(LivenessError, match=r"E-ENV-02.*no window can be opened"):
        qtenv.check_display({})
