"""``sources``, ``doctor``, ``screenshots``: what is there, what is wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from liveness.capture.sources import describe_sources, open_source
from liveness.datasets.errors import UsageError
from liveness.studio.doctor import examine

from .shared import Format, emit, out

FormatOption = Annotated[Format, typer.Option("--format", help="How to report.")]


def sources(
    probe: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="Ask camera:N or pylon:SERIAL for its controls, and step its exposure.",
        ),
    ] = None,
    format_: FormatOption = Format.table,
) -> None:
    """List what can be put after --source, or what a camera can be asked for."""
    if probe is not None:
        _probe(probe, format_)
        return
    rows = [
        {
            "source": source.spec,
            "title": source.title,
            "kind": source.kind,
            "available": "yes" if source.available else "no",
            "port": source.port,
            "virtual": source.virtual,
            "id": source.id,
            "note": ", ".join(
                filter(None, ("virtual camera" if source.virtual else "", source.note))
            ),
        }
        for source in describe_sources()
    ]
    emit(rows, ("source", "title", "available", "note"), format_)


def _probe(spec: str, format_: Format) -> None:
    """Print a camera's controls, and step its exposure to see whether it obeys."""
    from liveness.capture.control_board import Controllable
    from liveness.capture.controls import probe as probe_camera
    from liveness.capture.lock_check import require_obedience

    source = open_source(spec, timeout_s=15.0)
    board = source.board if isinstance(source, Controllable) else None
    if board is None:
        raise UsageError(
            "E-CAM-10", f"{spec!r} names no camera", "it has no controls", "give camera:0"
        )
    report = probe_camera(source, board)
    optical = report.optical
    rows = [
        {
            "control": state.name,
            "value": state.got,
            "unit": state.unit,
            "asked": state.asked,
            "lowest": state.low,
            "highest": state.high,
            "automatic": state.automatic,
            "lock": state.lock,
            "stops_seen": optical.slope if optical and state.name == "exposure" else None,
        }
        for state in report.states
    ]
    columns = ("control", "value", "unit", "asked", "lowest", "highest", "lock", "stops_seen")
    emit(rows, columns, format_, empty="it has no control that can be set")
    if optical is not None:
        require_obedience(optical)


def doctor(
    root: Annotated[Path | None, typer.Option(help="A dataset to check too.")] = None,
    format_: FormatOption = Format.table,
) -> None:
    """Say what is wrong with this computer, and how to mend it."""
    findings = examine(root)
    rows = [finding.model_dump(mode="json") for finding in findings]
    emit(rows, ("state", "code", "what", "measured", "remedy"), format_)
    faults = sum(finding.state == "fault" for finding in findings)
    if format_ is Format.table:
        out.print(f"{len(findings)} checks, {faults} fault{'' if faults == 1 else 's'}")
    if faults:
        raise typer.Exit(1)


def diagnose(
    out_: Annotated[Path, typer.Option("--out", help="The archive, a .zip.")],
    root: Annotated[Path | None, typer.Option(help="A dataset to tell numbers of.")] = None,
) -> None:
    """Pack versions, doctor's findings and the log, without pictures or ids, to send to us."""
    if out_.suffix.lower() != ".zip":
        raise UsageError("E-CMD-01", f"{out_} is no .zip", "", "give --out NAME.zip")
    from liveness.datasets.store import DatasetRoot
    from liveness.studio import settings as settings_file
    from liveness.studio.diagnostics import make_bundle

    dataset = None if root is None else DatasetRoot.open(root)
    members = make_bundle(out_, root=dataset, settings=settings_file.load())
    out.print(
        f"{out_}: {', '.join(members)}; no pictures, no ids. Look at it before you send it."
    )


def screenshots(
    folder: Annotated[Path, typer.Option("--out", help="Folder for the pictures.")],
    root: Annotated[
        Path | None, typer.Option(help="A dataset that Calibrate and Inspect show.")
    ] = None,
    theme: Annotated[str, typer.Option(help="dark, light or contrast.")] = "dark",
    language: Annotated[str, typer.Option(help="en, de, or pseudo.")] = "en",
    scale: Annotated[
        float,
        typer.Option(min=1.0, max=3.0, help="Pixels of the screen for one of the window."),
    ] = 1.0,
) -> None:
    """Draw the window and its parts on the demo, as the README shows them."""
    if language not in ("en", "de", "pseudo"):
        raise UsageError(
            "E-CMD-01", f"there is no language {language!r}", "", "use en, de or pseudo"
        )
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    from liveness.studio.screenshots import make_screenshots

    for path in make_screenshots(folder, theme_name=theme, language=language, root=root):
        typer.echo(str(path))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("sources")(sources)
    app.command("doctor")(doctor)
    app.command("diagnose")(diagnose)
    app.command("screenshots")(screenshots)
