"""``benchmark``: whether this computer keeps up with a camera."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import UsageError

from .shared import Format, emit, note

COLUMNS = ("picture", "wanted_fps", "written_fps", "analysed_fps", "keeps_up")


def benchmark(
    size: Annotated[
        str, typer.Option(metavar="WxH", help="Size of the camera's picture.")
    ] = "1280x720",
    fps: Annotated[
        float, typer.Option(min=1, max=240, help="The camera's frames per second.")
    ] = 30.0,
    root: Annotated[
        Path | None, typer.Option(help="A folder on the disk that takes will go to.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="The camera sends pictures rather than JPEG.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=1, max=60, help="How long to record.")] = 4.0,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Record and analyse the demo for some seconds, and say whether this computer keeps up.

    Exit status 1 when it does not. What is recorded is deleted.
    """
    from liveness.capture.speed import measure_speed, scratch_of
    from liveness.studio.gates import NEEDED_FPS

    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size.lower().strip())
    if found is None or int(found[1]) < 160 or int(found[2]) < 120:
        raise UsageError(
            "E-CMD-01",
            f"{size!r} is no size of a picture",
            "two numbers, at least 160x120",
            "give 1280x720",
        )
    if root is not None and not root.is_dir():
        raise UsageError("E-CMD-01", f"there is no folder {root}", "", "give one that is")
    report = measure_speed(
        scratch_of(root),
        width=int(found[1]),
        height=int(found[2]),
        fps=fps,
        jpeg=not raw,
        needed_fps=NEEDED_FPS,
        seconds=seconds,
    )
    row = {
        "picture": f"{report.width}x{report.height}",
        "wanted_fps": report.fps,
        "written_fps": round(report.written_fps, 1),
        "analysed_fps": round(report.analysed_fps, 1),
        "needed_fps": report.needed_fps,
        "keeps_up": report.keeps_up,
        "advice": list(report.advice),
    }
    emit([row], COLUMNS, format_)
    for text in report.advice:
        note(text)
    if not report.keeps_up:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("benchmark")(benchmark)
