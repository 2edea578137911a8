"""``consent add`` and ``consent withdraw``: without a record nothing is recorded."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from liveness.datasets.consent import Consent
from liveness.datasets.erasure.erasing import preview_erasure
from liveness.datasets.errors import UsageError
from liveness.datasets.model import describe_validation
from liveness.datasets.store import DatasetRoot

from .erasing import YesOption, confirm, erase_and_report, show_plan
from .shared import Format, emit, note

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
) -> None:
    """Write down that a subject agreed to be recorded."""
    words = [word.strip() for word in scope.split(",") if word.strip()]
    try:
        consent = Consent.model_validate(
            {
                "id": id_,
                "subject": subject,
                "scope": words,
                "expires": expires.date() if expires else None,
            }
        )
    except ValidationError as error:
        raise UsageError(
            "E-CON-04", "this is no consent", describe_validation(error)
        ) from error
    DatasetRoot.open_or_create(root).consents.add(consent)
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
            "granted": consent.granted_utc,
            "expires": consent.expires.isoformat() if consent.expires else None,
            "state": consent.fault() or "valid",
        }
        for consent in DatasetRoot.open(root).consents
    ]
    emit(
        rows,
        ("id", "subject", "scope", "granted", "expires", "state"),
        format_,
        empty="no consent records yet: liveness-studio consent add ROOT --id ID --subject ID",
    )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Consent records.", no_args_is_help=True, rich_markup_mode=None)
    group.command("add")(add)
    group.command("withdraw")(withdraw)
    group.command("list")(show)
    app.add_typer(group, name="consent")
