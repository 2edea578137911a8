"""``export``: takes leave the dataset in the formats that others read."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.exports.base import Exporter
from liveness.datasets.exports.card import write_card
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.registry import EXPORTS, exporter_of
from liveness.datasets.exports.running import ExportResult, run_export
from liveness.datasets.exports.scores_csv import ScoresCsv, TakeScores
from liveness.datasets.exports.selection import select
from liveness.datasets.model import describe_validation
from liveness.datasets.store import DatasetRoot
from liveness.studio.rescoring import ScoreRecord, score_all

from .shared import Format, emit, fail, note, progress

CARD = "card"
"""The one format that is written into the dataset itself."""

Purpose = StrEnum("Purpose", ["train", "evaluate", "share"])
Include = StrEnum("Include", ["superseded", "rejected"])
Image = StrEnum("Image", ["original", "png", "jpeg"])
VideoFormat = StrEnum("VideoFormat", ["lossless", "mjpeg"])

_FORMATS = ", ".join([*(exporter.name for exporter in EXPORTS), CARD])


def run(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    to: Annotated[str, typer.Option("--to", help=f"Format: {_FORMATS}.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="New file (packed) or folder (the others).")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option(help="Only this label; may be repeated.")
    ] = None,
    session: Annotated[
        list[str] | None, typer.Option(help="Only this session; may be repeated.")
    ] = None,
    split: Annotated[str | None, typer.Option(help="A split of the dataset.")] = None,
    part: Annotated[str | None, typer.Option(help="Part of the split: train, test ...")] = None,
    purpose: Annotated[
        Purpose | None,
        typer.Option(
            "--for",
            help="What it is for; consents must allow it. "
            "By default train, scores-csv evaluate.",
        ),
    ] = None,
    include: Annotated[
        list[Include] | None, typer.Option(help="Export superseded or rejected takes too.")
    ] = None,
    size: Annotated[int, typer.Option(help="Side of a face clip, pixels.")] = 112,
    margin: Annotated[
        float, typer.Option(help="Side of the crop over that of the face.")
    ] = 1.5,
    clip_frames: Annotated[int, typer.Option(help="Frames of a clip.")] = 16,
    every: Annotated[int, typer.Option(help="Take every n-th frame.")] = 1,
    stride: Annotated[
        int | None, typer.Option(help="Frames from clip to clip; end to end by default.")
    ] = None,
    image: Annotated[Image, typer.Option(help="Format of pictures.")] = Image["original"],
    video: Annotated[VideoFormat, typer.Option(help="Format of videos.")] = VideoFormat[
        "lossless"
    ],
    shard_samples: Annotated[int, typer.Option(help="Samples of a WebDataset shard.")] = 1000,
    scores: Annotated[
        str | None, typer.Option(help="scores-csv: stored scores of this name, not fresh ones.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="scores-csv: processes that score.")
    ] = 1,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Export takes for training, labelling, reporting; consents and reviews decide which."""
    dataset = DatasetRoot.open(root)
    if to == CARD:
        typer.echo(f"card written to {write_card(dataset, out, force=force)}")
        return
    exporter = exporter_of(to)
    if out is None:
        raise UsageError("E-EXP-05", "the export has no place", "", "give --out PATH")
    options = _options(
        purpose=purpose and purpose.value,
        labels=label or (),
        sessions=session or (),
        split=split,
        part=part,
        include=tuple(word.value for word in include or ()),
        size=size,
        margin=margin,
        clip_frames=clip_frames,
        every=every,
        stride=stride,
        image=image.value,
        video=video.value,
        shard_samples=shard_samples,
    )
    if isinstance(exporter, ScoresCsv):
        exporter = ScoresCsv(_scores(dataset, exporter, options, scores, workers))
    with progress() as bar:
        task = bar.add_task(f"exporting {to}", total=None)

        def show(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of)

        result = run_export(dataset, exporter, out, options, force=force, progress=show)
    _report(result, format_)


def _options(**fields: object) -> ExportOptions:
    try:
        return ExportOptions.model_validate(fields)
    except ValidationError as error:
        raise UsageError(
            "E-EXP-06", "the export cannot be made so", describe_validation(error)
        ) from error


def _scores(
    dataset: DatasetRoot,
    exporter: Exporter,
    options: ExportOptions,
    stored: str | None,
    workers: int,
) -> dict[str, TakeScores]:
    """Return the scores of the takes that will be exported, by id."""
    if stored is not None:
        return _stored(dataset, stored)
    purpose = options.purpose or exporter.purpose
    chosen = select(dataset, options, purpose, pixels=exporter.pixels).takes
    found: dict[str, TakeScores] = {}
    with progress() as bar:
        task = bar.add_task("scoring", total=len(chosen))
        paths = [dataset.take_path(take) for take in chosen]
        for i, record in score_all(paths, workers):
            if record.error is None:
                found[chosen[i].id] = _of(record)
            else:
                note(record.error.text)
            bar.advance(task)
    return found


def _of(record: ScoreRecord) -> TakeScores:
    signals = {name: s.llr if s.valid else None for name, s in record.signals.items()}
    return TakeScores(record.score, signals)


def _stored(dataset: DatasetRoot, name: str) -> dict[str, TakeScores]:
    """Read ``scores/NAME.jsonl``; a line of a take that has changed since is passed over."""
    path = dataset.path / "scores" / f"{name}.jsonl"
    digests = {take.id: take.sha256 for take in dataset.takes()}
    found: dict[str, TakeScores] = {}
    try:
        for line in path.read_bytes().splitlines():
            entry = json.loads(line)
            take = entry.get("take")
            if take in digests and entry.get("sha256") == digests[take]:
                signals = {
                    key: value["llr"] if value["valid"] else None
                    for key, value in entry["signals"].items()
                }
                found[take] = TakeScores(entry["score"], signals)
    except FileNotFoundError as error:
        names = sorted(p.stem for p in path.parent.glob("*.jsonl"))
        raise UsageError(
            "E-EXP-07",
            f"there are no stored scores {name!r}",
            f"there are {', '.join(names)}" if names else f"{path.parent} is empty",
            "leave --scores out for fresh ones",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            "E-DAT-02", f"{path} is damaged", str(error), "score the dataset anew"
        ) from error
    return found


def _report(result: ExportResult, format_: Format) -> None:
    record = result.record
    size = sum(
        path.stat().st_size
        for path in ([result.path] if result.path.is_file() else result.path.rglob("*"))
        if path.is_file()
    )
    row: dict[str, object] = {
        "export": record.id,
        "format": record.format,
        "purpose": record.options.purpose,
        "takes": len(record.takes),
        "left_out": sum(record.left_out.values()),
        "files": len(record.files),
        "megabytes": round(size / 1e6, 1),
        "path": str(result.path),
    }
    if format_ is Format.json:
        row["left_out"] = {reason: list(ids) for reason, ids in result.left_out.items()}
    emit([row], tuple(row), format_)
    for reason, ids in result.left_out.items():
        note(f"left out: {len(ids)} take{'' if len(ids) == 1 else 's'}: {reason}")
    for fault in result.faults:
        fail(fault)
    if result.faults:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(run)
