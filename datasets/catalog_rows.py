"""What a row of the catalogue holds, and how rows are selected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .session import Session
from .take import TakeRecord

NOT_REVIEWED = "none"
"""Review of a take that nobody has reviewed."""

_OF_RECORD = (
    "id",
    "session",
    "sha256",
    "frames",
    "seconds",
    "faces",
    "analysed",
    "label",
    "family",
    "pai",
    "subject",
    "target",
    "lighting",
    "protocol",
    "step",
    "repetition",
    "score",
    "decision",
    "status",
    "state",
    "frames_known_lost",
    "dropped",
    "bona_fide",
    "usable",
    "registered_utc",
    "superseded_by",
)
_OF_SESSION = ("site", "operator", "camera", "privacy", "station")
FIELDS = (*_OF_RECORD, "path", "recorded_utc", "review", *_OF_SESSION)
"""Columns by which takes are selected and ordered.

Those of :class:`~.take.TakeRecord` and :class:`~.session.Session`; ``state`` is the status or
``superseded``, ``review`` the verdict or ``none``, ``recorded_utc`` when the recording began
(when it was registered, in lines of early versions), ``path`` relative to the root.
"""

COLUMNS = (*FIELDS, "record", "later")
"""``record`` is the take's line, ``later`` what later lines made of it; both JSON."""

_BOOLEAN = ("bona_fide", "usable")
_LATER = ("superseded_by", "review", "trim", "relabel", "recorded", "note", "mark")


@dataclass(frozen=True, slots=True)
class Range:
    """A filter for numbers and times: ``low <= value < high`` where they are given.

    Parameters
    ----------
    low, high
        Numbers, or ISO 8601 text in UTC for times; ``None`` leaves that side open.
    closed
        Whether ``high`` itself is inside.
    """

    low: float | str | None = None
    high: float | str | None = None
    closed: bool = False


def row_of(record: TakeRecord, session: Session | None) -> tuple[object, ...]:
    """Return the row of a take, in the order of :data:`COLUMNS`."""
    content: dict[str, Any] = {name: getattr(record, name) for name in _OF_RECORD}
    content |= {name: getattr(session, name, None) for name in _OF_SESSION}
    content["path"] = f"sessions/{record.session}/{record.file}"
    content["recorded_utc"] = record.created_utc or record.registered_utc
    content["review"] = NOT_REVIEWED if record.review is None else record.review.verdict
    content["record"] = record.model_dump_json()
    later = {name: value for name in _LATER if (value := getattr(record, name)) is not None}
    content["later"] = json.dumps(later, default=_content) if later else None
    return tuple(content[name] for name in COLUMNS)


def record_of_row(record: str, later: str | None) -> TakeRecord:
    """Return the take of a row.

    Raises
    ------
    ValueError
        When the row is damaged.
    """
    if later is None:
        return TakeRecord.model_validate_json(record)
    return TakeRecord.model_validate({**json.loads(record), **json.loads(later)})


def condition(filters: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return filters as an SQL condition and its values.

    Parameters
    ----------
    filters
        By a name of :data:`FIELDS`: a value (``None`` selects takes without one), several in
        a list, tuple or set, or a :class:`Range`.

    Raises
    ------
    ValueError
        For an unknown field.
    """
    parts: list[str] = []
    values: list[Any] = []
    for name, wanted in filters.items():
        check_field(name)
        if isinstance(wanted, Range):
            for sign, limit in (
                (">=", wanted.low),
                ("<=" if wanted.closed else "<", wanted.high),
            ):
                if limit is not None:
                    parts.append(f"{name} {sign} ?")
                    values.append(limit)
        elif isinstance(wanted, list | tuple | set | frozenset):
            # one text for any number: SQLite has a limit of marks in a statement
            parts.append(f"{name} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(wanted)))
        else:
            parts.append(f"{name} IS ?")
            values.append(wanted)
    return " AND ".join(parts) or "1", values


def ordering(order: str, *, descending: bool) -> str:
    """Return the order of takes as SQL; equal ones stand by registration and id.

    Raises
    ------
    ValueError
        For an unknown field.
    """
    check_field(order)
    turn = "DESC" if descending else "ASC"
    # takes without a value come last, whichever way the others run
    return f"{order} IS NULL, {order} {turn}, registered_utc {turn}, id {turn}"


def check_field(name: str) -> None:
    """Check the name of a field.

    Raises
    ------
    ValueError
        The text lists those that exist.
    """
    if name not in FIELDS:
        raise ValueError(f"unknown field {name!r}; there are {', '.join(FIELDS)}")


def readable(row: tuple[Any, ...]) -> dict[str, Any]:
    """Return the fields of a row by name."""
    content = dict(zip(FIELDS, row, strict=True))
    for name in _BOOLEAN:
        content[name] = bool(content[name])
    return content


def _content(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} is no part of a line")
