"""sounddevice as the tests drive it: streams whose blocks they ask for one by one."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray


class PortAudioError(Exception):
    """What sounddevice raises for everything."""


class CallbackStop(Exception):  # noqa: N818 -- its name there
    """What a callback raises to end its stream."""


class Stream:
    """One stream; the clock is the test's."""

    def __init__(self, module: FakeSounddevice, kind: str, **asked: Any) -> None:
        if module.refuse:
            raise PortAudioError(module.refuse)
        self.module, self.kind, self.asked = module, kind, asked
        self.active = False
        self.closed = False
        self.latency = asked["latency"]
        self.samplerate = asked["samplerate"]
        module.streams.append(self)

    @property
    def time(self) -> float:
        return self.module.clock() - self.module.origin

    def start(self) -> None:
        self.active = True

    def close(self) -> None:
        self.closed, self.active = True, False

    def end(self) -> None:
        """The device goes: PortAudio ends the stream by itself."""
        self.active = False
        if self.asked["finished_callback"] is not None:
            self.asked["finished_callback"]()

    def _times(self, at: float) -> SimpleNamespace:
        there = at - self.module.origin
        return SimpleNamespace(
            inputBufferAdcTime=there, outputBufferDacTime=there, currentTime=self.time
        )

    def play(self, n: int, at: float) -> NDArray[np.float32]:
        """Ask for a block that the device plays from ``at`` on, in the test's clock."""
        block = np.full((n, self.asked["channels"]), 9, np.float32)
        try:
            self.asked["callback"](block, n, self._times(at), "")
        except CallbackStop:
            self.end()
        return block[:, 0]

    def hear(self, samples: NDArray[np.int16], at: float, *, overflow: bool = False) -> None:
        """Deliver a block that was captured from ``at`` on."""
        block = samples.reshape(len(samples), -1)
        status = SimpleNamespace(input_overflow=overflow)
        self.asked["callback"](block, len(block), self._times(at), status)


class FakeSounddevice:
    """The module.

    Parameters
    ----------
    clock
        The computer's clock, seconds; the device's began at ``origin``.
    """

    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.origin = 1234.5
        self.streams: list[Stream] = []
        self.refuse = ""
        self.looked = 0
        self.found_later = False
        self.devices: list[dict[str, Any]] = [
            {"name": "desk microphone", "max_input_channels": 2, "default_samplerate": 44100.0}
        ]

    def InputStream(self, **asked: Any) -> Stream:
        return Stream(self, "in", **asked)

    def OutputStream(self, **asked: Any) -> Stream:
        return Stream(self, "out", **asked)

    def query_devices(self, device: object = None, kind: str = "") -> dict[str, Any]:
        if self.refuse or not self.devices:
            raise PortAudioError("Error querying device -1")
        return self.devices[0]

    def _terminate(self) -> None:
        self.looked += 1

    def _initialize(self) -> None:
        if self.found_later:
            self.refuse = ""
