"""Network cameras that are cut off during a take and come back, on loopback."""

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
PYTHON = Path("/usr/bin/python3")
RTSP_SERVER = Path(__file__).with_name("rtsp_server.py")
pytestmark = pytest.mark.skipif(
    not Path("/proc/net/tcp").exists(), reason="the list of listening ports is not there"
)


def _needs_gstreamer() -> None:
    """Skip where the system's Python has no RTSP server, of gir1.2-gst-rtsp-server-1.0."""
    ask = "import gi; gi.require_version('GstRtspServer', '1.0')"
    found = PYTHON.exists() and subprocess.run([PYTHON, "-c", ask], capture_output=True)
    if not found or found.returncode:
        pytest.skip("gir1.2-gst-rtsp-server-1.0 and python3-gi are not there")


class NetworkCamera:
    """ffmpeg as a Motion-JPEG server of one connection, begun again while it is switched on."""

    form = "http://127.0.0.1:{port}/video"

    def __init__(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.port = unused.getsockname()[1]
        self.url = self.form.format(port=self.port)
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

    def command(self) -> list[str]:
        picture = "testsrc=size=160x120:rate=30"
        command = [FFMPEG or "", "-nostdin", "-v", "quiet", "-re", "-f", "lavfi", "-i", picture]
        return [*command, "-f", "mpjpeg", "-listen", "1", self.url]

    def _serve(self) -> None:
        while self.on.wait() and not self.done.is_set():
            self.process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL)
            while self.process.poll() is None and not self.done.wait(0.02):
                pass
            self.process.kill()
            self.process.wait()


class RtspCamera(NetworkCamera):
    """GStreamer's RTSP server in a process of the system's Python."""

    form = "rtsp://127.0.0.1:{port}/camera"

    def command(self) -> list[str]:
        return [str(PYTHON), str(RTSP_SERVER), str(self.port)]


@pytest.fixture(params=[NetworkCamera, RtspCamera], ids=["motion-jpeg", "rtsp"])
def network_camera(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NetworkCamera]:
    if request.param is RtspCamera:
        _needs_gstreamer()
    elif FFMPEG is None:
        pytest.skip("ffmpeg is not there")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made: NetworkCamera = request.param()
    yield made
    made.close()


def _listens(camera: NetworkCamera) -> bool:
    """Whether the server waits for a connection, asked of the kernel without taking it."""
    port = f":{camera.port:04X} "
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
    wait_for(lambda: _listens(network_camera), 15.0)
    source = StreamSource(network_camera.url, timeout_s=4.0)
    with LiveEngine(source, analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running" or engine.error, 15.0)
        assert engine.error is None
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 8)
        network_camera.cut()
        wait_for(lambda: engine.finished, 15.0)
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
