"""What was recorded on one day: every take, what it came to and why, and counts. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from liveness.datasets.attributes import TakeAttributes
from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.kept_protocol import kept_protocol
from liveness.datasets.protocol import Step
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import UNCALIBRATED, TakeRecord

from .take_report import quality_faults, record_faults, sound_faults


@dataclass(frozen=True, slots=True)
class DayTake:
    """One take of the day.

    Parameters
    ----------
    record
        Its line in the register.
    begun
        When it began, in the report's time zone.
    operator, site
        Of the take file; of the session where the file does not open.
    calibrated
        Whether a profile decided; ``None`` where the file does not open.
    reasons
        What speaks against it, and what people said of it, a phrase each.
    readable
        Whether its file opens.
    """

    record: TakeRecord
    begun: datetime
    operator: str | None
    site: str
    calibrated: bool | None
    reasons: tuple[str, ...]
    readable: bool = True

    @property
    def result(self) -> str:
        """What became of it: one word, the gravest that holds."""
        record = self.record
        if record.superseded_by is not None:
            return "superseded"
        if record.review is not None and record.review.verdict != "accept":
            return {"reject": "rejected", "retake": "to be retaken"}[record.review.verdict]
        if record.result in ("aborted", "non-response"):
            return str(record.result)
        if record.status != "complete":
            return record.status
        return "accepted" if record.review is not None else "kept"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a dataset.

    Parameters
    ----------
    day
        The day, in the time zone of the report.
    zone
        That time zone, as ``UTC+01:00``.
    dataset
        Name of the dataset's folder.
    takes
        In the order in which they began.
    sessions
        Those that the takes belong to, by id.
    unfinished
        Journals that wait to be recovered; whose day is not known before.
    others
        The nearest days that have takes.
    """

    day: date
    zone: str
    dataset: str
    takes: tuple[DayTake, ...]
    sessions: tuple[Session, ...]
    unfinished: int = 0
    others: tuple[date, ...] = ()

    def count(self, key: Callable[[DayTake], str | None]) -> Mapping[str, int]:
        """Return how many takes have each value, the most first; ``-`` stands for none."""
        return dict(Counter(key(take) or "-" for take in self.takes).most_common())

    @property
    def subjects(self) -> tuple[str, ...]:
        """Who was there, in the order in which they came; ``-`` for nobody."""
        return tuple(dict.fromkeys(take.record.subject or "-" for take in self.takes))

    @property
    def usable(self) -> int:
        """Number of takes that count."""
        return sum(take.record.usable for take in self.takes)


def day_of(
    root: DatasetRoot,
    day: date | None = None,
    *,
    zone: tzinfo | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Day:
    """Return what was recorded on a day.

    Parameters
    ----------
    root
        The dataset.
    day
        The day; today by default.
    zone
        Time zone that the day is one of; the computer's by default.
    progress
        Called with takes done and their number, before each take and at the end.
    cancelled
        Whether to stop; what is done so far is returned.
    """
    wanted = day or datetime.now(zone).astimezone(zone).date()
    records = root.takes()
    began = {record.id: _begun(record, zone) for record in records}
    found = [record for record in records if began[record.id].date() == wanted]
    found.sort(key=lambda record: (began[record.id], record.id))
    sessions = {session.id: session for session in root.sessions()}
    takes = []
    for i, record in enumerate(found):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(i, len(found))
        takes.append(_take(root, record, began[record.id], sessions.get(record.session)))
    if progress is not None:
        progress(len(takes), len(found))
    present = {take.record.session for take in takes}
    days = {moment.date() for moment in began.values()}
    return Day(
        wanted,
        _zone_name(datetime(wanted.year, wanted.month, wanted.day, 12), zone),
        root.path.resolve().name,
        tuple(takes),
        tuple(sessions[id_] for id_ in sorted(present) if id_ in sessions),
        len(root.unfinished()),
        tuple(sorted(days, key=lambda other: abs((other - wanted).days))[:3]),
    )


def _begun(record: TakeRecord, zone: tzinfo | None) -> datetime:
    text = record.created_utc or record.registered_utc
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(zone)


def _zone_name(noon: datetime, zone: tzinfo | None) -> str:
    offset = noon.replace(tzinfo=zone).astimezone(zone).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def _take(
    root: DatasetRoot, record: TakeRecord, begun: datetime, session: Session | None
) -> DayTake:
    step = _step(root, record, session)
    faults = list(record_faults(record, None if step is None else step.seconds))
    operator = None if session is None else session.operator
    site = "" if session is None else session.site
    calibrated, readable = None, True
    try:
        with TakeReader(root.take_path(record)) as take:
            about = take.attributes()
            if step is not None:
                faults += quality_faults(take.quality(), step.gates)
                faults += sound_faults(take, step)
        operator, site = about.root.operator or operator, about.root.site or site
        calibrated = about.root.thresholds not in (None, UNCALIBRATED)
        faults += _ended(about)
    except DataError as error:
        readable = False
        faults.append(str(error))
    except OSError as error:
        readable = False
        faults.append(f"its file cannot be read: {error.strerror or error}")
    reasons = tuple(dict.fromkeys((*faults, *_said(record))))
    return DayTake(record, begun, operator, site, calibrated, reasons, readable)


def _step(root: DatasetRoot, record: TakeRecord, session: Session | None) -> Step | None:
    if session is None or record.protocol is None or record.step is None:
        return None
    protocol = kept_protocol(root.path, record.protocol, session.protocol_sha256)
    try:
        return None if protocol is None else protocol.step(record.step)
    except LivenessError:  # a step of an older version
        return None


def _ended(about: TakeAttributes) -> Iterable[str]:
    """Yield why a take ended, and why it has no answer."""
    if about.root.end_reason:
        yield about.root.end_reason
    if about.root.outcome in ("aborted", "non-response") and about.root.outcome_reason:
        yield about.root.outcome_reason


def _said(record: TakeRecord) -> Iterable[str]:
    """Yield what people said of a take."""
    if record.mark is not None:
        yield f"marked {record.mark.outcome} by {record.mark.reviewer}" + (
            f": {record.mark.reason}" if record.mark.reason else ""
        )
    review = record.review
    if review is not None and (review.reasons or review.note):
        words = "; ".join((*review.reasons, *((review.note,) if review.note else ())))
        yield f"{review.verdict} by {review.reviewer}: {words}"
    if record.note is not None and record.note.text:
        yield f"note by {record.note.reviewer}: {record.note.text}"
    if record.superseded_by is not None:
        yield f"replaced by {record.superseded_by}"


__all__ = ["Day", "DayTake", "day_of"]
