"""``review``, ``relabel``, ``trim``, ``mark``, ``note``: what is said of a take afterwards."""

from __future__ import annotations

import math
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from liveness.datasets.agreement import agreements
from liveness.datasets.amendments import (
    Mark,
    MarkedOutcome,
    Note,
    Relabel,
    Review,
    Trim,
    Unreview,
)
from liveness.datasets.errors import UsageError
from liveness.datasets.register import read_reviews
from liveness.datasets.reviewing import (
    check_reasons,
    find_take,
    mark_take,
    note_take,
    relabel_take,
    review_take,
    trim_take,
    withdraw_review,
)
from liveness.datasets.store import DatasetRoot
from liveness.studio.protocols import shipped_protocols

from .shared import Format, check_pseudonyms, emit

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
TakeArgument = Annotated[str, typer.Argument(help="Id of the take; list shows them.")]
ReviewerOption = Annotated[str, typer.Option(help="Who says so (pseudonym).")]
NoteOption = Annotated[str, typer.Option(help="Free text; never a name.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


class VerdictWord(StrEnum):
    """What a take comes to."""

    accept = "accept"
    reject = "reject"
    retake = "retake"


class OutcomeWord(StrEnum):
    """What a person may say that a presentation came to."""

    non_response = "non-response"
    aborted = "aborted"


def review(
    root: RootArgument,
    take: Annotated[str | None, typer.Argument(help="Id of the take.")] = None,
    verdict: Annotated[VerdictWord | None, typer.Option(help="What it comes to.")] = None,
    reviewer: Annotated[str | None, typer.Option(help="Who says so (pseudonym).")] = None,
    reason: Annotated[
        list[str] | None, typer.Option(help="Why; may be repeated.", show_default=False)
    ] = None,
    note: NoteOption = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back this reviewer's last review of the take.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Tell how far each two reviewers agree.")
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Accept or reject a take, or ask for a retake; the take file stays as it is."""
    dataset = DatasetRoot.open(root)
    if agreement:
        if take is not None or verdict is not None or undo:
            raise _usage("review", "--agreement goes without a take, a verdict and --undo")
        _tell_agreement(dataset, format_)
        return
    if take is None or reviewer is None or (verdict is None) == (not undo):
        raise _usage("review", "give a take, --reviewer, and either --verdict or --undo")
    check_pseudonyms(reviewer=reviewer)
    if undo:
        if reason or note:
            raise _usage("review", "--undo goes without a reason and a note")
        taken_back = withdraw_review(dataset, take, reviewer=reviewer)
        standing = find_take(dataset, take).review
        now = "not reviewed" if standing is None else _of(standing)
        _tell(taken_back, format_, f"review of {take} by {reviewer} taken back; now {now}")
        return
    assert verdict is not None
    said = review_take(
        dataset,
        take,
        verdict.value,
        reviewer=reviewer,
        reasons=check_reasons(verdict.value, reason or ()),
        note=note,
    )
    _tell(said, format_, f"{take}: {_of(said)}")


def relabel(
    root: RootArgument,
    take: TakeArgument,
    label: Annotated[str, typer.Option(help="bona-fide, or a PAI species.")],
    reviewer: ReviewerOption,
    target: Annotated[str | None, typer.Option(help="Whom it shows (pseudonym).")] = None,
    pai: Annotated[str | None, typer.Option(help="Id of the PAI.")] = None,
    note: NoteOption = "",
    format_: FormatOption = Format.table,
) -> None:
    """Correct what a take shows; target and PAI that are not given are none."""
    check_pseudonyms(reviewer=reviewer, target=target, pai=pai)
    dataset = DatasetRoot.open(root)
    species = [each for protocol in shipped_protocols() for each in protocol.species]
    line = relabel_take(
        dataset,
        take,
        label,
        reviewer=reviewer,
        target=target,
        pai=pai,
        note=note,
        known=species,
    )
    recorded = find_take(dataset, take).file_label
    _tell(line, format_, f"{take}: {label} by {reviewer}; recorded as {recorded}")


def trim(
    root: RootArgument,
    take: TakeArgument,
    reviewer: ReviewerOption,
    start: Annotated[
        float | None, typer.Option("--from", help="First second that counts.", min=0)
    ] = None,
    end: Annotated[
        float | None, typer.Option("--to", help="First second that no longer does.", min=0)
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Take the trim back: all of it counts.")
    ] = False,
    note: NoteOption = "",
    format_: FormatOption = Format.table,
) -> None:
    """Note which part of a take counts; the frames outside of it stay in the file."""
    if clear == (start is not None or end is not None):
        raise _usage("trim", "give --from and --to, or one of them, or else --clear")
    check_pseudonyms(reviewer=reviewer)
    dataset = DatasetRoot.open(root)
    seconds = find_take(dataset, take).seconds
    for option, value in (("--from", start), ("--to", end)):
        if value is not None and not math.isfinite(value):
            raise UsageError("E-LAB-05", f"{option} {value} is no time", "", "give seconds")
    if start is not None and start >= seconds:
        raise UsageError(
            "E-LAB-05",
            f"nothing of take {take} would be left",
            f"--from {start:g} s, the take lasts {seconds:.3f} s",
            "trim it inside of its length",
        )
    line = trim_take(dataset, take, _ns(start), _ns(end), reviewer=reviewer, note=note)
    first = "its beginning" if start is None else f"{start:g} s"
    last = "its end" if end is None else f"{end:g} s"
    part = "all of it counts" if clear else f"counts from {first} to {last}"
    _tell(line, format_, f"{take}: {part}, by {reviewer}")


def mark(
    root: RootArgument,
    take: TakeArgument,
    outcome: Annotated[OutcomeWord, typer.Option(help="What the presentation came to.")],
    reviewer: ReviewerOption,
    reason: Annotated[str, typer.Option(help="Why; never a name.")] = "",
    format_: FormatOption = Format.table,
) -> None:
    """Say that a presentation got no response, or was broken off and counts for nothing."""
    check_pseudonyms(reviewer=reviewer)
    dataset = DatasetRoot.open(root)
    known: MarkedOutcome = "aborted" if outcome is OutcomeWord.aborted else "non-response"
    line = mark_take(dataset, take, known, reviewer=reviewer, reason=reason)
    _tell(line, format_, f"{take}: {known} by {reviewer}" + (f" ({reason})" if reason else ""))


def note(
    root: RootArgument,
    take: TakeArgument,
    text: Annotated[str, typer.Option(help="Free text, never a name; empty clears.")],
    reviewer: ReviewerOption,
    format_: FormatOption = Format.table,
) -> None:
    """Write down what is to be known of a take."""
    check_pseudonyms(reviewer=reviewer)
    line = note_take(DatasetRoot.open(root), take, text, reviewer=reviewer)
    said = f"{take}: noted by {reviewer}" if text else f"{take}: note cleared by {reviewer}"
    _tell(line, format_, said)


def _ns(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1e9)


def _of(line: Review) -> str:
    why = f" ({', '.join(line.reasons)})" if line.reasons else ""
    return f"{line.verdict} by {line.reviewer}{why}"


def _tell(
    line: Review | Unreview | Relabel | Trim | Mark | Note, format_: Format, text: str
) -> None:
    if format_ is Format.table:
        typer.echo(text)
        return
    content: dict[str, Any] = line.model_dump(mode="json")
    if format_ is Format.csv:
        content["reasons"] = "; ".join(content.get("reasons", ()))
    emit([content], tuple(content), format_)


def _tell_agreement(dataset: DatasetRoot, format_: Format) -> None:
    found = agreements(read_reviews(dataset.path))
    rows = [asdict(each) for each in found]
    if format_ is not Format.json:
        rows = [row | {"differing": ", ".join(row["differing"])} for row in rows]
    columns = ("first", "second", "takes", "same", "kappa", "differing")
    emit(rows, columns, format_, empty="no take was reviewed by two people")


def _usage(command: str, text: str) -> UsageError:
    return UsageError("E-CMD-01", text, "", f"see liveness-studio {command} --help")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("review")(review)
    app.command("relabel")(relabel)
    app.command("trim")(trim)
    app.command("mark")(mark)
    app.command("note")(note)
