from __future__ import annotations

import errno
import fcntl
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from liveness.capture import devices
from liveness.capture.devices import CameraDevice, linux_obstacle, list_cameras, usb_id

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
    assert found == [CameraDevice(2, "Webcam C920"), CameraDevice(10, "Second camera")]


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
