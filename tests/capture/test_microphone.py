from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from fake_portaudio import FakeSounddevice, Stream

from liveness.capture import microphone as module
from liveness.capture import portaudio
from liveness.capture.microphone import RATE_HZ, Microphone, SoundBlock, SoundClock
from liveness.datasets.errors import SoundError

BLOCK = 2400
"""A twentieth of a second."""


class Clock:
    now = 5000.0

    def __call__(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> FakeSounddevice:
    fake = FakeSounddevice(clock)
    monkeypatch.setattr(portaudio, "library", lambda: fake)
    monkeypatch.setattr(module, "library", lambda: fake)
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(portaudio, "time", clock)
    return fake


@pytest.fixture
def microphone(device: FakeSounddevice) -> Iterator[Microphone]:
    with Microphone() as opened:
        yield opened


def hear(
    clock: Clock,
    stream: Stream,
    seconds: float,
    *,
    value: int = 1000,
    wrong_s: float = 0.0,
    skip_s: float = 0.0,
) -> None:
    """Let a device deliver blocks, with a wrong time or after a loss."""
    clock.now += skip_s
    for i in range(round(seconds * RATE_HZ / BLOCK)):
        began = clock.now
        clock.now += BLOCK / RATE_HZ
        samples = np.full(BLOCK, value, np.int16)
        stream.hear(samples, began + wrong_s, overflow=bool(skip_s) and i == 0)


def test_every_sample_has_its_time_on_the_frames_clock(
    device: FakeSounddevice, clock: Clock, microphone: Microphone
) -> None:
    blocks: list[SoundBlock] = []
    (stream,) = device.streams
    assert stream.asked["samplerate"] == RATE_HZ
    began = clock.now
    # as PulseAudio does it: at first the driver says that the sound is older than it is
    hear(clock, stream, 1.5, wrong_s=-0.3)
    assert not microphone.stats.settled
    hear(clock, stream, 5.5)
    assert microphone.stats.settled
    microphone.attach(blocks.append)
    hear(clock, stream, 0.5, wrong_s=0.004)  # one reading means little
    microphone.detach()
    hear(clock, stream, 0.5)
    assert [block.position for block in blocks] == [7 * RATE_HZ + i * BLOCK for i in range(10)]
    for block in blocks:
        assert block.samples.shape == (BLOCK, 1)
        truth = began + block.position / RATE_HZ
        assert block.time_ns / 1e9 == pytest.approx(truth, abs=1e-4)
    stats = microphone.stats
    assert stats.uncertainty_ns == pytest.approx(module.DRIVER_S * 1e9, rel=0.3)
    assert stats.peak_db == pytest.approx(20 * np.log10(1000 / 32768))
    assert (stats.overflows, stats.lost, stats.error) == (0, 0, None)
    assert microphone.info.device == "desk microphone"
    assert microphone.info.settled


def test_what_an_overflow_lost_is_counted_and_the_clock_goes_on(
    device: FakeSounddevice, clock: Clock, microphone: Microphone
) -> None:
    (stream,) = device.streams
    began = clock.now
    hear(clock, stream, 6)
    blocks: list[SoundBlock] = []
    microphone.attach(blocks.append)
    hear(clock, stream, 0.2, skip_s=0.125)
    stats = microphone.stats
    assert stats.overflows == 1
    assert stats.lost == pytest.approx(0.125 * RATE_HZ, abs=2)
    assert blocks[0].position == pytest.approx(6.125 * RATE_HZ, abs=2)
    assert blocks[-1].time_ns / 1e9 == pytest.approx(began + 6.275, abs=1e-3)


@pytest.mark.parametrize("how", ["ended", "silent"])
def test_a_microphone_that_goes_is_told(
    device: FakeSounddevice, clock: Clock, microphone: Microphone, how: str
) -> None:
    hear(clock, device.streams[0], 1)
    assert microphone.stats.error is None
    if how == "ended":
        device.streams[0].end()
    else:
        clock.now += 1.5
    error = microphone.stats.error
    assert error is not None
    assert error.code == "E-AUD-04"
    assert "desk microphone" in error.measured


def test_closing_is_no_loss(device: FakeSounddevice) -> None:
    microphone = Microphone()
    with microphone:
        pass
    assert device.streams[0].closed
    device.streams[0].end()
    assert microphone.stats.error is None


def test_without_a_microphone_it_says_so_in_one_line(device: FakeSounddevice) -> None:
    device.devices.clear()
    with pytest.raises(SoundError, match=r"E-AUD-03: no microphone can be opened \(Error") as e:
        Microphone().__enter__()
    assert "\n" not in str(e.value)


def test_without_portaudio_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(module, "library", missing)
    with pytest.raises(SoundError, match="E-AUD-02: PortAudio is missing"):
        Microphone().__enter__()


def test_one_clock_reading_says_nothing() -> None:
    clock = SoundClock(RATE_HZ)
    assert not clock.settled
    clock.note(0, 10.0)
    assert not clock.settled
    assert clock.time_s(RATE_HZ) == 11.0
