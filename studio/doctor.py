"""Find what is wrong with this computer before the user does, and say how to mend it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path

from packaging.version import Version

from .doctor_traps import TRAPS
from .environment import Environment, Finding

Check = Callable[[Environment], Finding]


def check_python(env: Environment) -> Finding:
    """Mediapipe 0.10.21 has wheels for 3.9 to 3.12; we use 3.11 and 3.12."""
    measured = ".".join(map(str, env.python))
    if env.python in ((3, 11), (3, 12)):
        return Finding(state="ok", code="E-ENV-03", what="Python", measured=measured)
    return Finding(
        state="fault",
        code="E-ENV-03",
        what="this Python is not supported",
        measured=measured,
        remedy="use Python 3.11 or 3.12",
    )


def check_pyside(env: Environment) -> Finding:
    """PySide6 6.12.0 aborts Python 3.11 at the 500th emitted True; 6.10.1 at a connection."""
    found = env.version("PySide6")
    code, remedy = "E-ENV-01", 'pip install "PySide6>=6.8.3,!=6.10.1,<6.12" in a fresh venv'
    if found is None:
        return Finding(state="fault", code=code, what="PySide6 is not installed", remedy=remedy)
    version = Version(found)
    good = Version("6.8.3") <= version < Version("6.12") and version != Version("6.10.1")
    if good:
        return Finding(state="ok", code=code, what="PySide6", measured=found)
    return Finding(
        state="fault",
        code=code,
        what="this PySide6 is known to crash or untested",
        measured=found,
        remedy=remedy,
    )


def check_opencv(env: Environment) -> Finding:
    """Two OpenCV wheels overwrite each other; removing one breaks the other."""
    found = env.opencv_distributions()
    code = "E-ENV-04"
    remedy = (
        "pip uninstall every opencv package, then pip install "
        '"opencv-contrib-python>=4.10,<4.12"'
    )
    if len(found) != 1:
        return Finding(
            state="fault",
            code=code,
            what="exactly one OpenCV must be installed",
            measured=", ".join(found) or "none",
            remedy=remedy,
        )
    version = env.version(found[0]) or "0"
    if found[0] != "opencv-contrib-python" or not Version("4.10") <= Version(version) < Version(
        "4.12"
    ):
        return Finding(
            state="fault",
            code=code,
            what="this OpenCV does not fit",
            measured=f"{found[0]} {version}",
            remedy=remedy,
        )
    return Finding(state="ok", code=code, what="OpenCV", measured=f"{found[0]} {version}")


def _pinned(distribution: str, code: str, low: str, below: str, why: str) -> Check:
    def check(env: Environment) -> Finding:
        found = env.version(distribution)
        if found is not None and Version(low) <= Version(found) < Version(below):
            return Finding(state="ok", code=code, what=distribution, measured=found)
        return Finding(
            state="fault",
            code=code,
            what=f"{distribution}: {why}",
            measured=found or "not installed",
            remedy=f'pip install "{distribution}>={low},<{below}"',
        )

    return check


def check_portaudio(env: Environment) -> Finding:
    """Without PortAudio the cues are silent; they have a visual twin."""
    if env.platform.startswith("linux") and not env.has_library("portaudio"):
        return Finding(
            state="fault",
            code="E-AUD-02",
            what="PortAudio is missing: cues are shown, not heard",
            remedy="sudo apt install libportaudio2",
        )
    try:
        outputs = env.sound_outputs()
    except Exception as error:  # PortAudio has error types of its own
        outputs, measured = 0, str(error)
    else:
        measured = f"{outputs} outputs"
    if outputs:
        return Finding(state="ok", code="E-AUD-01", what="sound", measured=measured)
    return Finding(
        state="note",
        code="E-AUD-01",
        what="no sound device: cues are shown, not heard",
        measured=measured,
    )


def check_microphone(env: Environment) -> Finding:
    """Only steps with ``microphone = true`` need one; their takes go on without."""
    try:
        name = env.microphone()
    except Exception as error:  # no PortAudio, or no device
        return Finding(
            state="note",
            code="E-AUD-03",
            what="no microphone: takes have no sound",
            measured=" ".join(str(error).split()),
            remedy="plug one in if a protocol asks for sound",
        )
    return Finding(state="ok", code="E-AUD-03", what="microphone", measured=name)


def check_voice(env: Environment) -> Finding:
    """Windows and macOS have a voice; on Linux Qt speaks through speech-dispatcher."""
    if env.platform.startswith("linux") and not env.has_library("speechd"):
        return Finding(
            state="note",
            code="E-AUD-05",
            what="no voice: instructions are shown, not spoken",
            measured="libspeechd is not installed",
            remedy="sudo apt install speech-dispatcher espeak-ng",
        )
    return Finding(state="ok", code="E-AUD-05", what="voice")


def check_display(env: Environment) -> Finding:
    """A window needs a display, and Qt's xcb plug-in needs libxcb-cursor since Qt 6.5."""
    if not env.platform.startswith("linux"):
        return Finding(state="ok", code="E-ENV-02", what="display", measured=env.platform)
    display = env.environ("DISPLAY") or env.environ("WAYLAND_DISPLAY")
    if not display:
        return Finding(
            state="fault",
            code="E-ENV-02",
            what="no display: only the commands work, no window",
            measured="neither DISPLAY nor WAYLAND_DISPLAY is set",
            remedy="start it in a desktop session; every command works without one",
        )
    if env.environ("DISPLAY") and not env.has_library("xcb-cursor"):
        return Finding(
            state="fault",
            code="E-ENV-05",
            what="libxcb-cursor is missing: Qt cannot open a window",
            remedy="sudo apt install libxcb-cursor0",
        )
    return Finding(state="ok", code="E-ENV-02", what="display", measured=display)


def check_camera(env: Environment) -> Finding:
    """No camera is no fault: the demo camera and recordings work."""
    found = env.cameras()
    if found:
        return Finding(state="ok", code="E-CAM-01", what="camera", measured=", ".join(found))
    return Finding(
        state="note",
        code="E-CAM-01",
        what="no camera answers",
        remedy="plug one in, or use demo:bona-fide or a recording",
    )


def check_memory(env: Environment) -> Finding:
    """The studio with 720p video and its children needs about 2 GB."""
    gib = env.memory_bytes() / 2**30
    if gib < 3.5:
        return Finding(
            state="note", code="E-ENV-06", what="little memory", measured=f"{gib:.1f} GiB"
        )
    return Finding(state="ok", code="E-ENV-06", what="memory", measured=f"{gib:.0f} GiB")


CHECKS: tuple[Check, ...] = (
    check_python,
    check_pyside,
    check_opencv,
    _pinned(
        "mediapipe", "E-MOD-01", "0.10.21", "0.10.22", "other versions bring no face mesh model"
    ),
    _pinned("numpy", "E-ENV-07", "1.26", "2", "mediapipe needs numpy 1"),
    _pinned("imagecodecs", "E-ENV-08", "2024.9.22", "2026.2", "lossless frames need it"),
    _pinned("pyqtgraph", "E-ENV-09", "0.14", "0.16", "older ones are slow with this PySide6"),
    check_portaudio,
    check_microphone,
    check_voice,
    check_display,
    check_camera,
    check_memory,
    *TRAPS,
)


def check_disk(env: Environment, root: Path) -> Finding:
    """One gigabyte is kept free; a minute of lossless 720p takes about two."""
    free = env.free_bytes(root) / 1e9
    where = str(root)
    if free < 1.0:
        return Finding(
            state="fault",
            code="E-DSK-01",
            what=f"the disk of {where} is full: recording is blocked",
            measured=f"{free:.1f} GB free, 1 GB is kept in reserve",
            remedy="free some space or choose another folder",
        )
    return Finding(
        state="ok", code="E-DSK-01", what="disk", measured=f"{free:.0f} GB free at {where}"
    )


def examine(root: Path | None = None, env: Environment | None = None) -> list[Finding]:
    """Run every check.

    Parameters
    ----------
    root
        A dataset whose disk is checked; the present folder's otherwise.
    env
        What to examine; this computer by default.
    """
    env = env or Environment()
    findings = [check(env) for check in CHECKS]
    findings.append(check_disk(env, root or Path.cwd()))
    findings.append(
        Finding(
            state="ok",
            code="E-ENV-00",
            what="system",
            measured=f"{platform.platform()}, {os.cpu_count()} cores",
        )
    )
    return findings
