"""A Basler camera through pypylon: found by serial number, its features by name."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import numpy as np

from liveness.datasets.errors import SourceError

USB, EMULATED, ETHERNET = "BaslerUsb", "BaslerCamEmu", "BaslerGigE"

POLL_MS: Final = 250
"""How long the driver waits for a picture before it is asked whether the camera is there."""

COLOURS: Final = ("BGR8", "BGR8Packed", "RGB8", "RGB8Packed", "BayerRG8", "BayerGB8")
"""What a camera that is set to grey is set to, where it has it, the first first."""

_NO_BLOCK: Final = 2**64 - 1
"""Number of a block where the camera numbers none."""


@dataclass(frozen=True, slots=True)
class PylonDevice:
    """A camera that pylon lists."""

    serial: str
    name: str
    emulated: bool


def has_pylon() -> bool:
    """Whether pypylon is installed."""
    return importlib.util.find_spec("pypylon") is not None


def _pypylon() -> tuple[ModuleType, ModuleType]:
    """Return pypylon's two modules; loaded when needed, for they take a while.

    Raises
    ------
    SourceError
        ``E-CAM-19``, when it is not installed.
    """
    if not has_pylon():
        raise SourceError(
            "E-CAM-19",
            "industrial cameras need pypylon",
            "it is not installed",
            "install it with: pip install 'liveness-studio[industrial]'",
        )
    from pypylon import genicam, pylon

    return pylon, genicam


def list_pylon(*, ethernet: bool = False) -> list[PylonDevice]:
    """List the industrial cameras; none where pypylon is not installed.

    Parameters
    ----------
    ethernet
        Look for cameras on the network, too: that sends a broadcast to it, so that it is only
        done for a camera that somebody named.
    """
    if not has_pylon():
        return []
    return [
        PylonDevice(info.GetSerialNumber(), info.GetModelName(), kind == EMULATED)
        for kind in (USB, EMULATED, *((ETHERNET,) if ethernet else ()))
        for info in _found(_pypylon()[0], kind)
    ]


def _found(pylon: Any, kind: str) -> Sequence[Any]:
    wanted = pylon.DeviceInfo()
    wanted.SetDeviceClass(kind)
    found: Sequence[Any] = pylon.TlFactory.GetInstance().EnumerateDevices([wanted])
    return found


class PylonCapture:
    """An open camera that grabs.

    Parameters
    ----------
    serial
        Serial number of the camera.

    Raises
    ------
    SourceError
        ``E-CAM-01`` when it is not there, ``E-CAM-02`` when it is in use, ``E-CAM-19``
        without pypylon.
    """

    def __init__(self, serial: str) -> None:
        self._pylon: Any
        self._genicam: Any
        self._pylon, self._genicam = _pypylon()
        pylon = self._pylon
        info = self._look_for(serial)
        self.emulated = info.GetDeviceClass() == EMULATED
        self.name = f"{info.GetVendorName()} {info.GetModelName()} {serial}"
        self.driver = f"pylon {info.GetDeviceClass()}"
        self._camera = pylon.InstantCamera(pylon.TlFactory.GetInstance().CreateDevice(info))
        try:
            self._camera.Open()
        except self._genicam.GenericException as error:
            raise SourceError(
                "E-CAM-02",
                f"the camera pylon:{serial} is in use",
                str(error).partition("\n")[0][:200],
                "close the program that uses it",
            ) from error
        self._nodes = self._camera.GetNodeMap()
        self._converter = pylon.ImageFormatConverter()
        self._converter.OutputPixelFormat = pylon.PixelType_BGR8packed
        self._last: int | None = None
        self._gap = self._failed = 0
        self.lost = 0
        """Buffers that came damaged or never, since the camera was opened."""

    def _look_for(self, serial: str) -> Any:
        known: list[str] = []
        for kind in (USB, EMULATED, ETHERNET):
            for info in _found(self._pylon, kind):
                if info.GetSerialNumber() == serial:
                    return info
                known.append(info.GetSerialNumber())
        fact = f"there are {', '.join(known)}" if known else "pylon finds no camera"
        raise SourceError(
            "E-CAM-01",
            f"the camera pylon:{serial} is not there",
            fact,
            "plug it in; `sources` lists the cameras",
        )

    def start(self) -> None:
        """Begin to grab."""
        self._camera.StartGrabbing(self._pylon.GrabStrategy_OneByOne)

    def read(self) -> tuple[bool, Any]:
        """Wait a quarter of a second for a picture; a damaged one is counted and left out."""
        result = self._camera.RetrieveResult(POLL_MS, self._pylon.TimeoutHandling_Return)
        try:
            if not result.IsValid():
                return False, None
            if not result.GrabSucceeded():
                self._failed += 1
                return False, None
            self._count(int(result.BlockID))
            picture = np.ascontiguousarray(self._converter.Convert(result).GetArray())
            return True, picture
        finally:
            result.Release()

    def _count(self, block: int) -> None:
        """Count what was lost since the last good picture."""
        gap = 0
        if block != _NO_BLOCK:
            if self._last is not None and block > self._last:
                gap = block - self._last - 1
            self._last = block
        self._gap = max(gap, self._failed)
        self.lost += self._gap
        self._failed = 0

    @property
    def gap(self) -> int:
        """Buffers that were lost just before the last picture."""
        return self._gap

    @property
    def removed(self) -> bool:
        """Whether it was unplugged."""
        return bool(self._camera.IsCameraDeviceRemoved())

    def release(self) -> None:
        """Stop and close."""
        if self._camera.IsGrabbing():
            self._camera.StopGrabbing()
        self._camera.Close()
        self._camera.DestroyDevice()

    # features

    def first(self, *names: str) -> Any | None:
        """Return the first feature of these that the camera has and lets read."""
        for name in names:
            node = self._nodes.GetNode(name)
            if node is not None and self._genicam.IsReadable(node):
                return node
        return None

    def value(self, *names: str) -> Any:
        """Return the value of the first feature of these; ``None`` where there is none."""
        node = self.first(*names)
        return None if node is None else node.Value

    def set_number(self, value: float, *names: str) -> None:
        """Set the first feature of these to what is nearest of all that it takes."""
        node = self.first(*names)
        if node is None or not self._genicam.IsWritable(node):
            return
        value = min(max(value, node.GetMin()), node.GetMax())
        if hasattr(node, "GetInc") and isinstance(node.Value, int):
            step = node.GetInc() or 1
            node.Value = int(node.GetMin() + (value - node.GetMin()) // step * step)
        else:
            node.Value = float(value)

    def set_features(self, features: Mapping[str, str]) -> None:
        """Set any features by the camera's own names for them.

        Raises
        ------
        SourceError
            ``E-CAM-20``, when the camera has none of that name or does not take the value.
        """
        for name, text in features.items():
            node = self._nodes.GetNode(name)
            try:
                if node is None or not node.IsValid():
                    raise SourceError(
                        "E-CAM-20",
                        f"the camera has no feature {name}",
                        "",
                        "see its features in the maker's viewer",
                    )
                node.FromString(text)
            except self._genicam.GenericException as error:
                raise SourceError(
                    "E-CAM-20",
                    f"the camera does not take {name}={text}",
                    str(error).partition(" : ")[2][:80] or str(error)[:80],
                    "see its features in the maker's viewer",
                ) from error

    def choose(self, name: str, *values: str) -> bool:
        """Set a feature that has a list of values to the first of these that it has."""
        node = self.first(name)
        if node is None or not self._genicam.IsWritable(node):
            return False
        for value in values:
            if value in node.Symbolics:
                node.FromString(value)
                return True
        return False
