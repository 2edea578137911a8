"""The environment that Qt starts in; imported before PySide6 by everything that has a window.

``import cv2`` points Qt at plug-ins of OpenCV's own Qt 5. Importing it here, once, and taking
the variables away again makes the order of later imports harmless.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import cv2  # noqa: F401 - imported for its side effect, which is undone below

from liveness.datasets.errors import LivenessError

CV2_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
"""Variables that ``import cv2`` sets on Linux."""

NO_DISPLAY_PLATFORMS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
"""Qt platforms that need no X or Wayland server."""


def prepare() -> None:
    """Take OpenCV's plug-in paths away and settle on PySide6.

    A path that the user set is OpenCV's by now, too: the import overwrites it.
    """
    for name in CV2_VARIABLES:
        os.environ.pop(name, None)
    os.environ["QT_API"] = "pyside6"
    os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"


def check_binding(
    pyside: str | None = None, python: tuple[int, int] = sys.version_info[:2]
) -> None:
    """Refuse a PySide6 that is known to abort the process.

    Parameters
    ----------
    pyside
        Version of PySide6; that of the installed distribution by default.
    python
        Major and minor version of Python.

    Raises
    ------
    LivenessError
        ``E-ENV-01``, for PySide6 6.12 on Python before 3.12, which drops one reference of
        ``True`` at each ``Signal.emit(True)``, and for 6.10.1, which crashes on connect.
    """
    if pyside is None:
        try:
            pyside = metadata.version("PySide6")
        except metadata.PackageNotFoundError as error:
            raise LivenessError(
                "E-ENV-01", "PySide6 is not installed", "", "run: pip install 'PySide6<6.12'"
            ) from error
    release = pyside.split(".")
    if release[:2] == ["6", "12"] and python < (3, 12):
        fault = f"PySide6 {pyside} crashes on Python {python[0]}.{python[1]}"
    elif release[:3] == ["6", "10", "1"]:
        fault = f"PySide6 {pyside} crashes when signals are connected"
    else:
        return
    raise LivenessError(
        "E-ENV-01", fault, "", "run: pip install 'PySide6>=6.8.3,!=6.10.1,<6.12'"
    )


def display_fault(environment: Mapping[str, str] | None = None) -> str | None:
    """Return why no window can open here, or ``None`` when one can.

    Without a display Qt ends the process with signal 6 and no exception, so this is asked
    before the first ``QApplication``.
    """
    environment = os.environ if environment is None else environment
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform in NO_DISPLAY_PLATFORMS or not sys.platform.startswith("linux"):
        return None
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and platform in ("", "wayland", "wayland-egl"):
        folder = Path(environment.get("XDG_RUNTIME_DIR", "/run"))
        if (folder / wayland).exists():
            return None
    if not environment.get("DISPLAY"):
        return "neither DISPLAY nor WAYLAND_DISPLAY names a display"
    return _x11_fault(environment["DISPLAY"])


def check_display(environment: Mapping[str, str] | None = None) -> None:
    """Raise when no window can open.

    Raises
    ------
    LivenessError
        ``E-ENV-02``, with the reason and what to do.
    """
    fault = display_fault(environment)
    if fault:
        raise LivenessError(
            "E-ENV-02",
            "no window can be opened here",
            fault,
            "log in to a desktop, use xvfb-run, or work without a screen: "
            "liveness-studio demo --headless",
        )


def _x11_fault(display: str) -> str | None:
    """Connect to the X server as Qt will, and return what fails."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        return f"{str(error).split(':')[0]} is missing: sudo apt install libxcb-cursor0"
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return f"no X server answers on DISPLAY={display}" if failed else None


prepare()
