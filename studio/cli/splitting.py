"""``splits``: named, subject-disjoint splits of a dataset, kept in it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.splits import (
    Division,
    Split,
    divide,
    load_split,
    make_split,
    remove_split,
    split_names,
)
from liveness.datasets.store import DatasetRoot

from .shared import Format, emit, fail, note

_NAMED = 20
"""Takes that a remark names one by one."""
FAR = 0.1
"""Distance of a part's share from the one asked for that is worth a remark."""

RootArgument = Annotated[Path, typer.Argument(help="The dataset.")]
NameOption = Annotated[str, typer.Option("--name", help="Name of the split.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


def make(
    root: RootArgument,
    name: NameOption,
    parts: Annotated[
        str, typer.Option(help="Share of the people by part, with commas.")
    ] = "train=60,dev=20,test=20",
    seed: Annotated[int, typer.Option(help="Of the random choice.")] = 0,
    stratify: Annotated[
        bool, typer.Option("--stratify", help="Balance the species between the parts too.")
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Divide the people of a dataset: each, as subject or target, in one part only."""
    dataset = DatasetRoot.open(root)
    shares = _shares(parts)
    with dataset.locked():
        split = make_split(dataset, name, shares, seed=seed, stratify=stratify)
    _report(dataset, split, format_)


def show(root: RootArgument, name: NameOption, format_: FormatOption = Format.table) -> None:
    """Show a split: people and takes of each part, and the takes that are in none."""
    dataset = DatasetRoot.open(root)
    _report(dataset, load_split(dataset.path, name), format_)


def list_splits(root: RootArgument, format_: FormatOption = Format.table) -> None:
    """List the splits of a dataset."""
    dataset = DatasetRoot.open(root)
    rows: list[dict[str, object]] = []
    damaged = False
    for name in split_names(dataset.path):
        try:
            split = load_split(dataset.path, name)
        except LivenessError as error:
            damaged = True
            fail(error)
            continue
        rows.append(
            {
                "name": split.name,
                "parts": ", ".join(f"{part} {len(keys)}" for part, keys in split.parts.items()),
                "people": sum(len(keys) for keys in split.parts.values()),
                "seed": split.seed,
                "stratified": split.stratified,
                "created_utc": split.created_utc,
            }
        )
    columns = ("name", "parts", "people", "seed", "stratified", "created_utc")
    emit(rows, columns, format_, empty="no splits yet")
    if damaged:
        raise typer.Exit(1)


def remove(root: RootArgument, name: NameOption) -> None:
    """Remove a split; the takes stay as they are."""
    dataset = DatasetRoot.open(root)
    with dataset.locked():
        remove_split(dataset.path, name)
    typer.echo(f"split {name} is removed")


def _shares(text: str) -> dict[str, float]:
    """Return shares by part of a text like ``train=60,dev=20,test=20``.

    Raises
    ------
    UsageError
        ``E-DAT-34``.
    """
    shares: dict[str, float] = {}
    for word in text.split(","):
        part, _, share = (piece.strip() for piece in word.partition("="))
        try:
            value = float(share)
        except ValueError:
            value = 0.0
        if part in shares or not value:
            raise UsageError(
                "E-DAT-34",
                f"--parts {text!r} cannot be read",
                f"{part} stands twice" if part in shares else f"{word.strip()!r}",
                "write for instance train=60,dev=20,test=20",
            )
        shares[part] = value
    return shares


def _report(dataset: DatasetRoot, split: Split, format_: Format) -> None:
    division = divide(split, dataset.takes(), dataset.subject_keys())
    labels = sorted({take.label for takes in division.parts.values() for take in takes})
    people = sum(len(keys) for keys in split.parts.values()) or 1
    asked = sum(split.shares.values()) or 1.0
    rows: list[dict[str, object]] = []
    for part, takes in division.parts.items():
        counts = Counter(take.label for take in takes)
        share = split.shares.get(part)
        rows.append(
            {
                "part": part,
                "asked": None if share is None else f"{100 * share / asked:.0f} %",
                "got": f"{100 * len(split.parts[part]) / people:.0f} %",
                "people": len(split.parts[part]),
                "takes": len(takes),
                **{label: counts[label] for label in labels},
            }
        )
    if format_ is Format.json:
        typer.echo(json.dumps(_content(split, division, rows), indent=2))
        return
    emit(rows, tuple(rows[0]), format_, title=f"split {split.name}, seed {split.seed}")
    _remark(split, division)


def _content(
    split: Split, division: Division, rows: list[dict[str, object]]
) -> dict[str, object]:
    return {
        **split.model_dump(mode="json", exclude={"parts", "schema_version"}),
        "parts": [
            row | {"ids": [take.id for take in division.parts[str(row["part"])]]}
            for row in rows
        ],
        "in_no_part": [take.id for take in division.outside],
        "between_parts": [take.id for take in division.crossing],
    }


def _remark(split: Split, division: Division) -> None:
    """Say which takes are in no part, and which part is far from its share."""
    for takes, text in (
        (division.outside, "in no part, for somebody in them is new"),
        (division.crossing, "in no part, for their people stand in different parts"),
    ):
        if takes:
            names = ", ".join(take.id for take in takes[:_NAMED])
            more = f" and {len(takes) - _NAMED} more" if len(takes) > _NAMED else ""
            note(f"{len(takes)} take{'' if len(takes) == 1 else 's'} {text}: {names}{more}")
    people = sum(len(keys) for keys in split.parts.values()) or 1
    total = sum(split.shares.values()) or 1.0
    for part, share in split.shares.items():
        got = len(split.parts.get(part, ())) / people
        if abs(got - share / total) > FAR:
            note(
                f"{part} has {100 * got:.0f} % of the people, {100 * share / total:.0f} % were "
                "asked for: there are few people, or attacks link many of them"
            )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    splits = typer.Typer(no_args_is_help=True, help="Named splits that share no person.")
    splits.command("make")(make)
    splits.command("show")(show)
    splits.command("list")(list_splits)
    splits.command("remove")(remove)
    app.add_typer(splits, name="splits")
