from __future__ import annotations

from pathlib import Path

import pytest

from liveness.studio.doctor import Environment, examine

GOOD = {
    "PySide6": "6.11.3",
    "opencv-contrib-python": "4.11.0.86",
    "mediapipe": "0.10.21",
    "numpy": "1.26.4",
    "imagecodecs": "2026.1.14",
    "pyqtgraph": "0.14.0",
}


class Fake(Environment):
    """A healthy Linux computer, to be broken in one place."""

    def __init__(self, **broken: object) -> None:
        self.python = (3, 11)
        self.platform = "linux"
        self.versions = dict(GOOD)
        self.libraries = {"portaudio", "xcb-cursor"}
        self.variables = {"DISPLAY": ":0"}
        self.outputs = 1
        self.free = 50e9
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

    def free_bytes(self, path: Path) -> int:
        return int(self.free)


def faults(env: Environment) -> set[str]:
    return {f.code for f in examine(Path("/nowhere"), env) if f.state == "fault"}


def test_a_healthy_computer_has_no_fault() -> None:
    assert faults(Fake()) == set()


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"python": (3, 13)}, "E-ENV-03"),
        ({"versions": GOOD | {"PySide6": "6.12.0"}}, "E-ENV-01"),
        ({"versions": GOOD | {"PySide6": "6.10.1"}}, "E-ENV-01"),
        ({"versions": {k: v for k, v in GOOD.items() if k != "PySide6"}}, "E-ENV-01"),
        ({"versions": GOOD | {"opencv-python": "4.11.0.86"}}, "E-ENV-04"),
        ({"versions": GOOD | {"opencv-contrib-python": "5.0.0.93"}}, "E-ENV-04"),
        ({"versions": GOOD | {"mediapipe": "1.2.2"}}, "E-MOD-01"),
        ({"versions": GOOD | {"numpy": "2.4.6"}}, "E-ENV-07"),
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
    assert finding.measured or finding.remedy


def test_no_camera_and_no_sound_card_are_notes_not_faults() -> None:
    class Bare(Fake):
        def cameras(self) -> list[str]:
            return []

    env = Bare(outputs=0)
    assert faults(env) == set()
    notes = {f.code for f in examine(Path("/nowhere"), env) if f.state == "note"}
    assert {"E-CAM-01", "E-AUD-01"} <= notes
