"""``export``: takes leave the dataset in the formats that others read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from liveness.datasets.errors import UsageError
from liveness.datasets.exports.base import Exporter
from liveness.datasets.exports.card import write_card
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.registry import EXPORTS, exporter_of
from liveness.datasets.exports.running import ExportResult, run_export
from liveness.datasets.exports.scores_csv import ScoresCsv, TakeScores
from liveness.datasets.exports.selection import select
from liveness.datasets.model import describe_validation
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.profiled_scores import ProfileJudge
from liveness.studio.rescoring import ScoreRecord
from liveness.studio.score_cache import ScoreCache

from .shared import Format, emit, fail, note, progress

CARD = "card"
"""The one format that is written into the dataset itself."""

Purpose = StrEnum("Purpose", ["train", "evaluate", "share"])
Include = StrEnum("Include", ["superseded", "rejected"])
Image = StrEnum("Image", ["original", "png", "jpeg"])
VideoFormat = StrEnum("VideoFormat", ["lossless", "mjpeg"])

_FORMATS = ", ".join([*(exporter.name for exporter in EXPORTS), CARD])


Root = Annotated[Path, typer.Argument(help="The dataset.")]
To = Annotated[str, typer.Option("--to", help=f"Format: {_FORMATS}.")]
Out = Annotated[Path | None, typer.Option(help="New file (packed) or folder (the others).")]
_LABEL = "Only this label; may be repeated."
Labels = Annotated[list[str] | None, typer.Option("--label", help=_LABEL)]
_SESSION = "Only this session; may be repeated."
Sessions = Annotated[list[str] | None, typer.Option("--session", help=_SESSION)]
SplitName = Annotated[str | None, typer.Option(help="A split of the dataset.")]
Part = Annotated[str | None, typer.Option(help="Part of the split: train, test ...")]
_FOR = "What it is for, which consents must allow; by default train, of scores-csv evaluate."
For = Annotated[Purpose | None, typer.Option("--for", help=_FOR)]
_INCLUDE = "Export superseded or rejected takes too."
Includes = Annotated[list[Include] | None, typer.Option(help=_INCLUDE)]
Size = Annotated[int, typer.Option(help="Side of a face clip, pixels.")]
Margin = Annotated[float, typer.Option(help="Side of the crop over the face's.")]
ClipFrames = Annotated[int, typer.Option(help="Frames of a clip.")]
Every = Annotated[int, typer.Option(help="Take every n-th frame.")]
Stride = Annotated[
    int | None, typer.Option(help="Frames from clip to clip; end to end by default.")
]
ImageOption = Annotated[Image, typer.Option(help="Format of pictures.")]
VideoOption = Annotated[VideoFormat, typer.Option(help="Format of videos.")]
ShardSamples = Annotated[int, typer.Option(help="Samples of a WebDataset shard.")]
_PROFILE = "scores-csv: profile that fuses; else uncalibrated."
ProfileOption = Annotated[Path | None, typer.Option("--profile", help=_PROFILE)]
_FRESH = "scores-csv: score anew what was scored already."
Fresh = Annotated[bool, typer.Option("--fresh", help=_FRESH)]
_WORKERS = "scores-csv: processes that score."
Workers = Annotated[int, typer.Option(min=1, max=256, help=_WORKERS)]
Force = Annotated[bool, typer.Option("--force", help="Replace an earlier export.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


def run(
    context: typer.Context,
    root: Root,
    to: To,
    out: Out = None,
    labels: Labels = None,
    sessions: Sessions = None,
    split: SplitName = None,
    part: Part = None,
    purpose: For = None,
    include: Includes = None,
    size: Size = 112,
    margin: Margin = 1.5,
    clip_frames: ClipFrames = 16,
    every: Every = 1,
    stride: Stride = None,
    image: ImageOption = Image["original"],
    video: VideoOption = VideoFormat["lossless"],
    shard_samples: ShardSamples = 1000,
    profile: ProfileOption = None,
    fresh: Fresh = False,
    workers: Workers = 1,
    force: Force = False,
    format_: FormatOption = Format.table,
) -> None:
    """Export takes for training, labelling, reporting; consents and reviews decide which."""
    dataset = DatasetRoot.open(root)
    if to == CARD:
        typer.echo(f"card written to {write_card(dataset, out, force=force)}")
        return
    exporter = exporter_of(to, besides=(CARD,))
    if out is None:
        raise UsageError("E-EXP-05", "the export has no place", "", "give --out PATH")
    options = _options(context.params)
    if isinstance(exporter, ScoresCsv):
        judge = None if profile is None else ProfileJudge(Profile.load(profile), {})
        exporter = ScoresCsv(_scores(dataset, exporter, options, judge, workers, fresh))
    with progress() as bar:
        task = bar.add_task(f"exporting {to}", total=None)

        def show(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of)

        result = run_export(dataset, exporter, out, options, force=force, progress=show)
    _report(result, format_)


def _options(given: Mapping[str, object]) -> ExportOptions:
    """Return the options among a command's parameters, which bear the same names."""
    fields = {name: given[name] for name in ExportOptions.model_fields if name in given}
    known = {name: value for name, value in fields.items() if value is not None}
    try:
        return ExportOptions.model_validate(known)
    except ValidationError as error:
        raise UsageError(
            "E-EXP-06", "the export cannot be made so", describe_validation(error)
        ) from error


def _scores(
    dataset: DatasetRoot,
    exporter: Exporter,
    options: ExportOptions,
    judge: ProfileJudge | None,
    workers: int,
    fresh: bool,
) -> dict[str, TakeScores]:
    """Return the scores of the takes that will be exported, by id; known ones are kept."""
    purpose = options.purpose or exporter.purpose
    chosen = select(dataset, options, purpose, pixels=exporter.pixels).takes
    with progress() as bar:
        task = bar.add_task("scoring", total=len(chosen))
        scored = ScoreCache(dataset).scores(
            chosen,
            workers=workers,
            fresh=fresh,
            on_done=lambda done, of: bar.update(task, completed=done, total=of),
        )
    found: dict[str, TakeScores] = {}
    for id_, line in scored.items():
        record = line.record if judge is None else judge.judge(line.record)
        if record.error is None:
            found[id_] = _of(record)
        else:
            note(record.error.text)
    return found


def _of(record: ScoreRecord) -> TakeScores:
    signals = {name: s.llr if s.valid else None for name, s in record.signals.items()}
    return TakeScores(record.score, signals)


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
