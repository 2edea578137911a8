"""Where the profiles of cameras are kept: one file each, among the user's settings."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

import platformdirs

from liveness.datasets.camera_profile import CameraCalibration, Result, camera_id
from liveness.datasets.durable import make_folder, storage_errors
from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.take import CaptureInfo

log = logging.getLogger(__name__)

VARIABLE: Final = "LIVENESS_CAMERAS"
"""Environment variable that names another folder."""


def folder() -> Path:
    """Return where the profiles lie; it need not exist."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    return platformdirs.user_config_path("liveness-studio", appauthor=False) / "cameras"


def name_of(info: CaptureInfo) -> str:
    """Return what a camera calls itself; a stream has its address, other sources nothing.

    The demo camera is none, and a take's camera is the one that recorded it.
    """
    if info.kind == "demo":
        return ""
    if info.device:
        return info.device
    return info.source if info.kind in ("camera", "stream") else ""


def path_of(name: str, usb_id: str = "") -> Path:
    """Return the file of a camera by its name and USB id."""
    return folder() / f"{camera_id(name, usb_id)}.json"


def find(name: str, usb_id: str = "") -> CameraCalibration | None:
    """Return a camera's profile, or ``None`` where it has none.

    Raises
    ------
    LivenessError
        When there is one that cannot be used, as `CameraCalibration.load`.
    """
    path = path_of(name, usb_id)
    return CameraCalibration.load(path) if path.is_file() else None


def with_profile(info: CaptureInfo) -> CaptureInfo:
    """Return what is known of an open camera with its profile, if it has one.

    A profile that cannot be read is logged and left out: a camera opens all the same.
    """
    name = name_of(info)
    if not name:
        return info
    try:
        profile = find(name, info.usb_id)
    except LivenessError as error:
        log.warning("the camera's profile is left out: %s", error)
        return info
    return info if profile is None else info.model_copy(update={"camera_profile": profile})


def keep(
    kind: str, result: Result, name: str, usb_id: str = "", *, generator: str = ""
) -> tuple[CameraCalibration, Path]:
    """Put a result into a camera's profile, which is made where there is none.

    Parameters
    ----------
    kind
        Name of the result in the profile, as `RESULTS` has it.
    name
        What the camera calls itself.
    generator
        Program and version.

    Returns
    -------
    tuple
        The profile as written, and its file.

    Raises
    ------
    LivenessError
        When a profile that is there cannot be read: it is not overwritten.
    DataError
        ``E-CAL-33`` without a name, or when the file is another camera's.
    StorageError
        When it cannot be written.
    """
    if not name.strip():
        raise DataError(
            "E-CAL-33",
            "this source has no name to keep a profile under",
            "a file does not say which camera it is from",
            "open the camera itself, or name it with --camera",
        )
    path = path_of(name, usb_id)
    found = find(name, usb_id)
    if found is None:
        found = CameraCalibration(id=path.stem, device=name, usb_id=usb_id)
    elif found.device != name:
        raise DataError(
            "E-CAL-33",
            "two cameras would share one profile",
            f"{path.name} is that of {found.device!r}, this is {name!r}",
            "rename that file, or name this camera otherwise",
        )
    made = found.model_copy(update={"generator": generator}).with_result(kind, result)
    with storage_errors(path):
        make_folder(path.parent)
    return made.save(path), path
