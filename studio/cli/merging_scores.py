"""``merge-scores``: scores that were made in parts, brought together; nothing is scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import DataError
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.kept_scores import KeptScores, score_known, settings_of
from liveness.studio.profiled_scores import ProfileJudge
from liveness.studio.rescoring import ScoreRecord, targets
from liveness.studio.score_cache import ScoreCache

from .scoring import Landmarks, check_model, check_paths, report_scores
from .shared import Format, note


def run(
    paths: Annotated[
        list[Path], typer.Argument(help="What was scored: datasets, takes, media files.")
    ],
    kept: Annotated[
        list[Path],
        typer.Option("--from", help="File of score --keep; give the option once for each."),
    ],
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
    model: Annotated[Path | None, typer.Option(help="The model that was used.")] = None,
    model_signal: Annotated[str, typer.Option(help="Signal that it went into.")] = "texture",
    profile: Annotated[
        Path | None, typer.Option(help="Profile to decide by; else uncalibrated.")
    ] = None,
    landmarks: Annotated[
        Landmarks, typer.Option(help="As they were scored.")
    ] = Landmarks.fresh,
) -> None:
    """Report scores that were made in parts, as one run of score would have.

    Scores of a dataset's takes also go into its own cache, so that calibrate and evaluate need
    not score again.
    """
    models = {} if model is None else check_model(model, model_signal)
    judge = None if profile is None else ProfileJudge(Profile.load(profile), models)
    check_paths(paths)
    known = KeptScores(settings_of(models, landmarks.value), read=kept)
    files = targets(paths)
    records, missing = score_known(files, known)
    if missing:
        other = f"; {known.strange} scores there are of another program or model" * bool(
            known.strange
        )
        raise DataError(
            "E-CMD-07",
            f"{len(missing)} of {len(files)} files have no score that was kept",
            f"the first is {missing[0]}{other}",
            "score the missing parts with the same options: score ... --shard I/N --keep FILE",
        )
    if not models and landmarks is Landmarks.fresh:
        for path in paths:
            _into_cache(path, dict(zip(files, records, strict=True)))
    judged = [record if judge is None else judge.judge(record) for record in records]
    report_scores(judged, files, format_)


def _into_cache(path: Path, records: dict[Path, ScoreRecord]) -> None:
    """Put what was scored elsewhere where calibrate and evaluate look for it."""
    if not (path / "dataset.json").is_file():
        return
    root = DatasetRoot.open(path)
    taken = ScoreCache(root).adopt(
        [
            (take, records[file])
            for take in root.takes()
            if (file := root.take_path(take)) in records
        ]
    )
    if taken:
        note(f"{taken} scores are now known to calibrate and evaluate in {path}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge-scores")(run)
