"""Labels, evidence, landmarks and packets with h5dump, and with h5py and numpy alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets.codec import Codec, encode
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.journal import JournalWriter
from liveness.datasets.privacy import face_crop
from liveness.datasets.records import AnalysisRecord, FrameRecord
from liveness.datasets.session import PRIVACY_MODES, PrivacyMode
from liveness.datasets.take import TakeHeader
from liveness.datasets.verify import verify_take

READER = """
import json, sys, zlib
import h5py, numpy as np
f = h5py.File(sys.argv[1])
text = lambda value: value.decode()
o, d = f["frames/offset"], f["frames/data"]
packets = [d[o[i]:o[i + 1]].tobytes() for i in range(f.attrs["n_frames"])]
depth = f["evidence/depth"]
print(json.dumps({
    "label": text(f["labels"].attrs["label"]),
    "privacy": text(f.attrs["privacy"]),
    "got": json.loads(text(f["capture"].attrs["got"])),
    "sizes": [len(p) for p in packets],
    "crc": [bool(zlib.crc32(p) == c) for p, c in zip(packets, f["frames/crc32"][:])],
    "llr": depth["llr"][:].tolist(),
    "relief": depth["raw"]["relief"].tolist(),
    "reason": text(depth["reasons"][0]),
    "decision": text(f["evidence/fused/decision"][0]),
    "nose": f["landmarks/xyz"][0, 1, :2].tolist(),
    "crop": f["frames/crop"][0].tolist() if "crop" in f["frames"] else None,
    "ours": sorted({m.split(".")[0] for m in sys.modules} & {"hdf5plugin", "liveness", "cv2"}),
}))
"""


@pytest.fixture(params=PRIVACY_MODES)
def take(
    request: pytest.FixtureRequest, tmp_path: Path, header_of: Callable[..., TakeHeader]
) -> tuple[Path, PrivacyMode]:
    mode: PrivacyMode = request.param
    header = header_of(privacy=mode, face_margin=0.25 if mode == "face" else None)
    marks = np.full((478, 3), 12, np.float32)
    marks[0, :2], marks[2, :2] = (8, 4), (16, 20)
    crop = face_crop(marks, (32, 24))
    assert crop is not None
    image = np.random.default_rng(0).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    x, y, w, h = crop if mode == "face" else (0, 0, 32, 24)
    data = b"" if mode == "signals" else encode(image[y : y + h, x : x + w], Codec.JPEG_XL)
    codec = Codec.JPEG_XL if data else Codec.NONE
    evidence = Evidence("depth", 1.5, True, 1.0, ("relief 9 mm",), {"relief": 9.0})
    fused = FusedEvidence(1.5, True, "accept", False, {"depth": 1.5}, ("enough",))
    with JournalWriter(tmp_path / "t.mcap", header, sync="never") as writer:
        for i in range(2):
            kept = crop if mode == "face" else None
            frame = FrameRecord(i, i, i, codec, 32, 24, data, crop=kept)
            writer.frame(frame)
            writer.analysis(AnalysisRecord(i, marks, None, {"depth": evidence}, fused))
    finalise_journal(writer.path, tmp_path / "t.h5")
    return tmp_path / "t.h5", mode


def test_h5py_and_numpy_alone_read_it(take: tuple[Path, PrivacyMode]) -> None:
    path, mode = take
    assert verify_take(path) == []
    environment = {**os.environ, "HDF5_PLUGIN_PATH": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", READER, path], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["label"], said["privacy"]) == ("bona-fide", mode)
    assert said["got"] == {"exposure": 98.5, "gain": None}
    assert said["crc"] == [True, True]
    assert (min(said["sizes"]) > 0) == (mode != "signals")
    assert (said["llr"], said["relief"]) == ([1.5, 1.5], [9.0, 9.0])
    assert (said["reason"], said["decision"]) == ("relief 9 mm", "accept")
    assert said["nose"] == [12.0, 12.0]
    assert said["crop"] == ([4, 0, 16, 24] if mode == "face" else None)
    assert said["ours"] == []


@pytest.mark.skipif(shutil.which("h5dump") is None, reason="h5dump is not installed")
def test_stock_h5dump_reads_it(take: tuple[Path, PrivacyMode]) -> None:
    path, mode = take
    header = subprocess.run(["h5dump", "-H", path], capture_output=True, text=True)
    assert header.returncode == 0, header.stderr
    assert "STRSIZE H5T_VARIABLE" not in header.stdout
    shown = subprocess.run(
        ["h5dump", "-a", "/privacy", "-d", "/evidence/depth/reasons", path],
        capture_output=True,
        text=True,
    )
    assert shown.returncode == 0, shown.stderr
    assert f'"{mode}' in shown.stdout
    assert "relief 9 mm" in shown.stdout
