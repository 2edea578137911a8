"""``erase``: everything of one subject goes, and the proof of it is printed."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from liveness.datasets.erasure.erasing import erase_subject, preview_erasure, resume_erasure
from liveness.datasets.erasure.plan import (
    ErasurePlan,
    Progress,
    Reason,
    is_interrupted,
    load_plan,
)
from liveness.datasets.erasure.receipt import LOG_FILE, Receipt
from liveness.datasets.errors import UsageError
from liveness.datasets.store import DatasetRoot
from liveness.studio.taking import generator

from .shared import EXIT_FAULT, Format, check_pseudonyms, note, out, progress

T = TypeVar("T")

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report: table, json.")]


def erase(
    root: RootArgument,
    subject: Annotated[
        str | None, typer.Option(help="Pseudonym, as presenter or as target.")
    ] = None,
    yes: YesOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would go; change nothing.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an erasure that was interrupted.")
    ] = False,
    no_scan: Annotated[
        bool, typer.Option("--no-scan", help="Do not search every byte: nothing is proved.")
    ] = False,
    keep_found: Annotated[
        bool,
        typer.Option("--keep-found", help="End although copies were found; they are named."),
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Erase a subject: takes, journals, scores, exports, consents, keys; with a receipt.

    Exit status 1: something of the subject was found afterwards; see docs/erasure.md.
    """
    dataset = DatasetRoot.open(root)
    if (subject is None) is not resume:
        raise UsageError(
            "E-CMD-01", "give one of --subject and --resume", "", "see erase --help"
        )
    if format_ is Format.csv:
        raise UsageError("E-CMD-01", "a receipt is no table", "", "use --format json")
    check_pseudonyms(subject=subject)
    if subject is None:
        receipt = _run(
            dataset,
            lambda tell: resume_erasure(
                dataset, progress=tell, scan=not no_scan, keep_found=keep_found
            ),
        )
        if receipt is None:
            note("no erasure waits to be finished")
        else:
            finish(dataset, receipt, format_)
        return
    if dry_run:
        show_plan(_plan_of(dataset, subject), format_)
        return
    if not yes:
        show_plan(_plan_of(dataset, subject), Format.table)
        confirm(subject, f"erase {shlex.quote(str(root))} --subject {subject} --yes")
    erase_and_report(
        dataset, subject, "request", format_, scan=not no_scan, keep_found=keep_found
    )


def erase_and_report(
    dataset: DatasetRoot,
    subject: str,
    reason: Reason,
    format_: Format,
    *,
    scan: bool = True,
    keep_found: bool = False,
) -> None:
    """Erase with progress, print the receipt, and exit with 1 when something was found."""
    receipt = _run(
        dataset,
        lambda tell: erase_subject(
            dataset,
            subject,
            reason=reason,
            generator=generator(),
            progress=tell,
            scan=scan,
            keep_found=keep_found,
        ),
    )
    finish(dataset, receipt, format_)


def _plan_of(dataset: DatasetRoot, subject: str) -> ErasurePlan:
    """Return the plan of an erasure that waits, or a new one."""
    waiting = load_plan(dataset)
    if waiting is not None and waiting.label == subject:
        return waiting
    return preview_erasure(dataset, subject)


def _run(dataset: DatasetRoot, work: Callable[[Progress], T]) -> T:
    """Do the work with a progress bar, and say what a cancelled erasure means."""
    with progress() as bar:
        task = bar.add_task("erasing", total=None)

        def tell(done: int, of: int, what: str) -> None:
            shown = 100 * done // of if of else 0
            bar.update(task, description=what, completed=shown, total=100 if of else None)

        try:
            return work(tell)
        except KeyboardInterrupt:
            if is_interrupted(dataset):
                note("the next erase, recover or start of the studio goes on with it")
            raise


def confirm(subject: str, command: str) -> None:
    """Let the user type the pseudonym.

    Raises
    ------
    UsageError
        ``E-ERA-02``, when there is no terminal to ask on, or something else was typed.
    """
    if not sys.stdin.isatty():
        raise UsageError(
            "E-ERA-02",
            "nothing was erased: nobody can be asked here",
            "the standard input is no terminal",
            f"give --yes: liveness-studio {command}",
        )
    typed = typer.prompt(f"There is no way back. Type {subject} to erase all this", err=True)
    if typed.strip() != subject:
        raise UsageError("E-ERA-02", "nothing was erased", f"typed {typed.strip()!r}")


def show_plan(plan: ErasurePlan, format_: Format) -> None:
    """Print what an erasure would remove."""
    content: dict[str, object] = {
        "subject": plan.label,
        "takes": [take.id for take in plan.takes],
        "files": list(plan.files),
        "bytes": plan.bytes,
        "journals": plan.journals,
        "consents": list(plan.consents),
        "lines": plan.lines,
        "exports": list(plan.exports),
        "models": list(plan.models),
        "unread": list(plan.unread),
    }
    if format_ is Format.json:
        typer.echo(json.dumps(content, indent=2))
        return
    out.print(f"Of {plan.label} would go:", markup=False)
    frames = sum(take.frames for take in plan.takes)
    rows = [
        f"{_many(len(plan.takes), 'take')}, {_many(frames, 'frame')}",
        f"{_many(len(plan.files), 'file')}, {_size(plan.bytes)}"
        + (f", {_many(plan.journals, 'journal')} among them" if plan.journals else ""),
        _many(len(plan.consents), "consent record"),
        f"{_many(sum(plan.lines.values()), 'line')} in {_many(len(plan.lines), 'register')}",
        "its key",
    ]
    rows += [f"its part of {name}" for name in plan.exports]
    rows += [f"its mention in {name}, which is to be made again" for name in plan.models]
    for row in rows:
        out.print(f"  {row}", markup=False, soft_wrap=True)
    for name in plan.unread:
        note(f"{name} cannot be read: nobody can say whom it shows; it stays")


def finish(dataset: DatasetRoot, receipt: Receipt, format_: Format) -> None:
    """Print a receipt; exit with 1 when something of the subject was found."""
    if format_ is Format.json:
        typer.echo(receipt.model_dump_json(indent=2))
    else:
        for line in receipt_lines(receipt):
            out.print(line, markup=False, soft_wrap=True)
        if receipt.complete:
            out.print(f"receipt {receipt.id} in {dataset.path / LOG_FILE}", soft_wrap=True)
    found = receipt.scan.found if receipt.scan is not None else ()
    if not found:
        return
    if not receipt.complete:
        note(open_still(dataset))
    raise typer.Exit(EXIT_FAULT)


def open_still(dataset: DatasetRoot) -> str:
    """Return what to do about copies that an erasure has found."""
    where = shlex.quote(str(dataset.path))
    return (
        "the erasure stays open: remove what was found, then liveness-studio erase "
        f"{where} --resume; or end it with --keep-found"
    )


def receipt_lines(receipt: Receipt) -> list[str]:
    """Return a receipt for people, one fact a line."""
    count = receipt.counts
    lines = [
        f"erased: {_many(count['takes'], 'take')} ({_many(count['frames'], 'frame')}), "
        f"{_many(count['files'], 'file')} ({_size(receipt.bytes)}), "
        f"{_many(count['consents'], 'consent')}, {_many(count['lines'], 'line')}, "
        f"{_many(count['keys'], 'key')}"
    ]
    lines += [f"export {id_}: {result}" for id_, result in receipt.exports.items()]
    lines += [f"to be made again, without the takes: {name}" for name in receipt.models]
    scan = receipt.scan
    if scan is None:
        lines.append("not searched: nothing is proved")
    else:
        said = "nothing is left" if not scan.found else "found, and NOT erased:"
        lines.append(
            f"searched: {_many(scan.files, 'file')}, {_size(scan.bytes)}, "
            f"{_many(scan.patterns, 'pattern')}, {scan.seconds:.1f} s: {said}"
        )
        lines += [f"  {found.path}: {found.kind}" for found in scan.found]
    lines.append("not reached:")
    return lines + [f"  {line}" for line in receipt.not_reached]


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("erase")(erase)
