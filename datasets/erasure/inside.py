"""What is packed inside a file: of zip and gzip all, of HDF5 the small compressed datasets.

libhdf5 runs in a child process (``python -m liveness.datasets.erasure.inside``), which answers
a path in JSON on a line with one line: the content in base64, or a reason with a ``!``.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import h5py

from liveness.datasets.asking import Child

from .byte_scan import CHUNK

HDF5, ZIP, GZIP = b"\x89HDF\r\n\x1a\n", b"PK\x03\x04", b"\x1f\x8b\x08"
SMALL = 32 << 20
"""Largest compressed dataset that is looked into, bytes; ids and keys are in small ones."""
MOST = 64 << 30
"""A packed file that unpacks to more than this is given up, bytes."""
_LIMIT_S = 60.0

_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # a zip with a password
    NotImplementedError,
)


def unpacked(path: Path, overlap: int, child: Child, *, take: bool = False) -> Iterator[bytes]:
    """Yield what a file holds in packed form, in chunks that overlap; nothing of other files.

    Parameters
    ----------
    path
        The file.
    overlap
        Bytes of the end of a chunk that stand again at the start of the next one.
    child
        Runs this module.
    take
        Whether it is a take's file, which compresses no id.

    Raises
    ------
    OSError
        When it cannot be read or unpacked: then nobody knows what is inside.
    """
    with path.open("rb") as file:
        start = file.read(8)
    try:
        if start.startswith(ZIP):
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    with archive.open(entry) as stream:
                        yield from _chunks(stream, overlap)
        elif start.startswith(GZIP):
            with gzip.open(path, "rb") as stream:
                yield from _chunks(stream, overlap)
        elif start == HDF5 and not take:
            yield _ask(child, path)
    except _FAULTS as error:
        raise OSError(f"cannot be unpacked: {error}") from error


def _chunks(stream: IO[bytes] | gzip.GzipFile, overlap: int) -> Iterator[bytes]:
    kept, total = b"", 0
    while new := stream.read(CHUNK):
        total += len(new)
        if total > MOST:
            raise OSError("unpacks without end")
        chunk = kept + new
        yield chunk
        kept = chunk[-overlap:] if overlap else b""


def _ask(child: Child, path: Path) -> bytes:
    answer = child.ask(json.dumps(str(path)), _LIMIT_S)
    if answer is None or answer.startswith("!"):
        raise OSError(answer or "the process that read it crashed, or ran out of time")
    return base64.b64decode(answer.removeprefix("="))


def compressed_content(path: Path) -> bytes:
    """Return the content of the small compressed datasets of an HDF5 file; in the child only.

    What is not compressed is found in the file's own bytes.
    """
    found: list[bytes] = []

    def visit(_: str, item: h5py.Dataset | h5py.Group) -> None:
        packed = isinstance(item, h5py.Dataset) and item.id.get_create_plist().get_nfilters()
        if packed and item.nbytes <= SMALL:
            found.append(item[()].tobytes())

    with h5py.File(path, "r", locking=False) as file:
        file.visititems(visit)
    return b"\0".join(found)


def main() -> None:
    """Answer every line with one line."""
    for line in sys.stdin:
        try:
            answer = "=" + base64.b64encode(compressed_content(Path(json.loads(line)))).decode()
        except (OSError, KeyError, RuntimeError, ValueError, TypeError) as error:
            answer = "!" + " ".join(str(error).split())
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
