"""Which takes an export may hold: filters, consent, privacy, review; and why not the others."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from liveness.datasets.consent import Consent
from liveness.datasets.durable import sha256_of
from liveness.datasets.errors import ConsentError, DataError, LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .options import ExportOptions, Purpose
from .parts import part_of

DAMAGED = "the file is damaged or missing"
ABORTED = "broken off by the operator"

Step = Callable[[int, int, str], None]
"""Told number done, number of all, and what is done; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The takes of an export.

    Parameters
    ----------
    takes
        Those that are exported, by id: in the order of recording.
    left_out
        Ids of the takes that the filters chose and that are left out, by the reason.
    faults
        What is wrong with takes that cannot be read; they are left out.
    """

    takes: tuple[TakeRecord, ...]
    left_out: Mapping[str, tuple[str, ...]]
    faults: tuple[LivenessError, ...] = ()


def select(
    root: DatasetRoot,
    options: ExportOptions,
    purpose: Purpose,
    *,
    pixels: bool,
    progress: Step | None = None,
) -> Selection:
    """Choose the takes of an export.

    Every take is checked against the SHA-256 of its registration before it is opened, so
    that what is exported is what was recorded.

    Parameters
    ----------
    root
        The dataset.
    options
        The filters.
    purpose
        What the consents must allow.
    pixels
        Whether the export needs pictures.
    progress
        Told of each take that is checked.

    Raises
    ------
    UsageError
        ``E-EXP-04``, for a split or part that does not exist.
    """
    wanted = [record for record in root.takes() if _matches(record, options)]
    member = part_of(root, options)
    judge = _Judge(root, purpose, pixels)
    chosen: list[TakeRecord] = []
    left: dict[str, list[str]] = defaultdict(list)
    faults: list[LivenessError] = []
    wanted.sort(key=lambda record: (record.id, record.session))
    for i, record in enumerate(wanted):
        if progress is not None:
            progress(i, len(wanted), record.id)
        if not member(record):
            continue
        try:
            reason = _amended(record, options) or judge.reason(record)
        except LivenessError as error:
            faults.append(error)
            reason = DAMAGED
        except OSError as error:
            faults.append(_unreadable(record, error))
            reason = DAMAGED
        if reason is None:
            chosen.append(record)
        else:
            left[reason].append(record.id)
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return Selection(
        tuple(chosen), {reason: tuple(left[reason]) for reason in sorted(left)}, tuple(faults)
    )


def _matches(record: TakeRecord, options: ExportOptions) -> bool:
    return (not options.labels or record.label in options.labels) and (
        not options.sessions or record.session in options.sessions
    )


def _amended(record: TakeRecord, options: ExportOptions) -> str | None:
    """Return why what was said of a take later keeps it out."""
    if record.superseded_by is not None and "superseded" not in options.include:
        return "superseded by a retake"
    if not record.usable and record.superseded_by is None and "rejected" not in options.include:
        return ABORTED if record.result == "aborted" else "rejected in review"
    return None


class _Judge:
    """Says of one take after another why it may not be exported."""

    def __init__(self, root: DatasetRoot, purpose: Purpose, pixels: bool) -> None:
        self._root = root
        self._purpose = purpose
        self._pixels = pixels
        self._today = datetime.now(UTC).date()
        self._consents = {consent.id: consent for consent in root.consents}
        self._of_subject: dict[str, list[Consent]] = defaultdict(list)
        for consent in self._consents.values():
            self._of_subject[consent.subject].append(consent)

    def reason(self, record: TakeRecord) -> str | None:
        """Return why a take is left out, or ``None``.

        Raises
        ------
        DataError
            ``E-DAT-02``, when its file is damaged.
        OSError
            When it cannot be read.
        """
        path = self._root.take_path(record)
        if not hmac.compare_digest(sha256_of(path), record.sha256):
            raise DataError(
                "E-DAT-02",
                f"{record.file} is not what was registered",
                "its SHA-256 differs",
                "run verify on the dataset; restore the file from a backup",
            )
        with TakeReader(path) as take:
            fault = self._consent_fault(record, take.consent["id"])
            return fault or self._file_fault(take)

    def _consent_fault(self, record: TakeRecord, id_: str | None) -> str | None:
        """Return why the people in a take do not let it be used so."""
        consent = self._consents.get(id_ or "")
        if consent is None:
            return "no consent record"
        fault = consent_fault(consent, self._purpose, self._today)
        if fault or record.target is None or record.target == record.subject:
            return fault
        # whom a PAI shows: a person with records here must not have withdrawn all of them
        faults = [
            consent_fault(other, self._purpose, self._today)
            for other in self._of_subject[record.target]
        ]
        return f"target: {faults[0]}" if faults and all(faults) else None

    def _file_fault(self, take: TakeReader) -> str | None:
        """Return what in the file itself keeps a take in."""
        last = take.attributes().root.retain_until
        if last is not None and date.fromisoformat(last) < self._today:
            return "kept longer than it may be"
        if self._pixels and not take.has_pixels:
            return f"no pixels were kept (privacy mode {take.privacy})"
        return None


def consent_fault(consent: Consent, purpose: Purpose, today: date) -> str | None:
    """Return why a consent does not allow a purpose today, without naming anybody."""
    if consent.withdrawn_utc:
        return "consent withdrawn"
    if consent.expires and consent.expires < today:
        return "consent expired"
    if purpose not in consent.scope:
        return f"consent does not cover {purpose}"
    return None


def check_some(selection: Selection, root: Path) -> None:
    """Check that something is left to export.

    Raises
    ------
    ConsentError
        ``E-EXP-01``, with the reasons.
    """
    if selection.takes:
        return
    counts = ", ".join(f"{len(ids)} {reason}" for reason, ids in selection.left_out.items())
    raise ConsentError(
        "E-EXP-01",
        f"no take of {root} may be exported",
        counts or "none fits the filters",
        "see list and consent list; other takes or another purpose may do",
    )


def _unreadable(record: TakeRecord, error: OSError) -> DataError:
    return DataError(
        "E-DAT-02",
        f"{record.file} is damaged or missing",
        error.strerror or str(error),
        "run verify on the dataset; restore the file from a backup",
    )
