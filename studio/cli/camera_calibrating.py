"""``calibrate-camera``: what a camera is like where it stands, into its profile."""

from __future__ import annotations

import time
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.progress import Progress

from liveness.datasets.camera_profile import CameraCalibration, Estimate, Result
from liveness.datasets.errors import UsageError

from .shared import note, out, progress, version_text

if TYPE_CHECKING:
    from liveness.capture.calibration.task import Task
    from liveness.capture.calibration.tasks import Kind, Setup
    from liveness.capture.frame import Source
    from liveness.datasets.take import CaptureInfo

LIVE_LIMIT_S = 60.0
"""How long a live camera is watched unless told otherwise, seconds."""


class KindName(StrEnum):
    """What can be calibrated; the same as `KINDS`, which are slow to load."""

    lens = "lens"
    distance = "distance"
    noise = "noise"
    colour = "colour"
    flicker = "flicker"
    screen = "screen"


class Target(StrEnum):
    """What colour is measured with."""

    chart = "chart"
    grey = "grey"


class ResultFormat(StrEnum):
    """How a result is reported."""

    table = "table"
    json = "json"


KindArgument = Annotated[
    KindName | None, typer.Argument(help="What to calibrate; the lens comes first.")
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        help="camera:0, a video, a folder of pictures, a URL; flicker takes several "
        "recordings at different frame rates."
    ),
]
CameraOption = Annotated[
    str | None, typer.Option(help="The camera's name, where a file does not say it.")
]
BoardOption = Annotated[
    Path | None, typer.Option(help="Write the board to print: a .pdf or .png file.")
]
PaperOption = Annotated[str, typer.Option(help="Its paper: a4, a3 or letter.")]
SquaresOption = Annotated[str, typer.Option(help="Squares across x down.")]
SquareOption = Annotated[float, typer.Option(help="Side of a square, millimetres.")]
TargetOption = Annotated[
    Target, typer.Option(help="colour: a chart of 24 patches, or a grey card.")
]
ExposureOption = Annotated[
    float | None, typer.Option(min=0.001, help="flicker: exposure, where it is known.")
]
ScreenOption = Annotated[
    str, typer.Option(help="screen: width x height of its picture, millimetres.")
]
ScreenSquareOption = Annotated[
    float | None, typer.Option(help="screen: side of a square as the screen shows it.")
]
SecondsOption = Annotated[
    float, typer.Option(min=1, max=3600, help="Longest time before a live camera.")
]
SaveOption = Annotated[
    bool, typer.Option("--save/--no-save", help="Keep it in the camera's profile.")
]
FormatOption = Annotated[ResultFormat, typer.Option("--format", help="How to report.")]


def run(
    kind: KindArgument = None,
    source: SourceOption = None,
    camera: CameraOption = None,
    board: BoardOption = None,
    paper: PaperOption = "a4",
    squares: SquaresOption = "10x7",
    square_mm: SquareOption = 25.0,
    target: TargetOption = Target.chart,
    exposure_ms: ExposureOption = None,
    screen_mm: ScreenOption = "531x299",
    screen_square_mm: ScreenSquareOption = None,
    seconds: SecondsOption = LIVE_LIMIT_S,
    save: SaveOption = True,
    format_: FormatOption = ResultFormat.table,
) -> None:
    """Measure a camera where it stands, or print the board for it.

    Lens and field of view, distance, noise, colour, flicker of the light, the screen's place:
    each with its uncertainty. Takes of that camera hold its profile from then on. See
    docs/camera-calibration.md.
    """
    from liveness.capture.calibration.board import Board
    from liveness.capture.calibration.printing import write_board
    from liveness.capture.calibration.tasks import Setup

    columns, rows = (round(side) for side in _pair("squares", squares))
    setup = Setup(
        Board(columns, rows, square_mm),
        "chart" if target is Target.chart else "grey",
        exposure_ms,
        _pair("screen-mm", screen_mm),
        screen_square_mm,
    )
    if board is not None:
        write_board(board, setup.board, paper)
        note(f"wrote {board}: print it at 100 % and check its line of 100 mm")
    if kind is None:
        if board is None:
            raise UsageError(
                "E-CMD-01", "nothing is asked for", "", "give what to calibrate, or --board"
            )
        return
    if not source or (len(source) > 1 and kind is not KindName.flicker):
        raise _sources(kind, source or [])
    result, info = _measure(kind.value, setup, source, camera, seconds)
    if format_ is ResultFormat.json:
        typer.echo(result.model_dump_json(indent=2))
    else:
        for line in result_lines(result):
            out.print(line, markup=False, soft_wrap=True)
    if save:
        _keep(kind.value, result, info, camera)


def _sources(kind: KindName, given: list[str]) -> UsageError:
    """Return what is wrong with the sources."""
    if not given:
        return UsageError("E-CMD-01", f"{kind.value} needs a source", "", "give --source")
    return UsageError(
        "E-CMD-01", "only flicker takes several sources", f"{len(given)} given", "give one"
    )


def _pair(option: str, text: str) -> tuple[float, float]:
    try:
        one, two = (float(part) for part in text.lower().split("x"))
    except ValueError:
        raise UsageError(
            "E-CMD-01", f"--{option} {text!r} is no size", "", "give it as 10x7"
        ) from None
    return one, two


def _measure(
    kind: Kind, setup: Setup, specs: list[str], camera: str | None, seconds: float
) -> tuple[Result, CaptureInfo]:
    """Feed the task with every source, and return its result and the last source's info."""
    from liveness.capture.calibration.flicker import FlickerTask
    from liveness.capture.calibration.tasks import make_task
    from liveness.capture.sources import open_source

    task: Task[Any] | None = None
    with progress() as bar:
        for spec in specs:
            with open_source(spec) as source:
                info = source.info
                if task is None:
                    task = make_task(kind, setup, info, _profile(info, camera))
                elif isinstance(task, FlickerTask):
                    task.again()
                _feed(task, source, seconds, bar)
    assert task is not None
    return task.solve(), info


def _feed(task: Task[Any], source: Source, seconds: float, bar: Progress) -> None:
    """Show a source to a task: a file to its end, a live one until it is enough."""
    from liveness.capture.analysis import context_of

    state = task.progress()
    shown = bar.add_task(task.name, total=state.of, completed=state.done)
    end = time.monotonic() + seconds
    with ExitStack() as stack:
        tracker = None
        if task.name == "distance":
            from liveness.capture.tracker import FaceTracker

            tracker = FaceTracker(context_of(source.info))
            stack.callback(tracker.close)
        while (frame := source.read()) is not None:
            task.add(frame, None if tracker is None else tracker.update(frame))
            state = task.progress()
            bar.update(shown, completed=state.done)
            enough = state.ready and state.done >= state.of
            if source.live and (enough or time.monotonic() > end):
                break


def _profile(info: CaptureInfo, camera: str | None) -> CameraCalibration | None:
    from liveness.capture.calibration import kept

    name = camera or kept.name_of(info)
    return kept.find(name, "" if camera else info.usb_id) if name else None


def _keep(
    kind: Literal["lens", "distance", "noise", "colour", "flicker", "screen"],
    result: Result,
    info: CaptureInfo,
    camera: str | None,
) -> None:
    from liveness.capture.calibration import kept

    name = camera or kept.name_of(info)
    if not name:
        note("not kept: a file does not say its camera; name it with --camera")
        return
    usb_id = "" if camera else info.usb_id
    _, path = kept.keep(kind, result, name, usb_id, generator=version_text())
    note(f"kept in {path}")


def result_lines(result: Result) -> list[str]:
    """Return a result in lines: every value with its interval of 95 %."""
    lines = []
    for name, value in result:
        lines += _lines(name.replace("_", " "), value)
    return lines


def _lines(name: str, value: Any) -> list[str]:
    if value is None or name in ("made utc", "width", "height", "matrix"):
        return []
    if isinstance(value, Estimate):
        text = f"{value.value:.5g} {value.unit}, 95 %: {value.low:.5g} to {value.high:.5g}"
        return [f"{name}: {text}"]
    if name == "levels":
        return [_lines(f"noise at {level.mean:.0f}", level.noise)[0] for level in value]
    if name == "centre mm":
        return [
            _lines(f"screen {axis}", part)[0] for axis, part in zip("xyz", value, strict=True)
        ]
    if name in ("notes", "reasons"):
        return [f"note: {text}" for text in value]
    if isinstance(value, tuple):
        return [f"{name}: " + ", ".join(f"{part:.4g}" for part in value)]
    if isinstance(value, float):
        return [f"{name}: {value:.4g}"]
    if hasattr(value, "model_fields"):
        return [line for part, inner in value for line in _lines(f"{name} {part}", inner)]
    return [f"{name}: {value}"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calibrate-camera")(run)
