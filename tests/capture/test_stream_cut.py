"""A network camera that is cut off during a take and comes back; ffmpeg serves it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from capture_fakes import bare_analyser, journal_end, journal_frames, wait_for

from liveness.capture import engine as engine_module
from liveness.capture.engine import LiveEngine
from liveness.capture.stream import StreamSource
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

FFMPEG = shutil.which("ffmpeg")
pytestmark = pytest.mark.skipif(
    FFMPEG is None or not Path("/proc/net/tcp").exists(),
    reason="ffmpeg or the list of listening ports is not there",
)


class NetworkCamera:
    """ffmpeg as a Motion-JPEG server of one connection, begun again while it is switched on."""

    def __init__(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{unused.getsockname()[1]}/video"
        self.on, self.done = threading.Event(), threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def cut(self) -> None:
        """Pull the plug."""
        self.on.clear()
        if self.process is not None:
            self.process.kill()

    def close(self) -> None:
        self.done.set()
        self.cut()
        self.on.set()
        self.thread.join(5.0)

    def _serve(self) -> None:
        picture = "testsrc=size=160x120:rate=30"
        command = [FFMPEG or "", "-nostdin", "-v", "quiet", "-re", "-f", "lavfi", "-i", picture]
        command += ["-f", "mpjpeg", "-listen", "1", self.url]
        while self.on.wait() and not self.done.is_set():
            self.process = subprocess.Popen(command)
            while self.process.poll() is None and not self.done.wait(0.02):
                pass
            self.process.kill()
            self.process.wait()


@pytest.fixture
def network_camera(monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkCamera]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = NetworkCamera()
    yield made
    made.close()


def _listens(camera: NetworkCamera) -> bool:
    """Whether ffmpeg waits for its one connection, asked of the kernel without taking it."""
    port = f":{int(camera.url.split(':')[2].split('/')[0]):04X} "
    with Path("/proc/net/tcp").open() as table:
        return any(port in line and line.split()[3] == "0A" for line in table)


def test_a_stream_cut_during_a_take_comes_back(
    root: DatasetRoot,
    live_header: Callable[[], TakeHeader],
    network_camera: NetworkCamera,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_module, "REOPEN_S", 0.1)
    network_camera.on.set()
    wait_for(lambda: _listens(network_camera))
    source = StreamSource(network_camera.url, timeout_s=2.0)
    with LiveEngine(source, analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running" or engine.error)
        assert engine.error is None
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 8)
        network_camera.cut()
        wait_for(lambda: engine.finished)
        cut = engine.finished
        wait_for(lambda: engine.state == "reconnecting")
        network_camera.on.set()
        wait_for(lambda: engine.state == "running", 15.0)
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 8)
        second = engine.stop_recording()
    assert cut is not None
    assert cut.journal is not None
    assert cut.status == "incomplete"
    assert journal_end(cut.journal).status == "incomplete"
    assert "E-CAM-0" in journal_end(cut.journal).reason
    assert journal_end(second).status == "complete"
    first_frames, frames = journal_frames(cut.journal), journal_frames(second)
    assert len(first_frames) > 8
    assert frames[0].index > first_frames[-1].index
