"""Checks take files from the inside; runs as a child process.

A damaged or hostile file may crash or hang libhdf5, so it is opened in a process that may
die: ``python -m liveness.datasets.verify_take`` reads paths from its standard input, one
JSON string a line, and answers each with one line of JSON, a :class:`TakeReport` without the
path.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import numpy as np

from .attributes import plain
from .durable import sha256_of
from .errors import LivenessError
from .findings import Finding
from .gathering import index_gaps
from .model import Model
from .reader import TakeReader
from .verify_content import check_arrays, check_attributes, check_label, check_retention
from .verify_privacy import check_privacy

SHOWN_FRAMES = 5
"""Damaged frames that a text names one by one."""


class TakeReport(Model):
    """What one take file holds, as far as it reads."""

    path: str
    sha256: str = ""
    findings: tuple[Finding, ...] = ()
    read: bool = False
    """Whether the file opened, so that the fields below are its own."""
    take_id: str = ""
    session_id: str = ""
    label: str = ""
    family: str | None = None
    pai: str | None = None
    lighting: str | None = None
    created_utc: str | None = None
    frames: int = 0
    dropped: int = 0
    subject_key: str | None = None
    target_key: str | None = None
    consent: str = ""
    content: str = ""
    """SHA-256 of all packets, in order; empty without pixels, or when one is damaged."""


def check_take(path: Path) -> TakeReport:
    """Check one take file: that it opens, its schema, columns, CRCs, index and checksums."""
    try:
        digest = sha256_of(path)
    except OSError as error:
        finding = Finding(code="V-MISSING", text=f"cannot be read: {error.strerror or error}")
        return TakeReport(path=str(path), findings=(finding,))
    try:
        with TakeReader(path) as take:
            return _report(path, digest, take)
    except LivenessError as error:
        code = "V-SCHEMA" if error.code == "E-DAT-08" else "V-DAMAGED"
        finding = Finding(code=code, text=f"{error.what} ({error.measured})")
        return TakeReport(path=str(path), sha256=digest, findings=(finding,))


def _report(path: Path, digest: str, take: TakeReader) -> TakeReport:
    content = hashlib.sha256()
    findings = [*_check_frames(take, content.update), *_check_index(take)]
    whole = take.has_pixels and all(finding.code != "V-CRC" for finding in findings)
    findings += _check_content(path, take)
    labels = take.labels
    return TakeReport(
        path=str(path),
        sha256=digest,
        findings=tuple(findings),
        read=True,
        take_id=take.take_id,
        session_id=take.session_id,
        label=take.label,
        family=labels.get("family"),
        pai=labels.get("pai"),
        lighting=labels.get("lighting"),
        created_utc=take.created_utc or None,
        frames=take.n_frames,
        dropped=take.dropped,
        subject_key=take.subject_key,
        target_key=take.target_key,
        consent=str(take.consent.get("id") or ""),
        content=content.hexdigest() if whole else "",
    )


def _check_frames(take: TakeReader, see: Callable[[bytes], None]) -> Iterator[Finding]:
    """Check every packet, and show each to ``see``."""

    def packet(i: int) -> None:
        see(take.packet(i)[0])

    yield from _check_crc(packet, take.n_frames, "frames")
    if take.preroll is not None:
        before = take.preroll
        yield from _check_crc(before.packet, len(before), "frames of the pre-roll")
        if len(before) and before.time_ns.max() >= 0:
            text = "the pre-roll reaches into the take"
            yield Finding(code="V-TIME", text=text, severity="warning")


def _check_crc(packet: Callable[[int], object], count: int, what: str) -> Iterator[Finding]:
    damaged = []
    for i in range(count):
        try:
            packet(i)
        except LivenessError:
            damaged.append(i)
    if damaged:
        shown = ", ".join(str(i) for i in damaged[:SHOWN_FRAMES])
        left = len(damaged) - SHOWN_FRAMES
        more = f" and {left} more" if left > 0 else ""
        text = f"{len(damaged)} of {count} {what} fail their CRC: frame {shown}{more}"
        yield Finding(code="V-CRC", text=text)


def _check_index(take: TakeReader) -> list[Finding]:
    findings = []
    index = take.index.tolist()
    if any(after <= before for before, after in itertools.pairwise(index)):
        text = "the frame index does not rise"
        findings.append(Finding(code="V-INDEX", text=text, severity="warning"))
    else:
        gaps = index_gaps(index)
        known = take.dropped + take.frames_known_lost
        text = f"{gaps} frames are missing by the index, {known} are accounted for"
        if gaps > known:
            findings.append(Finding(code="V-INDEX", text=text))
        elif gaps < known and take.status == "complete":
            findings.append(Finding(code="V-INDEX", text=text, severity="warning"))
    if np.any(np.diff(take.time_ns) < 0):
        text = "the capture times run backwards"
        findings.append(Finding(code="V-TIME", text=text, severity="warning"))
    return findings


def _check_content(path: Path, take: TakeReader) -> Iterator[Finding]:
    """Check attributes, arrays, label, privacy and retention."""
    with h5py.File(path, "r", locking=False) as file:
        preroll = None if take.preroll is None else len(take.preroll)
        yield from check_attributes(file)
        yield from check_arrays(file, take.n_frames, preroll)
        yield from check_label(take.labels, take.target_key)
        try:
            yield from check_privacy(take, file)
            yield from check_retention(plain(file.attrs.get("retain_until", "")))
        except (OSError, RuntimeError, KeyError, ValueError, TypeError) as error:
            yield Finding(code="V-DAMAGED", text=f"its privacy cannot be checked: {error}")


def main() -> None:
    """Answer each path on the standard input with a report."""
    for line in sys.stdin:
        report = check_take(Path(json.loads(line)))
        # who asks knows the path, and it may be no text
        sys.stdout.write(report.model_copy(update={"path": ""}).model_dump_json() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
    os._exit(0)
