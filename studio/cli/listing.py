"""``list``: the takes of a dataset, by filters over the catalogue."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from liveness.datasets.amendments import BONA_FIDE, Verdict
from liveness.datasets.catalog import Catalog
from liveness.datasets.catalog_rows import NOT_REVIEWED, Range
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.species import SPECIES, Family
from liveness.datasets.splits import divide, load_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .planning import ClaimOption, tell_takes
from .shared import TAKE_COLUMNS, Format, emit, take_row

STATES = ("complete", "incomplete", "recovered", "superseded")
_SHOWN = 20
"""Values that an error names one by one."""

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]
Words = list[str] | None


def _filter(*names: str, text: str) -> Any:
    return typer.Option(
        *names, help=f"Only {text}; may be repeated.", show_default=False, metavar="TEXT"
    )


def list_takes(
    root: RootArgument,
    label: Annotated[Words, _filter("--label", text="bona-fide, or a species")] = None,
    family: Annotated[Words, _filter("--family", text="this family of species")] = None,
    subject: Annotated[Words, _filter("--subject", text="this subject")] = None,
    target: Annotated[Words, _filter("--target", text="attacks that show this person")] = None,
    session: Annotated[Words, _filter("--session", text="this session")] = None,
    state: Annotated[
        Words, _filter("--state", "--status", text=f"this state ({', '.join(STATES)})")
    ] = None,
    review: Annotated[
        Words, _filter("--review", text="this review (accept, reject, retake, none)")
    ] = None,
    operator: Annotated[Words, _filter("--operator", text="this operator")] = None,
    protocol: Annotated[Words, _filter("--protocol", text="this protocol")] = None,
    lighting: Annotated[Words, _filter("--lighting", text="this light")] = None,
    since: Annotated[
        str | None, typer.Option(help="Recorded on this day or time (UTC), or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Recorded on this day or before this time (UTC).")
    ] = None,
    score_min: Annotated[float | None, typer.Option(help="Least score.")] = None,
    score_max: Annotated[float | None, typer.Option(help="Largest score.")] = None,
    split: Annotated[
        str | None, typer.Option(help="Only takes in this split; NAME:PART for one part.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many takes.")] = None,
    claim: ClaimOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """List the takes of a dataset."""
    dataset = DatasetRoot.open(root)
    words = {
        "label": label,
        "family": family,
        "subject": subject,
        "target": target,
        "session": session,
        "state": state,
        "review": review,
        "operator": operator,
        "protocol": protocol,
        "lighting": lighting,
    }
    with Catalog(dataset) as catalog:
        filters = _filters(dataset, catalog, words)
        filters |= _ranges(since, until, score_min, score_max)
        if split is not None:
            filters |= _in_split(dataset, split)
        if claim is not None:
            tell_takes(catalog.takes(limit=limit, **filters), claim, format_)
            return
        rows = _rows(catalog, filters, limit)
    _tell(rows, format_, "no such takes" if filters else "no takes yet")


def _tell(rows: list[dict[str, Any]], format_: Format, empty: str) -> None:
    more = [name for name in ("review", "note") if any(row[name] for row in rows)]
    if any(row["outcome"] in ("aborted", "non-response") for row in rows):
        more.insert(0, "outcome")
    columns = list(rows[0]) if rows and format_ is Format.csv else [*TAKE_COLUMNS, *more]
    title = f"{len(rows)} take{'' if len(rows) == 1 else 's'}"
    emit(rows, columns, format_, title=title, empty=empty)


def _filters(dataset: DatasetRoot, catalog: Catalog, words: dict[str, Words]) -> dict[str, Any]:
    """Return the filters that were given, each value checked."""
    given = {field: wanted for field, wanted in words.items() if wanted}
    for field, wanted in given.items():
        _check(catalog, field, wanted, _legitimate(dataset, field))
    return dict(given)


def _ranges(
    since: str | None, until: str | None, score_min: float | None, score_max: float | None
) -> dict[str, Any]:
    ranges: dict[str, Any] = {}
    if since is not None or until is not None:
        ranges["recorded_utc"] = Range(_instant("since", since), _instant("until", until))
    if score_min is not None or score_max is not None:
        ranges["score"] = Range(score_min, score_max, closed=True)
    return ranges


def _in_split(dataset: DatasetRoot, text: str) -> dict[str, Any]:
    """Return the filter of ``NAME`` or ``NAME:PART``.

    Raises
    ------
    UsageError
        ``E-DAT-33`` for an unknown split, ``E-DAT-30`` for an unknown part.
    """
    name, colon, part = text.partition(":")
    parts = divide(
        load_split(dataset.path, name), dataset.takes(), dataset.subject_keys()
    ).parts
    if colon and part not in parts:
        there = ", ".join(parts)
        raise UsageError(
            "E-DAT-30", f"split {name} has no part {part!r}", f"there are {there}", ""
        )
    chosen = [parts[part]] if colon else list(parts.values())
    return {"id": [record.id for records in chosen for record in records]}


def _rows(catalog: Catalog, filters: dict[str, Any], limit: int | None) -> list[dict[str, Any]]:
    takes = catalog.takes(limit=limit, **filters)
    fields = catalog.query(limit=limit, **filters)
    return [
        take_row(record) | _more(entry) | _said(record)
        for record, entry in zip(takes, fields, strict=True)
    ]


_MORE = (
    "family",
    "pai",
    "lighting",
    "protocol",
    "step",
    "repetition",
    "site",
    "operator",
    "camera",
    "recorded_utc",
    "path",
)
"""What CSV and JSON say of a take beside what a table shows."""


def _more(entry: dict[str, Any]) -> dict[str, object]:
    review = entry["review"]
    return {
        "review": None if review == NOT_REVIEWED else review,
        **{name: entry[name] for name in _MORE},
    }


def _said(record: TakeRecord) -> dict[str, object]:
    """Return what became of a take, and what somebody wants to be known of it."""
    note = None if record.note is None else record.note.text or None
    return {"outcome": record.result, "note": note}


def _legitimate(dataset: DatasetRoot, field: str) -> Iterable[str]:
    """Return values that may be asked for although no take has them."""
    if field == "label":
        return (BONA_FIDE, *(species.id for species in SPECIES))
    if field == "family":
        return get_args(Family)
    if field == "state":
        return STATES
    if field == "review":
        return (*get_args(Verdict), NOT_REVIEWED)
    if field == "session":
        return (session.id for session in dataset.sessions())
    if field in ("subject", "target"):
        try:
            return (consent.subject for consent in list(dataset.consents))
        except LivenessError:  # verify names a damaged record
            return ()
    return ()


def _check(
    catalog: Catalog, field: str, wanted: Sequence[str], legitimate: Iterable[str]
) -> None:
    """Refuse what no take has and none could have, and list what there is.

    Raises
    ------
    UsageError
        ``E-DAT-30``.
    """
    there = [str(value) for value in catalog.counts(field) if value is not None]
    known = {*there, *legitimate}
    for value in wanted:
        if value in known:
            continue
        near = difflib.get_close_matches(value, sorted(known), 1)
        shown = ", ".join(there[:_SHOWN])
        more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
        measured = f"there are {shown}{more}" if there else f"no take says its {field}"
        remedy = f"perhaps {near[0]} is meant" if near else "give one that exists"
        raise UsageError("E-DAT-30", f"no take has {field} {value!r}", measured, remedy)


def _instant(option: str, text: str | None) -> str | None:
    """Return a day or time as takes bear it; ``until`` a day means to its end.

    Raises
    ------
    UsageError
        ``E-DAT-30``.
    """
    if text is None:
        return None
    try:
        try:
            day = date.fromisoformat(text)
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
            if option == "until" and day < date.max:
                moment += timedelta(days=1)
        except ValueError:
            moment = datetime.fromisoformat(text)
            moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            "E-DAT-30",
            f"--{option} {text!r} is no day or time",
            "",
            "write 2026-11-22 or 2026-11-22T14:30",
        ) from error
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(list_takes)
