"""Checks that a take holds no more of the picture than its privacy mode allows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import h5py
import numpy as np

from .attributes import plain
from .codec import Codec
from .errors import LivenessError
from .findings import Finding
from .privacy import FACE_MARGIN, PICTURE_MAPS, face_crop, joined
from .reader import TakeReader
from .reader_frames import StoredFrames
from .records import Crop

SHOWN_FRAMES = 5


def check_privacy(take: TakeReader, file: h5py.File) -> Iterator[Finding]:
    """Check pixels, maps, planes and sound against the take's privacy mode.

    Parameters
    ----------
    take
        The open take.
    file
        The same file.

    Raises
    ------
    DataError
        ``E-DAT-02``, when it is damaged.
    KeyError, OSError, RuntimeError, ValueError
        As h5py does over a damaged file.
    """
    if "audio" in file and "audio" not in str(take.consent.get("scope") or "").split(","):
        yield _finding("it holds sound, which its consent does not allow")
    mode = take.privacy
    if mode == "full":
        return
    if "audio" in file:
        yield _finding(f"it holds sound, which privacy mode {mode} does not keep")
    if mode == "signals":
        yield from _check_signals(file)
    else:
        yield from _check_face(take, file)


def _finding(text: str) -> Finding:
    return Finding(code="V-PRIVACY", text=text)


def _check_signals(file: h5py.File) -> Iterator[Finding]:
    for group in ("frames", "preroll"):
        if group not in file:
            continue
        size = int(file[group]["data"].shape[0])
        kept = int(np.sum(file[group]["codec"][:] != Codec.NONE))
        if size or kept:
            text = f"{group} hold {size} bytes of pictures in {kept} frames"
            yield _finding(f"{text}, privacy mode signals keeps none")
    for group in ("depth", "infrared"):
        if group in file:
            yield _finding(f"it holds {group} planes, which privacy mode signals does not keep")
    for name, item in file["evidence"].items():
        if "map" in item and plain(item["map"].attrs["kind"]) in PICTURE_MAPS:
            yield _finding(f"the maps of {name} are pictures of the eyes")


def _check_face(take: TakeReader, file: h5py.File) -> Iterator[Finding]:
    frames = StoredFrames(take.path, file, "frames")
    allowed = _allowed(take)
    faults: dict[str, list[int]] = {}
    for i in range(take.n_frames):
        fault = _fault(frames, i, allowed[i])
        if fault:
            faults.setdefault(fault, []).append(i)
    before = take.preroll
    for i in range(0 if before is None else len(before)):
        assert before is not None
        # where the face was is not stored for them: only that it is a part
        fault = _fault(before, i, (0, 0, *before.size(i)))
        if fault:
            faults.setdefault(f"pre-roll: {fault}", []).append(i)
    for name in ("depth/mm", "infrared/data"):
        if name in file:
            rows = [i for i in range(take.n_frames) if _leaks(file[name], frames, i)]
            if rows:
                faults[f"{name} shows more than the face"] = rows
    for fault, rows in faults.items():
        shown = ", ".join(str(i) for i in rows[:SHOWN_FRAMES])
        left = len(rows) - SHOWN_FRAMES
        yield _finding(f"{fault}: frame {shown}" + (f" and {left} more" if left > 0 else ""))


def _allowed(take: TakeReader) -> list[Crop | None]:
    """Return what each frame may keep, by its landmarks or its neighbours'."""
    margin = take.attributes().root.face_margin
    xyz, valid = take.landmarks()
    analysed = [bool(text) for text in take.evidence("fused")["decision"]]
    found: list[Crop | None] = [
        face_crop(xyz[i], take.size(i), FACE_MARGIN if margin is None else margin)
        if analysed[i] and valid[i]
        else None
        for i in range(take.n_frames)
    ]
    known = [i for i in range(take.n_frames) if analysed[i]]
    for before, after in itertools.pairwise(known):
        apart = int(take.time_ns[after] - take.time_ns[before])
        for i in range(before + 1, after):
            found[i] = joined(found[before], found[after], apart)
    return found


def _fault(frames: StoredFrames, i: int, allowed: Crop | None) -> str:
    """Return what is wrong with what a frame keeps."""
    try:
        data, codec = frames.packet(i)
        if codec is Codec.NONE:
            return "there are bytes where no pixels should be" if data else ""
        if codec is not Codec.JPEG_XL:
            return f"pixels are kept as {codec.name}, not as JPEG_XL"
        crop = frames.crop(i)
        if crop is None or allowed is None:
            return "pixels are kept where no face was found"
        if not _inside(crop, allowed):
            return "more is kept than the face with its margin"
        frames.kept(i)  # a packet may hold more than its crop says
    except LivenessError as error:
        return "" if "CRC" in error.measured else error.measured
    return ""


def _inside(crop: Crop, allowed: Crop) -> bool:
    x, y, width, height = crop
    left, top = allowed[0] <= x, allowed[1] <= y
    right = x + width <= allowed[0] + allowed[2]
    return left and top and right and y + height <= allowed[1] + allowed[3]


def _leaks(planes: h5py.Dataset, frames: StoredFrames, i: int) -> bool:
    plane = planes[i].copy()
    crop = frames.crop(i)
    if crop is not None and plane.shape == frames.size(i)[::-1]:
        x, y, width, height = crop
        plane[y : y + height, x : x + width] = 0
    return bool(plane.any())
