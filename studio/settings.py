"""Preferences of the person at the desk: kept in one JSON file, never a reason not to start."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from liveness.capture.camera_settings import CameraSettings
from liveness.datasets.session import PrivacyMode
from liveness.datasets.take import CodecChoice

log = logging.getLogger(__name__)

VARIABLE = "LIVENESS_SETTINGS"
"""Environment variable that names another settings file."""


class Settings(BaseModel):
    """What the window remembers; a data file is strict, this one is forgiving."""

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    theme: Literal["dark", "light", "contrast"] = "dark"
    language: Literal["", "en", "de"] = ""
    """Of the window; empty for the system's."""
    toured: bool = False
    """Whether the first-run tour was seen or skipped."""
    source: str = ""
    """The last source that was started."""
    source_id: str = ""
    """What its device is known by, for its number may be another one the next day."""
    cameras: dict[str, CameraSettings] = {}
    """What was asked of each camera last, by what it is known by."""
    root: str = ""
    """The last dataset."""
    filters: dict[str, dict[str, Any]] = {}
    """Saved filters of Inspect, by name."""
    recordings: list[str] = Field(default=[], max_length=6)
    """Files that were opened, the newest first."""
    operator: str = ""
    site: str = ""
    lighting: str = ""
    privacy: PrivacyMode = "full"
    take_seconds: int = Field(default=5, ge=0, le=600)
    """Length of a take, seconds; 0 records until it is stopped."""
    protocol: str = ""
    """Id or file of the protocol that is followed; empty for none."""
    auto: bool = False
    """Whether a protocol's takes begin by themselves once the gates hold."""
    codec: CodecChoice = "auto"
    preroll: bool = True
    """Whether the two seconds before a take are stored with it."""
    mirrored: bool = False
    landmarks: bool = True
    oval: bool = True
    zebra: bool = False
    zebra_level: int = Field(default=245, ge=1, le=255)
    """Zebra stands from this luma on."""
    peaking: bool = False
    peaking_level: int = Field(default=30, ge=1, le=255)
    """Edges stand out from this Laplacian on, grey levels."""
    histogram: bool = False
    muted: bool = False
    """Whether tones and voice are silent."""
    spoken: bool = True
    """Whether sentences are spoken, where the system has a voice."""
    microphone: str = ""
    """Part of the name of the microphone; empty for the system's default."""
    collapsed: list[str] = []
    """Signals whose panels are collapsed."""
    keys: dict[str, str] = {}
    """Keys that the user changed, by the action's id; an empty key is none."""
    geometry: str = ""
    """Place and size of the window, base64."""
    splitters: dict[str, str] = {}
    """State of each splitter by its object name, base64."""
    bytes_per_second: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """Write rate of the last take, for the disk time before the next one."""


def default_path() -> Path:
    """Return where the settings live."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    folder = platformdirs.user_config_path("liveness-studio", appauthor=False)
    return folder / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Read the settings; what is missing or damaged is the default, the rest is kept."""
    path = path or default_path()
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("settings %s cannot be read and start anew: %s", path, error)
        return Settings()
    if not isinstance(found, dict):
        log.warning("settings %s hold no object and start anew", path)
        return Settings()
    return _salvage(found)


def _salvage(found: dict[str, Any]) -> Settings:
    settings = Settings()
    for name, value in found.items():
        if name not in Settings.model_fields:
            continue
        try:
            setattr(settings, name, value)
        except ValidationError:
            log.warning("setting %s=%r is not valid and is left out", name, value)
    return settings


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; a disk that refuses is logged and nothing else."""
    path = path or default_path()
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.warning("settings %s cannot be written: %s", path, error)
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
