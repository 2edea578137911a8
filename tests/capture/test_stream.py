from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import pytest
from capture_fakes import bar, bar_jpeg, read_frames

from liveness.capture.stream import StreamSource, without_secrets
from liveness.datasets.errors import SourceError


class Handler(BaseHTTPRequestHandler):
    """Motion-JPEG as network cameras send it; other paths misbehave."""

    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/hang":
            self.server.done.wait(10.0)
        elif path == "/text":
            self._answer("text/plain", b"nothing to see here\n" * 50)
        elif path == "/clip.avi":
            self._answer("video/x-msvideo", self.server.clip)
        else:
            self._motion_jpeg(stall=path == "/stall", finite=path == "/short")

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._write(body)

    def _motion_jpeg(self, *, stall: bool, finite: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=cut")
        self.end_headers()
        number = 0
        while not self.server.done.is_set():
            data = bar_jpeg(number)
            head = f"--cut\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            if not self._write(head.encode() + data + b"\r\n"):
                return
            number += 1
            self.server.sent[number - 1] = data
            if finite and number == 20:
                return
            if stall and number == 20:
                self.server.done.wait(10.0)
            time.sleep(0.005)

    def _write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        return True

    def log_message(self, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.done = threading.Event()
        self.sent: dict[int, bytes] = {}
        self.clip = b""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.done.set()
        running.shutdown()
        thread.join(5.0)


def test_a_motion_jpeg_stream_passes_its_packets_through(server: Server) -> None:
    begun = time.monotonic_ns()
    with StreamSource(f"http://{server.address}/video", timeout_s=5.0) as source:
        assert source.live
        frames = read_frames(source, 6)
        info = source.info
    assert info.kind == "stream"
    assert info.source == f"http://{server.address}/video"
    assert info.pixel_format == "MJPG"
    assert info.got["passthrough"] is True
    sent = set(server.sent.values())
    for frame in frames:
        assert frame.encoded in sent
        decoded = cv2.imdecode(np.frombuffer(frame.encoded, np.uint8), cv2.IMREAD_COLOR)
        np.testing.assert_array_equal(frame.image, decoded)
    times = [f.time_ns for f in frames]
    assert times == sorted(times)
    assert begun < times[0] <= times[-1] < time.monotonic_ns()


def test_a_file_behind_an_address_plays_to_its_end(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 100.0, (64, 48))
    for number in range(30):
        writer.write(bar(number))
    writer.release()
    server.clip = path.read_bytes()
    with StreamSource(f"http://{server.address}/clip.avi") as source:
        frames = []
        while (frame := source.read()) is not None:
            frames.append(frame)
    assert [f.index for f in frames] == list(range(30))
    assert frames[-1].time_ns - frames[0].time_ns > 200_000_000  # 29 frames of 10 ms


def test_a_stream_that_ends_broke_off(server: Server) -> None:
    with StreamSource(f"http://{server.address}/short") as source:
        with pytest.raises(SourceError) as caught:
            read_frames(source, 30)
        assert caught.value.code == "E-CAM-09"
        assert "frames" in caught.value.measured


def test_a_stream_that_stalls(server: Server) -> None:
    begun = time.monotonic()
    with StreamSource(f"http://{server.address}/stall", timeout_s=0.5) as source:
        with pytest.raises(SourceError, match="E-CAM-05"):
            read_frames(source, 30)
    assert time.monotonic() - begun < 5.0


def test_a_server_that_hangs(server: Server) -> None:
    begun = time.monotonic()
    with (
        pytest.raises(SourceError) as caught,
        StreamSource(f"http://{server.address}/hang", timeout_s=0.3),
    ):
        pass
    assert time.monotonic() - begun < 2.5
    assert caught.value.code in ("E-CAM-04", "E-CAM-08")


def test_a_page_that_is_no_video(server: Server) -> None:
    with (
        pytest.raises(SourceError, match=r"E-CAM-08.*the host answers"),
        StreamSource(f"http://{server.address}/text"),
    ):
        pass


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_refused_connection_is_named_and_keeps_the_secret(
    scheme: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        url = f"{scheme}://operator:hunter2@127.0.0.1:{port}/live?token=swordfish"
        with (
            pytest.raises(SourceError, match="connection refused") as caught,
            StreamSource(url, timeout_s=2.0),
        ):
            pass
    assert caught.value.code == "E-CAM-08"
    chain: BaseException | None = caught.value
    told = ""
    while chain is not None:
        told += repr(chain) + str(chain)
        chain = chain.__cause__ or chain.__context__
    told += "".join(capfd.readouterr()) + caplog.text
    assert "hunter2" not in told
    assert "swordfish" not in told
    assert f"127.0.0.1:{port}/live" in told


def test_secrets_are_cut_out_of_an_address() -> None:
    assert (
        without_secrets("rtsp://me:pa@ss@host.example:8554/a/b?key=1#x")
        == "rtsp://host.example:8554/a/b"
    )
    assert without_secrets("https://host/") == "https://host/"
