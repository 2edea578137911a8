"""Which cameras the operating system knows, and why one cannot be opened."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

SYSFS: Final = Path("/sys/class/video4linux")
DEV: Final = Path("/dev")
PROC: Final = Path("/proc")

_QUERYCAP: Final = 0x80685600  # VIDIOC_QUERYCAP, linux/videodev2.h
_REQBUFS: Final = 0xC0145608  # VIDIOC_REQBUFS
_CAPTURE: Final = 0x00000001 | 0x00001000  # V4L2_CAP_VIDEO_CAPTURE, ..._MPLANE
_DEVICE_CAPS: Final = 0x80000000

VIRTUAL_MARKS: Final = ("loopback", "virtual", "dummy", "obs ", "obs-", "droidcam", "manycam")
"""Parts of the names of cameras that are programs."""

Obstacle = Literal["absent", "busy", "forbidden", "metadata"]


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera that the operating system lists.

    Parameters
    ----------
    number
        N of ``camera:N``.
    name
        Name as the driver states it.
    usable
        Whether nothing is known that keeps it from being opened.
    note
        What keeps it, or what else to know.
    """

    number: int
    name: str
    usable: bool = True
    note: str = ""

    @property
    def virtual(self) -> bool:
        """Whether its name says that it is a program."""
        return any(mark in f"{self.name} ".lower() for mark in VIRTUAL_MARKS)


def list_cameras(sysfs: Path = SYSFS, dev: Path = DEV) -> list[CameraDevice]:
    """List the cameras, on Linux by the kernel's own list, without the metadata nodes.

    Elsewhere the optional package ``cv2-enumerate-cameras`` is asked; without it the list is
    empty, which does not mean that there is no camera.
    """
    if sys.platform != "linux":
        return _enumerated()
    found = []
    for entry in sorted(sysfs.glob("video*"), key=lambda p: int("0" + p.name[5:])):
        number = entry.name[5:]
        if not number.isdecimal():
            continue
        obstacle, fact = linux_obstacle(int(number), dev=dev)
        # where the node cannot be asked: a camera's second node carries its metadata
        second = obstacle is not None and _text(entry / "index") not in ("", "0")
        if obstacle == "metadata" or second:
            continue
        name = _text(entry / "name") or entry.name
        found.append(CameraDevice(int(number), name, obstacle is None, fact))
    return found


def usb_id(number: int, sysfs: Path = SYSFS) -> str:
    """Return vendor and product of a USB camera as ``vvvv:pppp``; empty where unknown."""
    # the device is one interface of it; the ids stand one level above
    device = (sysfs / f"video{number}" / "device").resolve().parent
    found = f"{_text(device / 'idVendor')}:{_text(device / 'idProduct')}".lower()
    return found if re.fullmatch("[0-9a-f]{4}:[0-9a-f]{4}", found) else ""


def linux_obstacle(
    number: int, *, dev: Path = DEV, proc: Path = PROC
) -> tuple[Obstacle | None, str]:
    """Say what keeps a Video4Linux device from being opened, and the fact that shows it."""
    node = dev / f"video{number}"
    try:
        handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        fact = f"{node}: {os.strerror(error.errno or 0)}"
        if error.errno in (errno.EACCES, errno.EPERM):
            return "forbidden", fact
        if error.errno == errno.EBUSY:
            return "busy", fact
        return "absent", fact
    try:
        return _ask(handle, node, proc)
    finally:
        os.close(handle)


def _ask(handle: int, node: Path, proc: Path) -> tuple[Obstacle | None, str]:
    """Ask an open device whether it captures, and whether somebody streams from it."""
    import fcntl

    answer = bytearray(104)  # struct v4l2_capability
    try:
        fcntl.ioctl(handle, _QUERYCAP, answer)
    except OSError as error:
        return "absent", f"{node} is no camera: {os.strerror(error.errno or 0)}"
    whole = int.from_bytes(answer[84:88], sys.byteorder)
    own = int.from_bytes(answer[88:92], sys.byteorder)
    if not (own if whole & _DEVICE_CAPS else whole) & _CAPTURE:
        return "metadata", f"{node} carries no pictures"
    # to ask for no buffers is harmless, and is refused while another program streams
    request = bytearray(20)  # struct v4l2_requestbuffers
    request[4:8] = (1).to_bytes(4, sys.byteorder)  # V4L2_BUF_TYPE_VIDEO_CAPTURE
    request[8:12] = (1).to_bytes(4, sys.byteorder)  # V4L2_MEMORY_MMAP
    try:
        fcntl.ioctl(handle, _REQBUFS, request)
    except OSError as error:
        if error.errno == errno.EBUSY:
            holder = _holder(node, proc)
            return "busy", f"{node}: {holder or os.strerror(errno.EBUSY)}"
    return None, ""


def _holder(node: Path, proc: Path) -> str:
    """Name another process that has the device open; empty when it is hidden from us."""
    for process in proc.glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            if any(link.readlink() == node for link in (process / "fd").iterdir()):
                return f"open in {_text(process / 'comm') or 'a process'} ({process.name})"
        except OSError:  # it ended meanwhile, or belongs to somebody else
            continue
    return ""


def _text(path: Path) -> str:
    """Return a small file's text; empty when it cannot be read."""
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""


def _enumerated() -> list[CameraDevice]:
    """Ask the optional package for the cameras of Windows and macOS."""
    if importlib.util.find_spec("cv2_enumerate_cameras") is None:
        return []
    from cv2_enumerate_cameras import enumerate_cameras

    from .camera import backends

    ask: Callable[[int], list[object]] = enumerate_cameras
    listed = ask(backends()[0])
    return [
        CameraDevice(n, str(getattr(c, "name", f"camera {n}"))) for n, c in enumerate(listed)
    ]
