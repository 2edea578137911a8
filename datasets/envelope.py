"""The envelope round each record of a journal, by which a reader finds its way after damage.

An MCAP message without chunks has no magic number of its own. Each payload therefore begins
with a marker, an id of this journal, a sequence number, its lengths and two CRCs, so that a
reader that lost its place searches for the next marker and is certain of what it found.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from .codec import crc32

MARKER = b"\x89LvTk\r\n\x1a"
NONCE_BYTES = 8
META_LIMIT = 1 << 20
"""Longest description, bytes; a claim beyond it is damage."""
DATA_LIMIT = 1 << 30
"""Longest data of one record, bytes; an 8K picture without compression has 100 MB."""

_FIXED = struct.Struct("<8s8sIBIQI")
SIZE = _FIXED.size + 4


class Kind(IntEnum):
    """Kinds of record, in the order of the journal's channels."""

    HEADER = 1
    FRAME = 2
    ANALYSIS = 3
    EVENT = 4
    END = 5
    PREROLL = 6
    PLANE = 7
    AUDIO = 8


TOPICS = {
    Kind.HEADER: "/header",
    Kind.FRAME: "/frames",
    Kind.ANALYSIS: "/analysis",
    Kind.EVENT: "/events",
    Kind.END: "/end",
    Kind.PREROLL: "/preroll",
    Kind.PLANE: "/planes",
    Kind.AUDIO: "/audio",
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an envelope says of its record.

    Parameters
    ----------
    nonce
        Eight random bytes, the same in all records of one journal: a journal that lies
        inside a frame of another is not mistaken for it.
    sequence
        Number of the record in the journal; it rises by one.
    kind
        Kind of record, a ``Kind`` or one of a later version.
    meta_length, data_length
        Bytes of description and of data that follow.
    data_crc
        CRC-32 of the data.
    head_crc
        CRC-32 of all before it and of the description.
    """

    nonce: bytes
    sequence: int
    kind: int
    meta_length: int
    data_length: int
    data_crc: int
    head_crc: int

    @property
    def length(self) -> int:
        """Length of the whole payload, bytes."""
        return SIZE + self.meta_length + self.data_length


def seal(
    nonce: bytes, sequence: int, kind: Kind, meta: bytes, data: bytes, data_crc: int
) -> bytes:
    """Return a payload: envelope, description and data.

    Raises
    ------
    ValueError
        When description or data are longer than a reader would believe.
    """
    if len(meta) > META_LIMIT or len(data) > DATA_LIMIT:
        raise ValueError(f"a record of {len(meta)} + {len(data)} bytes is too long")
    fixed = _FIXED.pack(MARKER, nonce, sequence, kind, len(meta), len(data), data_crc)
    head_crc = crc32(fixed + meta)
    return b"".join((fixed, head_crc.to_bytes(4, "little"), meta, data))


def parse(head: bytes) -> Envelope | None:
    """Return the envelope at the start of some bytes, or ``None`` when there is none.

    Only the form is checked; :func:`intact` checks the CRC once the description is read.
    """
    if len(head) < SIZE:
        return None
    marker, nonce, sequence, kind, meta, data, crc = _FIXED.unpack_from(head)
    if marker != MARKER or not kind or meta > META_LIMIT or data > DATA_LIMIT:
        return None
    head_crc = int.from_bytes(head[_FIXED.size : SIZE], "little")
    return Envelope(nonce, sequence, kind, meta, data, crc, head_crc)


def intact(envelope: Envelope, head: bytes, meta: bytes) -> bool:
    """Return whether envelope and description are as they were written."""
    return crc32(head[: _FIXED.size] + meta) == envelope.head_crc
