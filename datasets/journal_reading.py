"""Reading a journal, whole or damaged: every valid record, and notes on what is not."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Self

from pydantic import ValidationError

from .codec import crc32
from .durable import storage_error
from .envelope import MARKER, SIZE, Envelope, Kind, intact, parse
from .errors import DataError
from .records import (
    FrameRecord,
    PrerollRecord,
    Record,
    TakeEnd,
    unpack_analysis,
    unpack_event,
    unpack_frame,
)
from .records_extra import unpack_audio, unpack_plane
from .take import TakeHeader

_MAGIC = b"\x89MCAP0\r\n"
_MESSAGE = 0x05
_RECORD_HEAD = 9
_MESSAGE_HEAD = 22
_OTHER_LIMIT = 1 << 16
"""Longest MCAP record of another kind that we step over, bytes."""
_WINDOW = 4 << 20
_TORN_LIMIT = 1 << 16
"""Longest rest without an envelope that a torn last record leaves, bytes."""

_Found = tuple[Envelope, bytes, bytes]
"""Envelope, description and data of a record."""


class JournalReading:
    """One pass over a journal; a context manager that closes the file.

    Parameters
    ----------
    path
        The journal.

    Raises
    ------
    DataError
        ``E-DAT-04``, when it holds no header.
    StorageError
        When it cannot be opened or read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        """What is damaged, in words; complete when :meth:`records` is at its end."""
        self.end: TakeEnd | None = None
        """The end of the take, when it was stopped and :meth:`records` has seen it."""
        self.frames = 0
        """Number of frames that :meth:`records` has yielded."""
        self.damaged = False
        """Whether more is amiss than a last record that was being written."""
        self._ordinal = -1
        self._nonce: bytes | None = None
        self._sequence = -1
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise storage_error(error, path) from error
        try:
            self._size = self._file.seek(0, 2)
            self.header = self._find_header()
        except BaseException:
            self._file.close()
            raise

    @property
    def frames_known_lost(self) -> int:
        """Number of frames that were written and do not read."""
        written = self._ordinal + 1
        if self.end is not None:
            written = max(written, self.end.frames)
        return max(0, written - self.frames)

    def records(self) -> Iterator[Record]:
        """Yield every valid record in the order of writing, headers apart."""
        for envelope, meta, data in self._envelopes():
            try:
                record = _unpack(envelope, meta, data)
            except (ArithmeticError, RecursionError, ValueError) as error:
                self._damage(f"record {envelope.sequence} is not understood: {error}")
                continue
            if record is None:
                continue
            if isinstance(record, FrameRecord):
                self.frames += 1
                self._ordinal = max(self._ordinal, record.ordinal)
            elif isinstance(record, TakeEnd):
                self.end = record
            yield record

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the reading."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def _find_header(self) -> TakeHeader:
        for envelope, meta, _ in self._envelopes():
            if envelope.kind == Kind.HEADER:
                try:
                    header = TakeHeader.model_validate_json(meta)
                except ValidationError:
                    continue
                self._sequence = -1
                self.notes.clear()
                self.damaged = False
                return header
        raise DataError(
            "E-DAT-04",
            f"{self.path.name} holds no header, so that its frames have no label",
            f"{self._size} bytes",
            "keep the file and restore it from a backup, or delete it",
        )

    def _envelopes(self) -> Iterator[_Found]:
        """Yield envelope, description and data of each valid record."""
        at = anchor = len(_MAGIC) if self._read(0, len(_MAGIC)) == _MAGIC else 0
        if at == 0 and self._size:
            self._damage("the file does not begin as MCAP")
        while at < self._size:
            head = self._read(at, _RECORD_HEAD)
            length = int.from_bytes(head[1:], "little")
            if head[:1] == bytes([_MESSAGE]) and len(head) == _RECORD_HEAD:
                found = self._envelope_at(at + _RECORD_HEAD + _MESSAGE_HEAD)
                if found and found[0].length + _MESSAGE_HEAD == length:
                    at = anchor = yield from self._emit(*found, at)
                    continue
            elif self._is_other(head, length, at):
                at += _RECORD_HEAD + length
                if at == self._size:
                    return
                continue
            elif head[: len(_MAGIC)] == _MAGIC and at + len(_MAGIC) == self._size:
                return
            at = anchor = yield from self._resynchronise(anchor)

    def _emit(self, envelope: Envelope, meta: bytes, at: int) -> Generator[_Found, None, int]:
        """Yield a record if its data are intact; return where the next one begins."""
        start = at + _RECORD_HEAD + _MESSAGE_HEAD + SIZE + envelope.meta_length
        data = self._read(start, envelope.data_length)
        if envelope.sequence > self._sequence + 1:
            lost = envelope.sequence - self._sequence - 1
            self._damage(f"{lost} records before record {envelope.sequence} are lost")
        self._sequence = envelope.sequence
        if len(data) == envelope.data_length and crc32(data) == envelope.data_crc:
            yield envelope, meta, data
        elif len(data) < envelope.data_length:
            # a record that was being written when the process died: never acknowledged
            self.notes.append(f"the last record is torn after {len(data)} bytes")
            return self._size
        else:
            self._damage(f"record {envelope.sequence} at byte {at} fails its CRC")
            if envelope.kind == Kind.FRAME:
                self._count_lost(meta)
        return start + envelope.data_length

    def _resynchronise(self, anchor: int) -> Generator[_Found, None, int]:
        """Search for the next marker; return where to go on."""
        at = anchor
        while (at := self._find_marker(at)) >= 0:
            found = self._envelope_at(at)
            begin = at - _RECORD_HEAD - _MESSAGE_HEAD
            if found and found[0].sequence > self._sequence:
                self._damage(f"{max(0, begin - anchor)} bytes at {anchor} are damaged")
                return (yield from self._emit(*found, begin))
            at += 1
        rest = self._size - anchor
        self.notes.append(f"{rest} bytes at the end are unreadable")
        self.damaged = self.damaged or rest > _TORN_LIMIT
        return self._size

    def _damage(self, note: str) -> None:
        self.notes.append(note)
        self.damaged = True

    def _find_marker(self, at: int) -> int:
        while at < self._size:
            window = self._read(at, _WINDOW)
            place = window.find(MARKER)
            if place >= 0:
                return at + place
            if len(window) < _WINDOW:
                return -1
            at += len(window) - len(MARKER) + 1
        return -1

    def _envelope_at(self, at: int) -> tuple[Envelope, bytes] | None:
        head = self._read(at, SIZE)
        envelope = parse(head)
        if envelope is None or at + SIZE + envelope.meta_length > self._size:
            return None
        if self._nonce is not None and envelope.nonce != self._nonce:
            return None
        meta = self._read(at + SIZE, envelope.meta_length)
        if not intact(envelope, head, meta):
            return None
        self._nonce = envelope.nonce
        return envelope, meta

    def _is_other(self, head: bytes, length: int, at: int) -> bool:
        return (
            len(head) == _RECORD_HEAD
            and 1 <= head[0] <= 0x0F
            and length <= _OTHER_LIMIT
            and at + _RECORD_HEAD + length <= self._size
        )

    def _count_lost(self, meta: bytes) -> None:
        try:
            self._ordinal = max(self._ordinal, unpack_frame(meta, b"", 0).ordinal)
        except ValueError:
            return

    def _read(self, at: int, length: int) -> bytes:
        try:
            self._file.seek(at)
            # a claim beyond the end of the file must not reserve memory
            return self._file.read(max(0, min(length, self._size - at)))
        except OSError as error:
            raise storage_error(error, self.path) from error


def read_journal(path: Path) -> JournalReading:
    """Open a journal for one pass; use it as a context manager.

    Raises
    ------
    DataError
        ``E-DAT-04``, when it holds no header.
    StorageError
        When it cannot be opened or read.
    """
    return JournalReading(path)


def _unpack(envelope: Envelope, meta: bytes, data: bytes) -> Record | None:
    """Return the record, ``None`` for a header and for a kind of a later version."""
    if envelope.kind == Kind.FRAME:
        return unpack_frame(meta, data, envelope.data_crc)
    if envelope.kind == Kind.PREROLL:
        return PrerollRecord(unpack_frame(meta, data, envelope.data_crc))
    if envelope.kind == Kind.END:
        return TakeEnd.model_validate_json(meta)
    unpack = _UNPACK.get(envelope.kind)
    return None if unpack is None else unpack(meta, data)


_UNPACK: Mapping[int, Callable[[bytes, bytes], Record]] = {
    Kind.ANALYSIS: unpack_analysis,
    Kind.EVENT: lambda meta, _: unpack_event(meta),
    Kind.PLANE: unpack_plane,
    Kind.AUDIO: unpack_audio,
}
