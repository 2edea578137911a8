"""``consent add`` and ``consent withdraw``: without a record nothing is recorded."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from liveness.datasets.agreeing import store_consent
from liveness.datasets.consent import Consent
from liveness.datasets.consent_text import ConsentText
from liveness.datasets.erasure.erasing import preview_erasure
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.model import describe_validation
from liveness.datasets.store import DatasetRoot
from liveness.studio.consents import find_text, known_texts, read_own_text

from .erasing import YesOption, confirm, erase_and_report, show_plan
from .groups import groups
from .shared import Format, emit, fail, note

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
IdOption = Annotated[str, typer.Option("--id", help="Id of the consent record.")]


def add(
    root: RootArgument,
    id_: IdOption,
    subject: Annotated[str, typer.Option(help="Pseudonym of the person; never a name.")],
    scope: Annotated[
        str,
        typer.Option(help="What is allowed, with commas: record,audio,train,evaluate,share."),
    ] = "record,train,evaluate",
    expires: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day on which it holds."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="Id of the text that was read, or its TOML file; see consent texts."),
    ] = None,
    language: Annotated[str, typer.Option(help="In which language it was read.")] = "en",
    signature: Annotated[
        str | None, typer.Option(help="The subject's own id, as the subject typed it.")
    ] = None,
    retain_until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day on which takes may be kept."),
    ] = None,
) -> None:
    """Write down that a subject agreed to be recorded."""
    words = [word.strip() for word in scope.split(",") if word.strip()]
    content: dict[str, object] = {
        "id": id_,
        "subject": subject,
        "scope": words,
        "signature": signature,
        "expires": expires.date() if expires else None,
        "retain_until": retain_until.date() if retain_until else None,
    }
    read = None if text is None else find_text(text, language, root)
    if read is not None:
        content |= {
            "form": read.id,
            "form_version": f"{read.id}-{read.version}",
            "form_sha256": read.sha256,
            "language": read.language,
        }
    try:
        consent = Consent.model_validate(content)
    except ValidationError as error:
        raise UsageError(
            "E-CON-04", "this is no consent", describe_validation(error)
        ) from error
    store_consent(DatasetRoot.open_or_create(root), consent, read)
    typer.echo(f"consent {id_} of {subject} added to {root}: {', '.join(consent.scope)}")
    fault = consent.fault()
    if fault:
        typer.echo(f"note: with it nothing can be recorded: {fault}", err=True)


def withdraw(
    root: RootArgument,
    id_: IdOption,
    erase: Annotated[
        bool,
        typer.Option("--erase", help="Erase all of its subject, under whichever consent."),
    ] = False,
    yes: YesOption = False,
    format_: Annotated[
        Format, typer.Option("--format", help="How to report the erasure.")
    ] = Format.table,
) -> None:
    """Mark a consent as withdrawn: nothing more is recorded with it."""
    dataset = DatasetRoot.open(root)
    subject = dataset.consents.get(id_).subject
    where = shlex.quote(str(root))
    if erase and not yes:
        show_plan(preview_erasure(dataset, subject), Format.table)
        confirm(subject, f"consent withdraw {where} --id {id_} --erase --yes")
    consent = dataset.consents.withdraw(id_)
    said = f"consent {id_} of {consent.subject} is withdrawn since {consent.withdrawn_utc}"
    typer.echo(said, err=erase and format_ is Format.json)
    if erase:
        erase_and_report(dataset, subject, "consent withdrawn", format_)
    else:
        note(
            "takes that exist stay until they are erased: "
            f"liveness-studio erase {where} --subject {subject}"
        )


def show(
    root: RootArgument,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """List the consent records."""
    rows: list[dict[str, object]] = [
        {
            "id": consent.id,
            "subject": consent.subject,
            "scope": ",".join(consent.scope),
            "text": consent.form_version,
            "language": consent.language,
            "granted": consent.granted_utc,
            "expires": consent.expires.isoformat() if consent.expires else None,
            "state": consent.fault() or "valid",
        }
        for consent in DatasetRoot.open(root).consents
    ]
    emit(
        rows,
        ("id", "subject", "scope", "text", "language", "granted", "expires", "state"),
        format_,
        empty="no consent records yet: liveness-studio consent add ROOT --id ID --subject ID",
    )


def texts(
    root: Annotated[
        Path | None, typer.Argument(help="A dataset, whose own texts are listed, too.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option(help="A TOML file with a text of your own, to be checked.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """List the texts that a subject may read, or check one of your own."""
    if check is not None:
        found: list[ConsentText] = [read_own_text(check)]
        faults: list[LivenessError] = []
    else:
        found, faults = known_texts(None if root is None else DatasetRoot.open(root).path)
    rows: list[dict[str, object]] = [
        {
            "id": each.id,
            "version": each.version,
            "language": each.language,
            "title": each.title,
            "sha256": each.sha256,
        }
        for each in found
    ]
    emit(rows, ("id", "version", "language", "title"), format_)
    for fault in faults:
        fail(fault)
    if faults:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Consent records.", no_args_is_help=True, rich_markup_mode=None)
    group.command("add")(add)
    group.command("withdraw")(withdraw)
    group.command("list")(show)
    group.command("texts")(texts)
    group.command("groups")(groups)
    app.add_typer(group, name="consent")
