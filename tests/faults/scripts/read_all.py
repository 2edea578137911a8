"""Read everything of what may be damaged: read_all.py GOOD, then paths on the standard input.

Answers each path with a line of JSON: what it came to, and whether a frame was wrong. Only the
errors of ``liveness.datasets.errors`` are an answer; any other one is a crash.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import traceback
import zlib
from pathlib import Path

import numpy as np

from liveness.datasets.errors import LivenessError
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.journal import read_journal
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord
from liveness.datasets.verify_take import check_take

MEMORY = 4 << 30
"""More than this is a crash: a claim must reserve no memory, bytes."""


def read_take(path: Path) -> dict[int, bytes]:
    """Return the packets that read, by row; touch all the rest."""
    packets: dict[int, bytes] = {}
    with TakeReader(path) as take:
        for i in range(take.n_frames):
            with contextlib.suppress(LivenessError):
                packets[i] = take.packet(i)[0]
                take.frame(i)
                take.crop(i)
            with contextlib.suppress(LivenessError):
                take.depth_mm(i)
                take.infrared(i)
        for name in sorted(set(dir(TakeReader)) - {"frame", "packet", "close"}):
            if name.startswith("_"):
                continue
            with contextlib.suppress(LivenessError):
                value = getattr(take, name)
                if name in ("audio", "attributes", "landmarks", "quality", "events"):
                    value()
        with contextlib.suppress(LivenessError):
            for signal in [*take.signals, "fused"]:
                with contextlib.suppress(KeyError, LivenessError):
                    take.evidence(signal)
    return packets


def read_frames(path: Path) -> dict[int, bytes]:
    """Return a journal's frames by index, and make a take of it, which must read back."""
    with read_journal(path) as reading:
        frames = [item for item in reading.records() if isinstance(item, FrameRecord)]
        assert 0 <= reading.frames_known_lost < 2**33
    out = path.with_suffix(".h5")
    try:
        finalise_journal(path, out)
        made = read_take(out)
        assert list(made.values()) == [frame.data for frame in frames]
        assert not [item for item in check_take(out).findings if item.code == "V-CRC"]
    finally:
        out.unlink(missing_ok=True)
    return {frame.index: frame.data for frame in frames}


def answer(path: Path, good: dict[int, int], known: set[int]) -> dict[str, object]:
    journal = path.suffix == ".mcap"
    try:
        found = {
            i: zlib.crc32(data)
            for i, data in (read_frames(path) if journal else read_take(path)).items()
        }
    except LivenessError as error:
        return {"said": error.code}
    except BaseException:
        return {"said": "crash", "trace": traceback.format_exc()}
    # who seals a frame anew with another number is believed
    hostile = "hostile" in path.name
    wrong = [i for i, crc in found.items() if (crc not in known if hostile else good[i] != crc)]
    return {"said": "whole" if found == good else "frames", "wrong": wrong}


def main() -> None:
    np.seterr(all="ignore")
    path = Path(sys.argv[1])
    good = {i: zlib.crc32(data) for i, data in read_take(path).items()}
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print("ready", flush=True)
    for line in sys.stdin:
        said = answer(Path(line.rstrip("\n")), good, set(good.values()))
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
