"""Reviewing a take: accept or reject, correct the label, trim; the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from .amendments import BONA_FIDE, REASONS, Relabel, Review, Trim, Unreview, Verdict
from .durable import append_line
from .errors import UsageError
from .model import Model, describe_validation
from .register import read_reviews
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
) -> Review:
    """Note what a reviewer decided on a take.

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


def withdraw_review(root: DatasetRoot, id_: str, *, reviewer: str) -> Unreview:
    """Take back a reviewer's own last review; what was reviewed before counts again.

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
    return _append(root, record, Unreview, reviewer=reviewer)


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

    Raises
    ------
    UsageError
        ``E-DAT-17`` for an unknown take, ``E-LAB-05`` for times that leave nothing.
    StorageError
        When the line cannot be written.
    """
    record = find_take(root, id_)
    return _append(
        root, record, Trim, start_ns=start_ns, end_ns=end_ns, reviewer=reviewer, note=note
    )


def _append(
    root: DatasetRoot, record: TakeRecord, kind: type[_Line], **content: object
) -> _Line:
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
