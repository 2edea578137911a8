"""Industrial cameras of Basler, by the extra ``industrial``."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from liveness.datasets.errors import LivenessError, SourceError
from liveness.datasets.take import CaptureInfo, Setting

from .camera_settings import CameraSettings
from .control_board import ControlBoard, ControlState
from .controlled import ControlledSource
from .frame import Frame
from .pylon_device import COLOURS, PylonCapture

DEFAULTS: Final = CameraSettings(width=None, height=None)
"""A size cuts a part out of an industrial sensor: it is left whole."""

_EXPOSURE: Final = ("ExposureTime", "ExposureTimeAbs")
_GAIN: Final = ("Gain", "GainRaw")
_RATE: Final = ("AcquisitionFrameRate", "AcquisitionFrameRateAbs")
_RESULTING: Final = ("ResultingFrameRate", "ResultingFrameRateAbs", *_RATE)
_NODES: Final = {
    "exposure": (_EXPOSURE, "ExposureAuto", "us"),
    "gain": (_GAIN, "GainAuto", "dB"),
}
"""By control: the features that hold its value, the one that sets it by itself, the unit."""


class PylonSource(ControlledSource[PylonCapture]):
    """A Basler camera: exposure in microseconds, gain in decibel, no white balance or focus.

    Buffers that came damaged or not at all leave a gap in the frames' index.

    Parameters
    ----------
    serial
        Serial number of the camera.
    settings
        What to ask at first.
    features
        Other features to set when it is opened, by the camera's own names.
    timeout_s
        Limit for opening and for one frame, seconds.
    board
        What is asked, shared with the source before it; in place of ``settings``.
    """

    def __init__(
        self,
        serial: str,
        settings: CameraSettings = DEFAULTS,
        *,
        features: Mapping[str, str] | None = None,
        timeout_s: float = 5.0,
        board: ControlBoard | None = None,
    ) -> None:
        super().__init__(
            f"camera pylon:{serial}",
            open_s=max(timeout_s, 10.0),
            frame_s=timeout_s,
            board=board or ControlBoard(settings, id_=f"pylon:{serial}"),
        )
        self._serial, self._features = serial, dict(features or {})
        self._device: PylonCapture | None = None
        self._good = time.monotonic()

    @property
    def lost_buffers(self) -> int:
        """Buffers that came damaged or never, since the camera was opened."""
        return 0 if self._device is None else self._device.lost

    def _fresh(self) -> PylonSource:
        return PylonSource(
            self._serial,
            features=self._features,
            timeout_s=self._frame_s,
            board=self._board,
        )

    def _connect(self) -> PylonCapture:
        device = PylonCapture(self._serial)
        try:
            self._set_up(device)
        except BaseException:
            device.release()
            raise
        self._device = device
        return device

    def _set_up(self, device: PylonCapture) -> None:
        ask = self._board.begin()
        if str(device.value("PixelFormat")).startswith("Mono"):
            device.choose("PixelFormat", *COLOURS)
        device.set_features(self._features)
        for name, feature in (("width", "Width"), ("height", "Height")):
            value = getattr(ask, name)
            if value is not None:
                device.set_number(value, feature)
        if ask.fps is not None:
            enable = device.first("AcquisitionFrameRateEnable")
            if enable is not None:
                enable.Value = True
            device.set_number(ask.fps, *_RATE)
        self._board.before({state.name: state.got for state in self._states(device)})
        self._apply(device, ask.locked)
        self._board.show(self._states(device))
        device.start()
        self._good = time.monotonic()

    def _apply(self, capture: PylonCapture, wishes: Mapping[str, float | None]) -> None:
        for name, value in wishes.items():
            if name not in _NODES:
                continue
            nodes, automatic, _ = _NODES[name]
            # a device ignores a manual value while its automatic is on
            capture.choose(automatic, "Continuous" if value is None else "Off")
            if value is not None:
                capture.set_number(value, *nodes)

    def _states(self, capture: PylonCapture) -> Sequence[ControlState]:
        found = []
        for name, (nodes, automatic, unit) in _NODES.items():
            node = capture.first(*nodes)
            if node is None:
                continue
            switch = capture.value(automatic)
            found.append(
                ControlState(
                    name,
                    getattr(self._board.settings, name),
                    float(node.Value),
                    None if switch is None else str(switch) != "Off",
                    float(node.GetMin()),
                    float(node.GetMax()),
                    # older cameras count the gain in steps of their own
                    unit="" if isinstance(node.Value, int) else unit,
                )
            )
        return found

    def _skipped(self, capture: PylonCapture) -> int:
        self._good = time.monotonic()
        return capture.gap

    def _lost(self, failures: int, frames: int, waited_s: float) -> LivenessError | None:
        removed = self._device is not None and self._device.removed
        silent_s = time.monotonic() - self._good
        if not removed and silent_s < self._frame_s:
            return None
        return SourceError(
            "E-CAM-09",
            f"{self._title} {'vanished' if removed else 'stopped'}",
            f"after {frames} frames" if removed else f"no whole picture for {silent_s:.1f} s",
            "check the cable, then open it again",
        )

    def _describe(self, first: Frame) -> CaptureInfo:
        device = self._device
        assert device is not None
        rate = device.value(*_RESULTING)
        return CaptureInfo(
            source=f"pylon:{self._serial}",
            kind="camera",
            device=device.name,
            driver=device.driver,
            pixel_format=str(device.value("PixelFormat")),
            width=first.width,
            height=first.height,
            fps=float(rate) if rate and 0 < rate < 1000 else None,
            clock="monotonic",
            virtual=device.emulated,
            got={"fps": rate, "width": first.width, "height": first.height},
        )

    def _features_asked(self) -> Mapping[str, str]:
        return self._features

    def _always_asked(self) -> Mapping[str, Setting]:
        # where a picture lies on this computer is nobody's business
        return {
            name: PurePath(text).name if "/" in text or "\\" in text else text
            for name, text in self._features.items()
        }
