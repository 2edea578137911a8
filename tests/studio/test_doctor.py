from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from liveness.studio.doctor import examine
from liveness.studio.environment import Environment

GOOD = {
    "PySide6": "6.11.3",
    "opencv-contrib-python": "4.11.0.86",
    "mediapipe": "0.10.21",
    "numpy": "1.26.4",
    "imagecodecs": "2026.1.14",
    "pyqtgraph": "0.14.0",
    "h5py": "3.16.0",
    **dict.fromkeys(("PySide6_Essentials", "PySide6_Addons", "shiboken6"), "6.11.3"),
}


MSMF = {"OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "1"}
SKIP_AUTH = {"OPENCV_AVFOUNDATION_SKIP_AUTH": "0"}


def of_qt(version: str) -> dict[str, str]:
    """Every part of Qt in one version."""
    names = ("PySide6", "PySide6_Essentials", "PySide6_Addons", "shiboken6")
    return dict.fromkeys(names, version)


class Fake(Environment):
    """A healthy Linux computer, to be broken in one place."""

    def __init__(self, **broken: object) -> None:
        self.python = (3, 11)
        self.platform = "linux"
        self.versions = dict(GOOD)
        self.libraries = {"portaudio", "xcb-cursor", "speechd"}
        self.ears: Exception | str = "desk microphone"
        self.variables = {"DISPLAY": ":0"}
        self.outputs = 1
        self.free = 50e9
        self.encoding, self.libc = "utf-8", "2.36"
        self.whole = self.mesh = True
        self.nodes = {"/dev/video0": True}
        for name, value in broken.items():
            setattr(self, name, value)

    def version(self, distribution: str) -> str | None:
        return self.versions.get(distribution)

    def opencv_distributions(self) -> list[str]:
        return sorted(name for name in self.versions if name.startswith("opencv"))

    def has_library(self, name: str) -> bool:
        return name in self.libraries

    def environ(self, name: str) -> str:
        return self.variables.get(name, "")

    def cameras(self) -> list[str]:
        return ["Camera"]

    def sound_outputs(self) -> int:
        return self.outputs

    def microphone(self) -> str:
        if isinstance(self.ears, Exception):
            raise self.ears
        return self.ears

    def free_bytes(self, path: Path) -> int:
        return int(self.free)

    def memory_bytes(self) -> int:
        return int(getattr(self, "memory", 16e9))

    def filesystem_encoding(self) -> str:
        return self.encoding

    def glibc(self) -> str | None:
        return self.libc

    def opencv_works(self) -> bool:
        return self.whole

    def face_mesh_model(self) -> bool:
        return self.mesh

    def requirements(self) -> list[Requirement]:
        return [Requirement("numpy>=1.26,<2"), Requirement("h5py>=3.10,<4")]

    def plugins(self) -> tuple[dict[str, list[str]], list[str]]:
        return {"liveness.signals": ["pulse"]}, list(getattr(self, "broken_plugins", ()))

    def video_nodes(self) -> dict[str, bool]:
        return self.nodes


def faults(env: Environment) -> set[str]:
    return {f.code for f in examine(Path("/nowhere"), env) if f.state == "fault"}


def test_a_healthy_computer_has_no_fault() -> None:
    assert faults(Fake()) == set()


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"python": (3, 13)}, "E-ENV-03"),
        ({"versions": GOOD | of_qt("6.12.0")}, "E-ENV-01"),
        ({"versions": GOOD | of_qt("6.10.1")}, "E-ENV-01"),
        ({"versions": GOOD | of_qt("6.11.0") | {"PySide6_Addons": "6.12.0"}}, "E-ENV-16"),
        ({"versions": {k: v for k, v in GOOD.items() if k != "PySide6"}}, "E-ENV-01"),
        ({"versions": GOOD | {"opencv-python": "4.11.0.86"}}, "E-ENV-04"),
        ({"versions": GOOD | {"opencv-contrib-python": "5.0.0.93"}}, "E-ENV-04"),
        ({"versions": GOOD | {"mediapipe": "1.2.2"}}, "E-MOD-01"),
        ({"versions": GOOD | {"imagecodecs": "2026.3.1"}}, "E-ENV-08"),
        ({"versions": GOOD | {"pyqtgraph": "0.13.7"}}, "E-ENV-09"),
        ({"versions": GOOD | {"h5py": "2.10.0"}}, "E-ENV-19"),
        ({"versions": {k: v for k, v in GOOD.items() if k != "h5py"}}, "E-ENV-19"),
        ({"whole": False}, "E-ENV-14"),
        ({"mesh": False}, "E-MOD-02"),
        ({"broken_plugins": ["plug-in 'x' is left out"]}, "E-ENV-24"),
        ({"libc": "2.31"}, "E-ENV-15"),
        ({"nodes": {"/dev/video0": True, "/dev/video2": False}}, "E-CAM-03"),
        ({"platform": "win32", "variables": MSMF}, "E-ENV-21"),
        ({"platform": "darwin", "variables": SKIP_AUTH}, "E-ENV-21"),
        ({"libraries": {"xcb-cursor"}}, "E-AUD-02"),
        ({"libraries": {"portaudio"}}, "E-ENV-05"),
        ({"variables": {}}, "E-ENV-02"),
        ({"free": 0.5e9}, "E-DSK-01"),
    ],
)
def test_each_broken_computer_gives_its_code(broken: dict[str, object], code: str) -> None:
    env = Fake(**broken)
    assert faults(env) == {code}
    finding = next(f for f in examine(Path("/nowhere"), env) if f.code == code)
    assert finding.what
    assert finding.remedy


def test_no_camera_and_no_sound_card_are_notes_not_faults() -> None:
    class Bare(Fake):
        def cameras(self) -> list[str]:
            return []

    env = Bare(outputs=0)
    assert faults(env) == set()
    notes = {f.code for f in examine(Path("/nowhere"), env) if f.state == "note"}
    assert {"E-CAM-01", "E-AUD-01"} <= notes


def test_numpy_2_is_told_by_name_and_by_the_pins() -> None:
    assert faults(Fake(versions=GOOD | {"numpy": "2.4.6"})) == {"E-ENV-07", "E-ENV-19"}


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"memory": 2e9}, "E-ENV-06"),
        ({"ears": OSError("Error querying device -1")}, "E-AUD-03"),
        ({"libraries": {"portaudio", "xcb-cursor"}}, "E-AUD-05"),
        ({"encoding": "ascii"}, "E-ENV-22"),
        ({"versions": {k: v for k, v in GOOD.items() if k != "PySide6_Addons"}}, "E-ENV-17"),
        ({"variables": {"DISPLAY": ":0", "QT_API": "pyqt5"}}, "E-ENV-18"),
        ({"variables": {"DISPLAY": ":0", "QT_PLUGIN_PATH": "/x/cv2/qt/plugins"}}, "E-ENV-20"),
    ],
)
def test_what_only_hinders_is_a_note_with_a_remedy(odd: dict[str, object], code: str) -> None:
    env = Fake(**odd)
    assert faults(env) == set()
    notes = [f for f in examine(Path("/nowhere"), env) if f.state == "note"]
    assert [f.code for f in notes] == [code]
    assert notes[0].measured


def test_this_computer_is_told_in_a_report() -> None:
    found = {f.code: f for f in examine(Path("/nowhere"))}
    assert "cores" in found["E-ENV-00"].measured
    assert found["E-ENV-14"].state == found["E-MOD-02"].state == "ok"
    assert found["E-ENV-19"].state == "ok"
    assert found["E-ENV-16"].state == "ok"
    assert found["E-ENV-20"].state == "ok", (
        "what our own import of cv2 sets is not held against it"
    )
