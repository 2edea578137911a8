"""A PulseAudio server of our own with a null sink, as a real device for PortAudio.

Everything of it lies in one folder: socket, home, ALSA's configuration. Nothing outside is
touched, and no test hears another's sound. PortAudio looks for devices once in a process, so
whoever wants this one runs in a child: `run` does that.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SINK = "cues"
RATE_HZ = 48_000
_PLUGIN = "libasound_module_pcm_pulse.so"


def missing() -> str:
    """Return why there can be no such device here, or ``""``."""
    for program in ("pulseaudio", "parec", "pactl"):
        if shutil.which(program) is None:
            return f"{program} is not installed (apt: pulseaudio, pulseaudio-utils)"
    folders = [*Path("/usr/lib").glob("*/alsa-lib"), *Path("/usr/lib*").glob("alsa-lib")]
    if not any((folder / _PLUGIN).exists() for folder in folders):
        return f"{_PLUGIN} is not installed (apt: libasound2-plugins)"
    return ""


@dataclass(frozen=True)
class Pulse:
    """A running server.

    Parameters
    ----------
    environment
        What a child needs to find it, and nothing else.
    process
        The server.
    """

    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def run(self, script: Path, *arguments: object, limit_s: float = 60.0) -> Any:
        """Run a script of ours and return the JSON that it prints last."""
        done = subprocess.run(
            [sys.executable, str(script), *map(str, arguments)],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=limit_s,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def running(folder: Path) -> Iterator[Pulse]:
    """Start a server in a new folder, and end it."""
    folder.mkdir(parents=True, exist_ok=True)
    alsa = folder / "asound.conf"
    alsa.write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    address = folder / "native"
    environment = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder),
        "PULSE_STATE_PATH": str(folder),
        "PULSE_SERVER": f"unix:{address}",
        "ALSA_CONFIG_PATH": str(alsa),
    }
    command = [
        *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes"),
        "--exit-idle-time=60",  # should we be killed, it does not stay behind
        *("-L", f"module-native-protocol-unix socket={address} auth-anonymous=1"),
        *("-L", f"module-null-sink sink_name={SINK} rate={RATE_HZ}"),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=log, stderr=log
        )
    try:
        _await_socket(address, process)
        yield Pulse(environment, process)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _await_socket(address: Path, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 10
    while True:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(address))
                return
            except OSError as error:
                if process.poll() is not None or time.monotonic() > limit:
                    text = (address.parent / "log").read_text()
                    raise RuntimeError(f"pulseaudio does not answer: {text}") from error
        time.sleep(0.02)
