"""By which bytes copies of a take's frames are known, and whom a take file shows.

Run as a child process (``python -m liveness.datasets.erasure.frame_marks``), since a damaged
file may crash or hang libhdf5: for each path in JSON on a line of its input it answers with
a :class:`TakeMarks` on one line.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import h5py
import numpy as np

from liveness.datasets.codec import Codec
from liveness.datasets.model import Model

MARK = 64
"""Length of a mark, bytes."""
_VARIETY = 24
"""Different bytes that a mark must have: black pictures and headers look alike everywhere."""
_TRIES = 64
_PIECE = 8192
"""Bytes of a frame that are read for one mark."""


class TakeMarks(Model):
    """What erasing needs of a take file."""

    take_id: str = ""
    subject_key: str = ""
    target_key: str = ""
    operator: str = ""
    frames: int = 0
    marks: str = ""
    """Marks of its frames, 64 bytes each, one after the other in base64."""
    error: str = ""
    """Why it does not read; empty when it does."""


def pieces_of(size: int) -> tuple[slice, slice]:
    """Return which bytes of a frame are looked at: its start, and a stretch from its third."""
    third = size // 3
    return slice(0, min(size, _PIECE)), slice(third, min(size, third + _PIECE))


def marks_of(packets: Iterable[tuple[bytes, Codec]]) -> list[bytes]:
    """Return the marks of whole frames (see :func:`marks_of_pieces`)."""

    def cut(data: bytes, codec: Codec) -> tuple[bytes, bytes, Codec]:
        start, third = pieces_of(len(data))
        return data[start], data[third], codec

    return marks_of_pieces(cut(data, codec) for data, codec in packets)


def marks_of_pieces(pieces: Iterable[tuple[bytes, bytes, Codec]]) -> list[bytes]:
    """Return what makes the frames of a take known anywhere: 64 bytes once or twice a frame.

    Parameters
    ----------
    pieces
        Of each frame the bytes of :func:`pieces_of`, and the codec.

    Returns
    -------
    list of bytes
        The first 64 bytes of a frame's own data, after the headers that all frames of a
        camera have in common, unless two frames begin so; and 64 bytes from its third part.
        A stretch of fewer than 24 different bytes is passed over, since it may be part of
        anybody's picture.
    """
    heads: Counter[bytes] = Counter()
    middles: dict[bytes, None] = {}
    for start, third, codec in pieces:
        head = _varied(start, _own_data(start, codec), tries=1)
        if head is not None:
            heads[head] += 1
        middle = _varied(third, 0, tries=_TRIES)
        if middle is not None:
            middles[middle] = None
    single = [mark for mark, count in heads.items() if count == 1]
    return list(dict.fromkeys([*single, *middles]))


def split_marks(text: str) -> Iterator[bytes]:
    """Yield the marks of :attr:`TakeMarks.marks`."""
    data = base64.b64decode(text)
    for at in range(0, len(data), MARK):
        yield data[at : at + MARK]


def join_marks(marks: Iterable[bytes]) -> str:
    """Return marks as text."""
    return base64.b64encode(b"".join(marks)).decode()


def _own_data(data: bytes, codec: Codec) -> int:
    """Return where a frame's data begins, after what its camera or encoder always writes."""
    if codec in (Codec.CAMERA_JPEG, Codec.JPEG):
        scan = data.find(b"\xff\xda")
        if scan >= 0 and scan + 4 <= len(data):
            return scan + 2 + int.from_bytes(data[scan + 2 : scan + 4], "big")
    if codec is Codec.PNG:
        return max(0, data.find(b"IDAT") + 4)
    return 0


def _varied(data: bytes, start: int, tries: int) -> bytes | None:
    """Return the first 64 bytes from ``start`` on that are no padding, or ``None``."""
    for at in range(start, min(len(data) - MARK + 1, start + tries * MARK), MARK):
        mark = data[at : at + MARK]
        if len(set(mark)) >= _VARIETY:
            return mark
    return None


def read_marks(path: Path, *, marks: bool = True) -> TakeMarks:
    """Read what erasing needs of a take file; only in the child process.

    Parameters
    ----------
    path
        The file.
    marks
        Whether its frames are read, too.
    """
    try:
        with h5py.File(path, "r", locking=False) as file:
            known = {
                name: _text(file.attrs.get(name, ""))
                for name in ("take_id", "subject_key", "target_key", "operator")
            }
            text = join_marks(marks_of_pieces(_pieces(file))) if marks else ""
            return TakeMarks(**known, frames=int(file.attrs.get("n_frames", 0)), marks=text)
    except (OSError, KeyError, RuntimeError, ValueError, TypeError) as error:
        return TakeMarks(error=str(error) or type(error).__name__)


def _text(value: object) -> str:
    """Return an attribute's text, of fixed or of variable length."""
    return value.decode() if isinstance(value, bytes) else str(value)


def _pieces(file: h5py.File) -> Iterator[tuple[bytes, bytes, Codec]]:
    for name in ("frames", "preroll"):
        if f"{name}/data" not in file:  # a take may hold no picture
            continue
        group = file[name]
        offset = np.asarray(group["offset"][:]).astype(np.int64)
        data = group["data"]
        for i, codec in enumerate(group["codec"][:]):
            at = int(offset[i])
            start, third = (
                data[at + piece.start : at + piece.stop].tobytes()
                for piece in pieces_of(int(offset[i + 1]) - at)
            )
            yield start, third, Codec(int(codec))


def main() -> None:
    """Answer every line with one line."""
    for line in sys.stdin:
        path, marks = json.loads(line)
        sys.stdout.write(read_marks(Path(path), marks=marks).model_dump_json() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
