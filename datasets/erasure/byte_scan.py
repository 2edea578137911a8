"""Searches files for thousands of byte strings at once, whole or in chunks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ANCHOR = 8
"""Every pattern is found by eight of its bytes; shorter ones are found one by one."""
CHUNK = 8 << 20
"""Bytes that are read at a time."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MIX_BITS = 20
_ORDER = np.uint32(40503)
_LONG = 48
"""Strings from this length on are no ids, bytes."""


class BytePatterns:
    """Byte strings of named kinds, searched all at once.

    A table of 65,536 entries says which pairs of bytes begin an anchor; only where it says
    so eight bytes are looked up, and only where those agree the whole string is compared. The
    time hardly depends on the number of strings.

    Parameters
    ----------
    patterns
        Kind and bytes of each string; empty ones are passed over.
    """

    def __init__(self, patterns: Iterable[tuple[str, bytes]]) -> None:
        self._short: list[tuple[str, bytes]] = []
        self._by_anchor: dict[int, list[tuple[str, bytes, int]]] = defaultdict(list)
        self.longest = 1
        """Length of the longest string, bytes."""
        for kind, data in dict.fromkeys(patterns):
            self.longest = max(self.longest, len(data))
            if len(data) >= ANCHOR:
                at = _anchor_of(data)
                anchor = int.from_bytes(data[at : at + ANCHOR], "little")
                self._by_anchor[anchor].append((kind, data, at))
            elif data:
                self._short.append((kind, data))
        self._anchors = np.array(sorted(self._by_anchor), np.uint64)
        self._pairs = np.zeros(1 << 16, np.bool_)
        self._pairs[(self._anchors & np.uint64(0xFFFF)).astype(np.intp)] = True
        self._mixed = np.zeros(1 << _MIX_BITS, np.bool_)
        self._mixed[_mix(self._anchors)] = True

    def find(self, data: bytes) -> Iterator[tuple[str, int, int]]:
        """Yield kind, start and end of every occurrence in ``data``, in no order."""
        for kind, short in self._short:
            at = data.find(short)
            while at >= 0:
                yield kind, at, at + len(short)
                at = data.find(short, at + 1)
        if not len(self._anchors) or len(data) < ANCHOR:
            return
        for place in self._candidates(data):
            anchor = int.from_bytes(data[place : place + ANCHOR], "little")
            for kind, whole, offset in self._by_anchor[anchor]:
                start = int(place) - offset
                if start >= 0 and data.startswith(whole, start):
                    yield kind, start, start + len(whole)

    def _candidates(self, data: bytes) -> NDArray[np.int64]:
        """Return where the eight bytes of an anchor stand."""
        places = []
        for shift in (0, 1):
            pairs = np.frombuffer(data, "<u2", (len(data) - shift) // 2, shift)
            places.append(np.flatnonzero(self._pairs[pairs]) * 2 + shift)
        found = np.concatenate(places)
        found = found[found <= len(data) - ANCHOR]
        every: NDArray[np.uint64] = np.ndarray(
            (len(data) - ANCHOR + 1,), "<u8", buffer=data, strides=(1,)
        )
        values = every[found]
        likely = self._mixed[_mix(values)]
        found, values = found[likely], values[likely]
        kept: NDArray[np.int64] = found[np.isin(values, self._anchors)]
        return kept


def _anchor_of(data: bytes) -> int:
    """Return where the anchor of a string stands.

    Ids begin alike and end differently. A longer string has its anchor where the first two
    bytes come first in an order of all pairs, as minimisers do: thousands of strings then
    begin with the same few pairs, and hardly any place in a file is looked at twice.
    """
    last = len(data) - ANCHOR
    if len(data) < _LONG:
        return last
    values = np.frombuffer(data, np.uint8, last + 2).astype(np.uint32)
    pairs = values[:-1] | (values[1:] << 8)
    return int(np.argmin((pairs * _ORDER) & 0xFFFF))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Return 20 bits that depend on all eight bytes."""
    mixed: NDArray[np.intp] = ((values * _MIX) >> np.uint64(64 - _MIX_BITS)).astype(np.intp)
    return mixed


def read_chunks(path: Path, overlap: int, size: int = CHUNK) -> Iterator[tuple[bytes, int]]:
    """Yield a file in chunks that overlap, each with the number of bytes that are not new.

    Parameters
    ----------
    path
        The file.
    overlap
        Bytes of the end of a chunk that stand again at the start of the next one.
    size
        New bytes of one chunk.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    kept = b""
    with path.open("rb") as file:
        while new := file.read(size):
            chunk = kept + new
            yield chunk, len(kept)
            kept = chunk[-overlap:] if overlap else b""


def count_in_file(path: Path, patterns: BytePatterns, size: int = CHUNK) -> Counter[str]:
    """Return how often each kind of pattern occurs in a file.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    found: Counter[str] = Counter()
    for chunk, old in read_chunks(path, patterns.longest - 1, size):
        # what lies wholly in the part that was seen before was counted then
        found.update(kind for kind, _, end in patterns.find(chunk) if end > old)
    return found
