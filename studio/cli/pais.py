"""``pai``: the registry of attack instruments, and the labels to print for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from liveness.datasets.errors import UsageError
from liveness.datasets.model import describe_validation
from liveness.datasets.pai import Pai, PaiBook, Recipe
from liveness.datasets.store import DatasetRoot
from liveness.studio.labels import attach_photo, write_label

from .shared import Format, emit

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
IdOption = Annotated[str, typer.Option("--id", help="Id of the PAI.")]


def add(
    root: RootArgument,
    id_: IdOption,
    species: Annotated[str, typer.Option(help="PAI species, for instance print-matte.")],
    target: Annotated[str | None, typer.Option(help="Whom it shows (pseudonym).")] = None,
    made: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it was made.")
    ] = None,
    age_limit: Annotated[
        int | None, typer.Option(help="Days after which it no longer counts as fresh.")
    ] = None,
    source: Annotated[str, typer.Option(help="Where its picture came from; no name.")] = "",
    printer: Annotated[str, typer.Option(help="Printer of a print.")] = "",
    dpi: Annotated[int | None, typer.Option(help="Dots per inch of a print.")] = None,
    paper: Annotated[str, typer.Option(help="Paper of a print.")] = "",
    device: Annotated[str, typer.Option(help="Phone, tablet or monitor.")] = "",
    screen: Annotated[str, typer.Option(help="Kind and resolution of its screen.")] = "",
    brightness: Annotated[float | None, typer.Option(help="Its brightness, %.")] = None,
    material: Annotated[str, typer.Option(help="Material of a mask.")] = "",
    generator: Annotated[str, typer.Option(help="Program that made the face.")] = "",
    steps: Annotated[str, typer.Option(help="What else one must know to make it.")] = "",
) -> None:
    """Register an attack instrument with its recipe."""
    try:
        recipe = Recipe(
            printer=printer, dpi=dpi, paper=paper, device=device, screen=screen,
            brightness_percent=brightness, material=material, generator=generator, steps=steps,
        )  # fmt: skip
        pai = Pai(
            id=id_,
            species=species,
            target=target,
            source=source,
            recipe=recipe,
            made=made.date() if made else None,
            age_limit_days=age_limit,
        )
    except ValidationError as error:
        raise UsageError("E-PAI-04", "this is no PAI", describe_validation(error)) from error
    dataset = DatasetRoot.open_or_create(root)
    PaiBook(dataset.path).add(pai)
    typer.echo(f"PAI {id_} ({species}) registered in {root}")
    typer.echo(f"its label to print: liveness-studio pai label {root} --id {id_}", err=True)


def label(
    root: RootArgument,
    id_: IdOption,
    path: Annotated[
        Path | None, typer.Option("--out", help="PNG to write; ID.png if left out.")
    ] = None,
) -> None:
    """Draw the QR label of a PAI, to be printed at 300 dots per inch."""
    pai = PaiBook(DatasetRoot.open(root).path).get(id_)
    typer.echo(str(write_label(pai, path or Path(f"{id_}.png"))))


def photo(
    root: RootArgument,
    id_: IdOption,
    picture: Annotated[Path, typer.Argument(help="Photograph of making, use or keeping.")],
) -> None:
    """Keep a photograph as evidence of a PAI; what the camera wrote into it is left out."""
    book = PaiBook(DatasetRoot.open(root).path)
    pai = attach_photo(book, id_, picture)
    typer.echo(f"PAI {id_} has {len(pai.evidence)} photographs")


def show(
    root: RootArgument,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """List the registered PAIs."""
    today = datetime.now(UTC).date()
    rows: list[dict[str, object]] = []
    for pai in PaiBook(DatasetRoot.open(root).path):
        recipe = [str(v) for v in pai.recipe.model_dump().values() if v not in ("", None)]
        rows.append(
            {
                "id": pai.id,
                "species": pai.species,
                "target": pai.target,
                "made": pai.made.isoformat() if pai.made else None,
                "recipe": ", ".join(recipe),
                "photographs": len(pai.evidence),
                "state": pai.fault(today) or "fresh",
            }
        )
    columns = ("id", "species", "target", "made", "recipe", "photographs", "state")
    empty = "no PAIs yet: liveness-studio pai add ROOT --id ID --species SPECIES"
    emit(rows, columns, format_, empty=empty)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="Registry of attack instruments.", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("add")(add)
    group.command("label")(label)
    group.command("photo")(photo)
    group.command("list")(show)
    app.add_typer(group, name="pai")
