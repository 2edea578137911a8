"""What ``doctor`` may ask of a computer, and what it finds; tests ask a broken one."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import psutil
from packaging.requirements import Requirement

from liveness.capture.sources import describe_sources
from liveness.datasets.model import Model
from liveness.datasets.plugin_points import GROUPS, offered

DISTRIBUTION = "liveness-studio"

State = Literal["ok", "note", "fault"]


class Finding(Model):
    """The result of one check."""

    state: State
    """``fault`` makes the exit status 1; a ``note`` tells of something that is missing but not
    needed."""
    code: str
    what: str
    measured: str = ""
    remedy: str = ""


class Environment:
    """What the checks may ask of the computer; tests put a broken one in its place."""

    python: tuple[int, int] = (sys.version_info.major, sys.version_info.minor)
    platform: str = sys.platform

    def version(self, distribution: str) -> str | None:
        """Return the installed version of a distribution, or ``None``."""
        try:
            return importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            return None

    def opencv_distributions(self) -> list[str]:
        """Return every installed distribution that brings a ``cv2``."""
        names = {dist.metadata["Name"] or "" for dist in importlib.metadata.distributions()}
        return sorted(name for name in names if name.lower().startswith("opencv"))

    def has_library(self, name: str) -> bool:
        """Return whether the system's loader finds a library."""
        return ctypes.util.find_library(name) is not None

    def environ(self, name: str) -> str:
        """Return a variable as this process was started with; empty when it is not set."""
        try:
            # ``import cv2`` writes some of them anew
            every = Path("/proc/self/environ").read_bytes().split(b"\0")
        except OSError:
            return os.environ.get(name, "")
        head = os.fsencode(f"{name}=")
        return next((os.fsdecode(v[len(head) :]) for v in every if v.startswith(head)), "")

    def cameras(self) -> list[str]:
        """Return the names of the cameras that answer."""
        return [s.title for s in describe_sources() if s.kind == "camera" and s.available]

    def sound_outputs(self) -> int:
        """Return the number of sound devices; raises OSError without PortAudio."""
        import sounddevice

        return sum(d["max_output_channels"] > 0 for d in sounddevice.query_devices())

    def microphone(self) -> str:
        """Return the name of the default microphone; raises where there is none."""
        import sounddevice

        return str(sounddevice.query_devices(kind="input")["name"])

    def free_bytes(self, path: Path) -> int:
        """Return the free space of the disk that holds a path, bytes."""
        while not path.exists() and path != path.parent:
            path = path.parent
        return shutil.disk_usage(path).free

    def memory_bytes(self) -> int:
        """Return the memory of the computer, bytes."""
        return int(psutil.virtual_memory().total)

    def filesystem_encoding(self) -> str:
        """Return the encoding of file names."""
        return sys.getfilesystemencoding()

    def glibc(self) -> str | None:
        """Return the version of the C library, ``None`` where it is not glibc."""
        name, version = platform.libc_ver()
        return version if name == "glibc" else None

    def opencv_works(self) -> bool:
        """Return whether ``cv2`` has its video classes."""
        try:
            import cv2
        except Exception:  # a damaged wheel raises what it likes
            return False
        return hasattr(cv2, "VideoCapture")

    def face_mesh_model(self) -> bool:
        """Return whether MediaPipe's wheel carries the face mesh with irises."""
        spec = importlib.util.find_spec("mediapipe")  # finds it without the import of 1 s
        if spec is None or not spec.origin:
            return False
        folder = Path(spec.origin).parent / "modules" / "face_landmark"
        return (folder / "face_landmark_with_attention.tflite").is_file()

    def requirements(self) -> Iterable[Requirement]:
        """Return what our distribution needs here; nothing where it is not installed."""
        try:
            found = importlib.metadata.requires(DISTRIBUTION) or []
        except importlib.metadata.PackageNotFoundError:
            return []
        every = [Requirement(line) for line in found]
        return [r for r in every if r.marker is None or r.marker.evaluate({"extra": ""})]

    def plugins(self) -> tuple[dict[str, list[str]], list[str]]:
        """Return the names of plug-ins by group, and what is wrong with those left out."""
        known = {group: offered(group) for group in GROUPS}
        found = {group: sorted(each.found) for group, each in known.items() if each.found}
        return found, [fault for each in known.values() for fault in each.faults]

    def video_nodes(self) -> dict[str, bool]:
        """Return the video devices of Linux, and whether we may open each."""
        nodes = sorted(Path("/dev").glob("video[0-9]*"))
        return {str(node): os.access(node, os.R_OK | os.W_OK) for node in nodes}
