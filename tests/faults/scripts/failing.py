"""Record and finish a take while one call of the system fails; runs under write_log.c.

Usage: failing.py BOX. Reads lines ``NUMBER ERRNO STAYS FOLDER`` from the standard input; for
each, the dataset in FOLDER/root (below BOX/disk) takes a take while call NUMBER fails. Answers
each with a line of JSON: how many calls there were, how many frames were acknowledged, whether
the take was registered, which errors were told, and how the process ended.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import traceback
from pathlib import Path

import numpy as np
from collect import QUEUE
from scenario import FRAMES, header_of, packet

from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot

PLAN = struct.Struct("<qqii")
LIMIT_S = 30


def attempt(root: DatasetRoot, said: dict[str, object]) -> None:
    """Do what the studio does, and note what it tells."""
    errors: list[str] = []
    said |= {"kept": 0, "registered": False, "errors": errors}
    image = np.zeros((1, 1, 3), np.uint8)
    try:
        with root.locked():
            header = header_of(root, "T1")
            with Recorder(root, header, zero_ns=0, queue_frames=QUEUE) as recorder:
                try:
                    for i in range(FRAMES):
                        frame = Frame(image, i * 33, i, packet(i), "jpeg")
                        recorder.submit(frame, block=True)
                        recorder.event("note", "something happened", time_ns=i * 33)
                except LivenessError as error:
                    errors.append(error.code)
                journal = recorder.stop()
                said["kept"] = recorder.status.frames_on_disk
                if recorder.status.failed is not None:
                    errors.append(recorder.status.failed.code)
            root.finalise(journal)
            said["registered"] = True
    except LivenessError as error:
        errors.append(error.code)


def child(plan: int, line: str, answer: int) -> None:
    number, error, stays, folder = line.split()
    signal.alarm(LIMIT_S)
    said: dict[str, object] = {}
    try:
        root = DatasetRoot.open(Path(folder) / "root")
        os.pwrite(plan, PLAN.pack(0, int(number), int(error), int(stays)), 0)
        attempt(root, said)
    except BaseException:
        said["crash"] = traceback.format_exc()
    done = PLAN.unpack(os.pread(plan, PLAN.size, 0))[0]
    os.pwrite(plan, bytes(PLAN.size), 0)
    os.write(answer, json.dumps(said | {"calls": done}).encode())


def main() -> None:
    plan = os.open(os.environ["WRITE_LOG_PLAN"], os.O_RDWR)
    for line in sys.stdin:
        reading, answer = os.pipe()
        process = os.fork()
        if process == 0:
            child(plan, line, answer)
            os._exit(0)
        os.close(answer)
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(process, 0)
        said = json.loads(content) if content else {}
        print(json.dumps(said | {"status": status}), flush=True)


if __name__ == "__main__":
    main()
