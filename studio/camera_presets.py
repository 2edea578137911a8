"""Presets of cameras: everything that is asked of one, by name, in the user's folder. No Qt."""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from liveness.capture.camera_settings import CameraSettings
from liveness.datasets.durable import make_folder, replace_file
from liveness.datasets.errors import LivenessError
from liveness.datasets.model import Model, utc_now

from . import settings as settings_file

log = logging.getLogger(__name__)

PresetName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)
]


class CameraPreset(Model):
    """What is asked of one camera, by a name that the operator gave it."""

    schema_version: Literal[1] = 1
    name: PresetName
    camera: str = Field(min_length=1, max_length=400)
    """What the camera is known by."""
    device: str = ""
    """What it is called."""
    settings: CameraSettings
    created_utc: str = Field(default_factory=utc_now)

    @property
    def digest(self) -> str:
        """SHA-256 that takes bear which are recorded with it."""
        return self.settings.digest


class PresetStore:
    """Presets as one JSON file each, in a folder by camera.

    Parameters
    ----------
    folder
        Need not exist.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or settings_file.default_path().parent / "camera-presets"

    def of(self, camera: str) -> list[CameraPreset]:
        """Return a camera's presets by name; a file that cannot be read is left out."""
        found = []
        for path in sorted((self.folder / _file_name(camera)).glob("*.json")):
            try:
                found.append(CameraPreset.load(path))
            except LivenessError as error:
                log.warning("a camera preset is left out: %s", error)
        return sorted(found, key=lambda preset: preset.name.casefold())

    def save(self, preset: CameraPreset) -> Path:
        """Write a preset; one of the same camera and name is replaced.

        Raises
        ------
        StorageError
            When it cannot be written.
        """
        path = self._path(preset.camera, preset.name)
        make_folder(path.parent)
        replace_file(path, preset.model_dump_json(indent=2).encode() + b"\n")
        return path

    def remove(self, camera: str, name: str) -> None:
        """Delete a preset; one that is not there is none the less gone."""
        self._path(camera, name).unlink(missing_ok=True)

    def _path(self, camera: str, name: str) -> Path:
        return self.folder / _file_name(camera) / f"{_file_name(name)}.json"


def _file_name(text: str) -> str:
    """Return a name that every file system takes and that no other text has."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:40]
    return f"{plain}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
