"""Which cameras the operating system knows, and why one cannot be opened."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Sequence
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

VIRTUAL: Final = re.compile(
    r"loopback|virtual|vivid|dummy|webcamoid|manycam|droidcam|splitcam|youcam|xsplit|vcam\b"
    r"|\b(obs|snap camera|iriun|epoccam|ivcam|e2esoft|camtwist|mmhmm|ndi|prism live|unity"
    r"|nvidia broadcast|deepfacelive|avatarify)\b",
    re.IGNORECASE,
)
"""What the names of cameras say that are programs."""

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
    id
        What it is known by whatever its number: ``vvvv:pppp@PORT`` of USB, else its name; empty
        where nothing is known.
    port
        Where it is plugged in, as the system counts ports; empty where unknown.
    software
        Whether the system knows no device behind it.
    """

    number: int
    name: str
    usable: bool = True
    note: str = ""
    id: str = ""
    port: str = ""
    software: bool = False

    @property
    def virtual(self) -> bool:
        """Whether it is a program, by what the system or its name says."""
        return self.software or VIRTUAL.search(self.name) is not None


def same_camera(id_: str, devices: Sequence[CameraDevice]) -> CameraDevice | None:
    """Return the camera that is known by an id, wherever it is plugged in now.

    At another port it is only taken for the same where no other one is of its make.
    """
    for device in devices:
        if id_ and device.id == id_:
            return device
    make, at, _ = id_.partition("@")
    alike = [device for device in devices if at and device.id.partition("@")[0] == make]
    return alike[0] if len(alike) == 1 else None


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
        id_, port = _identity(entry, name)
        software = "/devices/virtual/" in entry.resolve().as_posix()
        found.append(
            CameraDevice(int(number), name, obstacle is None, fact, id_, port, software)
        )
    return found


def _identity(entry: Path, name: str) -> tuple[str, str]:
    """Return what a camera is known by and its port, by its place in the kernel's list."""
    usb = usb_id(int(entry.name[5:]), entry.parent)
    if not usb:
        return name, ""
    port = (entry / "device").resolve().parent.name
    return f"{usb}@{port}", port


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
        if error.errno == errno.EBUSY and not _ours(handle, node, proc):
            holder = _holder(node, proc)
            return "busy", f"{node}: {holder or os.strerror(errno.EBUSY)}"
    return None, ""


def _ours(handle: int, node: Path, proc: Path) -> bool:
    """Whether this process has the device open beside the handle that asks."""
    try:
        links = list((proc / str(os.getpid()) / "fd").iterdir())
        return any(int(link.name) != handle and link.readlink() == node for link in links)
    except OSError:
        return False


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
        CameraDevice(n, str(getattr(c, "name", f"camera {n}")), id=_listed_id(c))
        for n, c in enumerate(listed)
    ]


def _listed_id(camera: object) -> str:
    """Return what a camera of ``cv2-enumerate-cameras`` is known by; empty where unknown."""
    vendor, product = getattr(camera, "vid", None), getattr(camera, "pid", None)
    path = str(getattr(camera, "path", "") or "")
    if isinstance(vendor, int) and isinstance(product, int):
        return f"{vendor:04x}:{product:04x}@{path}"
    return path
