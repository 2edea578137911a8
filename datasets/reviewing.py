"""Reviewing a take: accept or reject, correct the label, trim; the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from .amendments import (
    BONA_FIDE,
    REASONS,
    Mark,
    MarkedOutcome,
    Note,
    Relabel,
    Review,
    Trim,
    Undo,
    Unreview,
    Verdict,
    new_key,
)
from .durable import append_line
from .errors import UsageError
from .model import Model, describe_validation
from .register import read_lines, read_reviews
from .species import Species, find_species
from .store import DatasetRoot
from .take import TakeRecord

_Line = TypeVar("_Line", bound=Model)


def find_take(root: DatasetRoot, id_: str) -> TakeRecord:
    """Return a registered take by id.

    Raises
    ------
    UsageError
        ``E-DAT-17``, when none has this id.
    """
    for record in root.takes():
        if record.id == id_:
            return record
    raise UsageError(
        "E-DAT-17",
        f"there is no take {id_!r}",
        f"looked in {root.path}",
        "list shows the takes of a dataset",
    )


def review_take(
    root: DatasetRoot,
    id_: str,
    verdict: Verdict,
    *,
    reviewer: str,
    reasons: Iterable[str] = (),
    note: str = "",
    key: str | None = None,
) -> Review:
    """Note what a reviewer decided on a take; ``key`` names the line for `take_back`.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` for fields that do not fit.
    StorageError
        When the line cannot be written.
    """
    return _append(
        root,
        find_take(root, id_),
        Review,
        verdict=verdict,
        reviewer=reviewer,
        reasons=tuple(reasons),
        note=note,
        key=key,
    )


def check_reasons(verdict: Verdict, reasons: Iterable[str]) -> tuple[str, ...]:
    """Return the reasons of a review.

    Raises
    ------
    UsageError
        ``E-LAB-05``, for a reason without a code, or where a reject or a retake has none.
    """
    found = tuple(dict.fromkeys(reasons))
    codes = ", ".join(f"'{reason}'" for reason in REASONS)
    for reason in found:
        if reason not in REASONS:
            raise UsageError("E-LAB-05", f"{reason!r} is no reason", "", f"use one of {codes}")
    if verdict != "accept" and not found:
        raise UsageError(
            "E-LAB-05", f"a {verdict} needs a reason", "none was given", f"give one of {codes}"
        )
    return found


def withdraw_review(
    root: DatasetRoot, id_: str, *, reviewer: str, key: str | None = None
) -> Unreview:
    """Take back a reviewer's own last review; what was reviewed before counts again.

    ``key`` names the line for `take_back`.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` where this reviewer has none there.
    StorageError
        When the line cannot be written.
    """
    record = find_take(root, id_)
    reviewers = {review.reviewer for review in read_reviews(root.path).get(id_, ())}
    if reviewer not in reviewers:
        raise UsageError(
            "E-LAB-05",
            f"there is no review of {reviewer!r} to take back",
            f"take {id_} was reviewed by {', '.join(sorted(reviewers)) or 'nobody'}",
            "everybody takes back only what they said",
        )
    return _append(root, record, Unreview, reviewer=reviewer, key=key)


def relabel_take(
    root: DatasetRoot,
    id_: str,
    label: str,
    *,
    reviewer: str,
    target: str | None = None,
    pai: str | None = None,
    note: str = "",
    known: Iterable[Species] = (),
    key: str | None = None,
) -> Relabel:
    """Correct what a take shows.

    Parameters
    ----------
    root
        The dataset.
    id_
        The take.
    label
        ``bona-fide`` or a species id, shipped or in ``known``.
    reviewer
        Pseudonym of the person who corrects it.
    target, pai
        The person whom the PAI shows, and the PAI; those that stand so far are kept by
        giving them again.
    note
        Free text; never a name.
    known
        Species that a protocol adds to those that ship.
    key
        Names the line for `take_back`.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-01`` for an unknown species, ``E-LAB-05``
        for fields that do not fit.
    StorageError
        When the line cannot be written.
    """
    record = find_take(root, id_)
    if label == BONA_FIDE and record.subject is None:
        raise UsageError(
            "E-LAB-05",
            f"take {id_} cannot be bona fide",
            "no subject was before the camera",
            "check the take and its label",
        )
    family = None if label == BONA_FIDE else find_species(label, known).family
    line = _append(
        root,
        record,
        Relabel,
        label=label,
        family=family,
        target=target,
        pai=pai,
        reviewer=reviewer,
        note=note,
        key=key,
    )
    # the table shows the label that counts
    root.write_manifest()
    return line


def trim_take(
    root: DatasetRoot,
    id_: str,
    start_ns: int | None,
    end_ns: int | None,
    *,
    reviewer: str,
    note: str = "",
    key: str | None = None,
) -> Trim:
    """Note which part of a take counts; ``None`` for both ends takes a trim back.

    Parameters
    ----------
    root
        The dataset.
    id_
        The take.
    start_ns, end_ns
        First instant that counts, and first that no longer does, nanoseconds on the take's
        own time axis.
    reviewer
        Pseudonym of the person who trims it.
    note
        Free text; never a name.
    key
        Names the line for `take_back`.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` for times that leave nothing.
    StorageError
        When the line cannot be written.
    """
    record = find_take(root, id_)
    return _append(
        root,
        record,
        Trim,
        start_ns=start_ns,
        end_ns=end_ns,
        reviewer=reviewer,
        note=note,
        key=key,
    )


def note_take(
    root: DatasetRoot, id_: str, text: str, *, reviewer: str, key: str | None = None
) -> Note:
    """Write down what is to be known of a take; an empty text clears what was written.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` for a text that does not fit.
    StorageError
        When the line cannot be written.
    """
    return _append(root, find_take(root, id_), Note, text=text, reviewer=reviewer, key=key)


def mark_take(
    root: DatasetRoot,
    id_: str,
    outcome: MarkedOutcome,
    *,
    reviewer: str,
    reason: str = "",
    key: str | None = None,
) -> Mark:
    """Say what a presentation came to where the program saw otherwise.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` for fields that do not fit.
    StorageError
        When the line cannot be written.
    """
    return _append(
        root,
        find_take(root, id_),
        Mark,
        outcome=outcome,
        reason=reason,
        reviewer=reviewer,
        key=key,
    )


def take_back(
    root: DatasetRoot, id_: str, of: str, *, reviewer: str, key: str | None = None
) -> Undo:
    """Take back one line of a take by its key; taking an undo back is to do it again.

    Nothing is removed: the register gets one more line.

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` where it has no line of this key by this
        reviewer: nobody takes back another's.
    StorageError
        When the line cannot be written.
    """
    record = find_take(root, id_)
    path = root.take_path(record).parent / "takes.jsonl"
    wanted = {"id": id_, "key": of, "reviewer": reviewer}
    lines = [line for _, line in read_lines(path) if line and wanted.items() <= line.items()]
    if not lines:
        raise UsageError(
            "E-LAB-05",
            f"there is nothing of {reviewer!r} to take back",
            f"take {id_} has no line {of} of theirs",
            "everybody takes back only what they said",
        )
    line = _append(root, record, Undo, of=of, reviewer=reviewer, key=key)
    if any(each["event"] in ("relabel", "undo") for each in lines):
        # the table shows the label that counts
        root.write_manifest()
    return line


def _append(
    root: DatasetRoot, record: TakeRecord, kind: type[_Line], **content: object
) -> _Line:
    content["key"] = content.get("key") or new_key()
    try:
        line = kind.model_validate({"id": record.id, **content})
    except ValidationError as error:
        raise UsageError(
            "E-LAB-05",
            f"take {record.id} cannot be amended so",
            describe_validation(error),
            "correct the value",
        ) from error
    folder = root.take_path(record).parent
    append_line(folder / "takes.jsonl", line.model_dump_json())
    return line
