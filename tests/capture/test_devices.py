from __future__ import annotations

import dataclasses
import errno
import fcntl
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.capture import devices
from liveness.capture.devices import (
    CameraDevice,
    linux_obstacle,
    list_cameras,
    same_camera,
    usb_id,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Video4Linux is Linux's")

CAPTURE, METADATA = 0x04200001, 0x04A00000
WHOLE = 0x84A00001  # of the physical device, with both nodes and V4L2_CAP_DEVICE_CAPS


class Kernel:
    """Device nodes as plain files, and a kernel that answers for them."""

    def __init__(self, folder: Path) -> None:
        self.sysfs, self.dev, self.proc = folder / "sys", folder / "dev", folder / "proc"
        for path in (self.sysfs, self.dev, self.proc):
            path.mkdir()
        self.caps: dict[str, int] = {}
        self.streaming: set[str] = set()

    def add(self, number: int, name: str, caps: int = CAPTURE, index: int = 0) -> Path:
        entry = self.sysfs / f"video{number}"
        entry.mkdir()
        (entry / "name").write_text(f"{name}\n")
        (entry / "index").write_text(f"{index}\n")
        node = self.dev / f"video{number}"
        node.write_bytes(b"")
        self.caps[node.name] = caps
        return node

    def ioctl(self, handle: int, request: int, buffer: bytearray) -> int:
        name = Path(f"/proc/self/fd/{handle}").readlink().name
        if request == devices._QUERYCAP:
            assert len(buffer) == 104
            buffer[84:88] = WHOLE.to_bytes(4, sys.byteorder)
            buffer[88:92] = self.caps[name].to_bytes(4, sys.byteorder)
            return 0
        assert request == devices._REQBUFS
        assert len(buffer) == 20
        if name in self.streaming:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return 0


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kernel:
    made = Kernel(tmp_path)
    monkeypatch.setattr(fcntl, "ioctl", made.ioctl)
    return made


def test_the_request_numbers_are_those_of_the_header() -> None:
    def encoded(direction: int, size: int, number: int) -> int:
        return direction << 30 | size << 16 | ord("V") << 8 | number  # asm-generic/ioctl.h

    assert encoded(2, 104, 0) == devices._QUERYCAP
    assert encoded(3, 20, 8) == devices._REQBUFS


def test_metadata_nodes_are_left_out_and_numbers_sorted(kernel: Kernel) -> None:
    kernel.add(10, "Second camera")
    kernel.add(2, "Webcam C920")
    kernel.add(3, "Webcam C920", caps=METADATA, index=1)
    found = list_cameras(kernel.sysfs, kernel.dev)
    assert [(camera.number, camera.name) for camera in found] == [
        (2, "Webcam C920"),
        (10, "Second camera"),
    ]


def test_a_free_camera_has_no_obstacle(kernel: Kernel) -> None:
    kernel.add(0, "Webcam")
    assert linux_obstacle(0, dev=kernel.dev, proc=kernel.proc) == (None, "")


def test_an_absent_node(kernel: Kernel) -> None:
    obstacle, fact = linux_obstacle(7, dev=kernel.dev)
    assert obstacle == "absent"
    assert fact == f"{kernel.dev}/video7: No such file or directory"


def test_a_forbidden_node(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.add(0, "Webcam")

    def refuse(*arguments: Any) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    obstacle, fact = linux_obstacle(0, dev=kernel.dev)
    assert obstacle == "forbidden"
    assert "Permission denied" in fact
    (listed,) = list_cameras(kernel.sysfs, kernel.dev)
    assert not listed.usable
    assert "Permission denied" in listed.note


def test_a_busy_camera_names_its_holder(kernel: Kernel) -> None:
    node = kernel.add(0, "Webcam")
    kernel.streaming.add(node.name)
    obstacle, fact = linux_obstacle(0, dev=kernel.dev, proc=kernel.proc)
    assert (obstacle, fact) == ("busy", f"{node}: Device or resource busy")
    other = kernel.proc / "4711"
    (other / "fd").mkdir(parents=True)
    (other / "comm").write_text("zoom\n")
    (other / "fd" / "5").symlink_to(node)
    obstacle, fact = linux_obstacle(0, dev=kernel.dev, proc=kernel.proc)
    assert (obstacle, fact) == ("busy", f"{node}: open in zoom (4711)")


def test_a_camera_that_we_hold_ourselves_is_not_in_use(kernel: Kernel) -> None:
    node = kernel.add(0, "Webcam")
    kernel.streaming.add(node.name)
    own = kernel.proc / str(os.getpid()) / "fd"
    own.mkdir(parents=True)
    (own / "999").symlink_to(node)
    assert linux_obstacle(0, dev=kernel.dev, proc=kernel.proc) == (None, "")
    (own / "999").unlink()
    assert linux_obstacle(0, dev=kernel.dev, proc=kernel.proc)[0] == "busy"


def test_a_file_that_is_no_device(tmp_path: Path) -> None:
    (tmp_path / "video0").write_bytes(b"")
    obstacle, fact = linux_obstacle(0, dev=tmp_path)
    assert obstacle == "absent"
    assert "is no camera" in fact


@pytest.mark.parametrize(
    ("name", "virtual"),
    [
        ("OBS Virtual Camera", True),
        ("Dummy video device (0x0000)", True),
        ("v4l2loopback", True),
        ("HD Pro Webcam C920", False),
        ("Integrated Camera: Observer", False),
        ("ManyCam Virtual Webcam", True),
        ("Snap Camera", True),
        ("Snapdragon camera", False),
        ("Windows Studio Camera", False),
        ("VCam", True),
    ],
)
def test_programs_that_pose_as_cameras(name: str, virtual: bool) -> None:
    assert CameraDevice(0, name).virtual is virtual


def test_vendor_and_product_of_a_usb_camera(tmp_path: Path) -> None:
    device = tmp_path / "devices" / "usb1" / "1-2"
    (device / "1-2:1.0").mkdir(parents=True)
    (device / "idVendor").write_text("046D\n")
    (device / "idProduct").write_text("082d\n")
    for number in (0, 1):
        (tmp_path / f"video{number}").mkdir()
    (tmp_path / "video0" / "device").symlink_to(device / "1-2:1.0")
    assert usb_id(0, tmp_path) == "046d:082d"
    assert usb_id(1, tmp_path) == ""
    assert usb_id(9, tmp_path) == ""


def test_a_camera_is_known_by_its_make_and_port_and_not_by_its_number(kernel: Kernel) -> None:
    ports = kernel.sysfs.parent / "devices"

    def plug(number: int, port: str) -> None:
        interface = ports / port / f"{port}:1.0"
        interface.mkdir(parents=True, exist_ok=True)
        (ports / port / "idVendor").write_text("046d\n")
        (ports / port / "idProduct").write_text("082d\n")
        kernel.add(number, "HD Pro Webcam C920")
        (kernel.sysfs / f"video{number}" / "device").symlink_to(interface)

    plug(0, "1-2")
    plug(4, "1-3")
    first, second = list_cameras(kernel.sysfs, kernel.dev)
    assert (first.id, first.port) == ("046d:082d@1-2", "1-2")
    assert second.id == "046d:082d@1-3"
    assert same_camera(second.id, [second, first]) == second
    # one of its make, at another port: it was plugged in elsewhere
    moved = dataclasses.replace(first, number=7, id="046d:082d@3-1")
    assert same_camera(first.id, [moved]) == moved
    # two of its make: it cannot be told which
    assert same_camera("046d:082d@9-9", [first, second]) is None
    assert same_camera("", [first]) is None


def test_a_camera_without_a_device_is_a_program_whatever_it_is_called(
    kernel: Kernel,
) -> None:
    node = kernel.add(9, "HD Pro Webcam C920")
    real = kernel.sysfs.parent / "devices" / "virtual" / "video4linux" / "video9"
    real.parent.mkdir(parents=True)
    (kernel.sysfs / node.name).rename(real)
    (kernel.sysfs / node.name).symlink_to(real)
    (found,) = list_cameras(kernel.sysfs, kernel.dev)
    assert found.virtual
    assert found.id == "HD Pro Webcam C920"


def test_the_list_of_windows_and_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [
        SimpleNamespace(name="FaceTime HD", vid=None, pid=None, path="0x14"),
        SimpleNamespace(name="OBS Virtual Camera", vid=None, pid=None, path=""),
        SimpleNamespace(name="C920", vid=0x046D, pid=0x082D, path="usb#3"),
    ]
    module = SimpleNamespace(enumerate_cameras=lambda backend: listed)
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", module)
    monkeypatch.setattr(devices.importlib.util, "find_spec", lambda name: module)
    monkeypatch.setattr(sys, "platform", "darwin")
    found = list_cameras()
    assert [camera.id for camera in found] == ["0x14", "", "046d:082d@usb#3"]
    assert [camera.virtual for camera in found] == [False, True, False]
