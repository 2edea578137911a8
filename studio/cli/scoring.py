"""``score``: what the signals and their fusion say of takes and media files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liveness.capture.model import ModelScorer
from liveness.capture.plugins import load_signals
from liveness.datasets.errors import UsageError
from liveness.datasets.model_file import read_model
from liveness.datasets.profile import Profile
from liveness.studio.engines import engine_named
from liveness.studio.kept_scores import KeptScores, Shard, score_kept, settings_of
from liveness.studio.profiled_scores import ProfileJudge
from liveness.studio.rescoring import ScoreRecord, targets

from .shared import Format, emit, note, progress


class Landmarks(StrEnum):
    """Where the landmarks of a take come from."""

    fresh = "fresh"
    stored = "stored"


def _flat(record: ScoreRecord, source: str) -> dict[str, object]:
    row: dict[str, object] = {
        "source": source,
        "frames": record.frames,
        "faces": record.faces,
        "seconds": record.seconds,
    }
    for name, signal in record.signals.items():
        row[name] = f"{signal.llr:+.2f}" if signal.valid else "abstains"
    row["score"] = None if record.score is None else f"{record.score:+.2f}"
    row["decision"] = record.error.code if record.error else record.decision
    row["calibrated"] = record.calibrated
    return row


def _short(names: list[str]) -> list[str]:
    """Return paths without the folder that all of them share, for a narrow table."""
    try:
        shared = os.path.commonpath([os.path.dirname(n) for n in names])  # noqa: PTH120
    except ValueError:  # none, some absolute and some relative, or two drives
        return names
    return [os.path.relpath(name, shared) if shared else name for name in names]


def check_model(path: Path, signal: str) -> dict[str, Path]:
    """Return ``{signal: path}`` once the model is known to run; workers read it again.

    Raises
    ------
    UsageError
        ``E-MOD-15`` when there is no such signal.
    LivenessError
        Why the model cannot be used, see `liveness.capture.slotted.ModelSlots.put`.
    """
    names = [known.name for known in load_signals().classes]
    if signal not in names:
        there = f"there are {', '.join(names)}"
        raise UsageError("E-MOD-15", f"there is no signal {signal!r}", there)
    ModelScorer(read_model(path))
    return {signal: path}


def _tell(record: ScoreRecord, path: Path) -> None:
    """Say on stderr what is to be known of a score, or why there is none."""
    if record.error is not None:
        note(record.error.text)
    if record.missing:
        note(f"{path}: {record.missing}")
    if record.not_stored:
        note(f"{path}: scored with fresh landmarks, for {record.not_stored}")


def run(
    paths: Annotated[
        list[Path], typer.Argument(help="Datasets, takes, videos, images, folders of them.")
    ],
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
    model: Annotated[
        Path | None, typer.Option(help="JSON file of a trained model, see docs/model-slot.md.")
    ] = None,
    model_signal: Annotated[
        str, typer.Option(help="Signal that the model goes into.")
    ] = "texture",
    profile: Annotated[
        Path | None, typer.Option(help="Profile to decide by; else uncalibrated.")
    ] = None,
    landmarks: Annotated[
        Landmarks,
        typer.Option(
            help="fresh: find the face in every frame again; stored: use a take's own "
            "landmarks where they are complete, which is faster."
        ),
    ] = Landmarks.fresh,
    keep: Annotated[
        Path | None,
        typer.Option(help="File that keeps scores as they come: run again, it goes on there."),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", help="Score part I of N only; see merge-scores."),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="Engine that does the work, see docs/engines.md.")
    ] = None,
) -> None:
    """Score takes and media files in fresh passes; above 0 means bona fide."""
    models = {} if model is None else check_model(model, model_signal)
    judge = None if profile is None else ProfileJudge(Profile.load(profile), models)
    part = None if shard is None else Shard.parse(shard)
    by = engine_named(engine)
    check_paths(paths)
    kept = KeptScores(settings_of(models, landmarks.value), keep)
    files = targets(paths) if part is None else part.part(targets(paths))
    records: list[ScoreRecord | None] = [None] * len(files)
    with progress() as bar:
        task = bar.add_task("scoring", total=len(files))
        for i, record in score_kept(
            files, kept, workers=workers, models=models, landmarks=landmarks.value, engine=by
        ):
            records[i] = record if judge is None else judge.judge(record)
            _tell(record, files[i])
            bar.advance(task)
    report_scores([record for record in records if record is not None], files, format_)


def check_paths(paths: Sequence[Path]) -> None:
    """Check that something of what is named is there.

    Raises
    ------
    UsageError
        ``E-CAM-06``, when nothing is.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if len(missing) == len(paths):
        raise UsageError("E-CAM-06", "nothing to score: no such file", ", ".join(missing))


def report_scores(done: Sequence[ScoreRecord], files: Sequence[Path], format_: Format) -> None:
    """Print the scores of files in their order; exits with 1 where one could not be read."""
    for line in sorted({line for record in done for line in record.outside}):
        count = sum(line in record.outside for record in done)
        note(f"{count} of {len(done)} files: {line}")
    if format_ is Format.json:
        rows = [record.model_dump(mode="json", exclude_none=False) for record in done]
        emit(rows, (), format_)
    else:
        names = [record.source for record in done]
        if format_ is Format.table:
            names = _short(names)
        flat = [_flat(record, name) for record, name in zip(done, names, strict=True)]
        columns = list(dict.fromkeys(key for row in flat for key in row))
        title = "llr, natural log, > 0 means bona fide"
        if format_ is Format.table:  # one word in the title is wider than a column of them
            columns = [column for column in columns if column != "calibrated"]
            title += "" if all(record.calibrated for record in done) else "; uncalibrated"
        emit(flat, columns, format_, title=title, empty="nothing to score")
    if any(record.error is not None for record in done):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score")(run)
