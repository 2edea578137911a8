"""Checks of ``doctor`` for traps that others fell into: each tells which, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from packaging.version import InvalidVersion, Version

from .environment import Environment, Finding

OLDEST_GLIBC = Version("2.34")
"""The wheels of PySide6 6.11 are ``manylinux_2_34``."""

PARTS = ("PySide6", "PySide6_Essentials", "PySide6_Addons", "shiboken6")
"""Distributions that must be of one version; a downgrade of the first leaves others behind."""

OTHER_BINDINGS = ("PyQt5", "PyQt6", "PySide2")

CAMERA_VARIABLES = {
    "win32": (
        "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS",
        "0",
        "Media Foundation needs up to 20 s to open a camera",
    ),
    "darwin": (
        "OPENCV_AVFOUNDATION_SKIP_AUTH",
        "1",
        "OpenCV cannot ask for the camera from a worker thread, and fails",
    ),
}
"""By platform: variable, the value that works, and what happens with another."""


def check_opencv_whole(env: Environment) -> Finding:
    """Removing one of two OpenCV wheels leaves a ``cv2`` without its classes."""
    if env.opencv_works():
        return Finding(state="ok", code="E-ENV-14", what="OpenCV opens video")
    return Finding(
        state="fault",
        code="E-ENV-14",
        what="OpenCV is damaged: it has no VideoCapture",
        measured=", ".join(env.opencv_distributions()) or "no opencv package",
        remedy="pip uninstall every opencv package, then pip install --force-reinstall "
        '"opencv-contrib-python>=4.10,<4.12"',
    )


def check_glibc(env: Environment) -> Finding:
    """Qt's wheels need a C library of 2021 or later."""
    found = env.glibc() if env.platform.startswith("linux") else None
    if found is None:
        return Finding(state="ok", code="E-ENV-15", what="C library", measured=env.platform)
    try:
        old = Version(found) < OLDEST_GLIBC
    except InvalidVersion:
        old = False
    if not old:
        return Finding(state="ok", code="E-ENV-15", what="C library", measured=f"glibc {found}")
    return Finding(
        state="fault",
        code="E-ENV-15",
        what="the C library is too old for Qt's wheels",
        measured=f"glibc {found}, 2.34 or later is needed",
        remedy="use Ubuntu 22.04, Debian 12, RHEL 9 or later",
    )


def check_qt_parts(env: Environment) -> Finding:
    """A downgrade of PySide6 leaves parts of the newer one behind."""
    found = {name: version for name in PARTS if (version := env.version(name)) is not None}
    measured = ", ".join(f"{name} {version}" for name, version in found.items())
    if len(set(found.values())) <= 1:
        return Finding(state="ok", code="E-ENV-16", what="parts of Qt", measured=measured)
    return Finding(
        state="fault",
        code="E-ENV-16",
        what="parts of Qt are of different versions",
        measured=measured,
        remedy="make a fresh virtual environment and install there",
    )


def check_qt_addons(env: Environment) -> Finding:
    """QtMultimedia, which names the cameras, is in the add-ons."""
    if env.version("PySide6_Addons") is not None or env.version("PySide6") is None:
        return Finding(state="ok", code="E-ENV-17", what="add-ons of Qt")
    return Finding(
        state="note",
        code="E-ENV-17",
        what="Qt's add-ons are missing: cameras have no names and are not seen when plugged in",
        measured="only PySide6_Essentials is installed",
        remedy='pip install "PySide6>=6.8.3,!=6.10.1,<6.12"',
    )


def check_other_bindings(env: Environment) -> Finding:
    """Libraries that choose a binding by a variable would load a second Qt."""
    asked = {
        name: env.environ(name)
        for name in ("QT_API", "PYQTGRAPH_QT_LIB")
        if env.environ(name).lower() not in ("", "pyside6")
    }
    others = [name for name in OTHER_BINDINGS if env.version(name) is not None]
    if not asked:
        measured = ", ".join(others)
        return Finding(state="ok", code="E-ENV-18", what="one binding of Qt", measured=measured)
    return Finding(
        state="note",
        code="E-ENV-18",
        what="a variable asks for another binding of Qt; the window overrides it",
        measured=", ".join(f"{name}={value}" for name, value in asked.items()),
        remedy="unset it for scripts of your own that use our widgets",
    )


def check_requirements(env: Environment) -> Finding:
    """Our package's metadata has the ranges that work; another installer may break them."""
    wrong: list[str] = []
    count = 0
    for requirement in env.requirements():
        count += 1
        found = env.version(requirement.name)
        if found is None:
            wrong.append(f"{requirement.name} is missing")
        elif not requirement.specifier.contains(found, prereleases=True):
            wrong.append(f"{requirement.name} {found}, needs {requirement.specifier}")
    if not wrong:
        return Finding(
            state="ok", code="E-ENV-19", what="dependencies", measured=f"{count} as pinned"
        )
    return Finding(
        state="fault",
        code="E-ENV-19",
        what="a dependency is missing or outside the range that works",
        measured="; ".join(wrong),
        remedy="pip install --upgrade liveness-studio in a fresh virtual environment",
    )


def check_qt_plugin_path(env: Environment) -> Finding:
    """OpenCV's wheel points Qt at plug-ins of its own Qt 5; so do old start scripts."""
    wrong = {
        name: value
        for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_PLUGIN_PATH")
        if (value := env.environ(name)) and "cv2" in PurePath(value).parts
    }
    if not wrong:
        return Finding(state="ok", code="E-ENV-20", what="plug-ins of Qt")
    return Finding(
        state="note",
        code="E-ENV-20",
        what="Qt is pointed at OpenCV's plug-ins; other Qt programs will blame xcb",
        measured=", ".join(f"{name}={value}" for name, value in wrong.items()),
        remedy="unset the variable; the studio itself takes it away",
    )


def check_camera_variables(env: Environment) -> Finding:
    """OpenCV reads these once, at its import; we fill in only what is not set."""
    name, good, happens = CAMERA_VARIABLES.get(env.platform, ("", "", ""))
    value = env.environ(name) if name else ""
    if value in ("", good):
        return Finding(state="ok", code="E-ENV-21", what="camera variables")
    return Finding(
        state="fault",
        code="E-ENV-21",
        what=f"a variable slows or blocks cameras: {happens}",
        measured=f"{name}={value}",
        remedy=f"unset it, or set {name}={good}",
    )


def check_encoding(env: Environment) -> Finding:
    """Names of files that the encoding cannot hold cannot be opened."""
    found = env.filesystem_encoding()
    if found.lower().replace("-", "") == "utf8":
        return Finding(state="ok", code="E-ENV-22", what="names of files", measured=found)
    return Finding(
        state="note",
        code="E-ENV-22",
        what="names of files are not UTF-8: folders with other letters cannot be opened",
        measured=found,
        remedy="set LANG to a UTF-8 locale, for instance C.UTF-8, or PYTHONUTF8=1",
    )


def check_video_rights(env: Environment) -> Finding:
    """On Linux a camera belongs to the group ``video``."""
    nodes = env.video_nodes() if env.platform.startswith("linux") else {}
    shut = [node for node, may in nodes.items() if not may]
    if not shut:
        measured = f"{len(nodes)} video devices"
        return Finding(state="ok", code="E-CAM-03", what="rights to cameras", measured=measured)
    return Finding(
        state="fault",
        code="E-CAM-03",
        what="the camera may not be opened by this user",
        measured=", ".join(shut),
        remedy="sudo usermod -aG video $USER, then log out and in",
    )


def check_face_mesh(env: Environment) -> Finding:
    """Later wheels of MediaPipe bring no models, and its ``solutions`` are gone."""
    if env.face_mesh_model():
        return Finding(state="ok", code="E-MOD-02", what="face mesh model")
    return Finding(
        state="fault",
        code="E-MOD-02",
        what="MediaPipe's face mesh model is not in its package",
        measured=f"mediapipe {env.version('mediapipe') or 'not installed'}",
        remedy="pip install --force-reinstall mediapipe==0.10.21",
    )


def check_plugins(env: Environment) -> Finding:
    """Plug-ins of other packages, by group; one that cannot be loaded is left out."""
    found, faults = env.plugins()
    measured = "; ".join(f"{group}: {', '.join(names)}" for group, names in found.items())
    if not faults:
        return Finding(
            state="ok", code="E-ENV-24", what="plug-ins", measured=measured or "none"
        )
    return Finding(
        state="fault",
        code="E-ENV-24",
        what="a plug-in cannot be loaded and is left out",
        measured="; ".join(faults),
        remedy="update or uninstall the package that offers it",
    )


TRAPS: tuple[Callable[[Environment], Finding], ...] = (
    check_opencv_whole,
    check_face_mesh,
    check_glibc,
    check_qt_parts,
    check_qt_addons,
    check_other_bindings,
    check_requirements,
    check_qt_plugin_path,
    check_camera_variables,
    check_encoding,
    check_video_rights,
    check_plugins,
)
