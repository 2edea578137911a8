"""``check``: the verdict within two seconds, of which nothing is kept."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from liveness.capture import Check, Verdict
from liveness.datasets.profile import Profile

from .shared import out

_MARKS = {"accept": ("●", "green"), "reject": ("◆", "red"), "undecided": ("◌", "yellow")}
"""The window's marks: state is shape, colour and word."""


class VerdictFormat(StrEnum):
    """How a verdict is reported."""

    table = "table"
    json = "json"


def _mark(decision: str) -> tuple[str, str]:
    """Return mark and colour; a star where the terminal cannot write the mark."""
    mark, colour = _MARKS[decision]
    try:
        mark.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        mark = "*"
    return mark, colour


def _headline(verdict: Verdict) -> str:
    mark, colour = _mark(verdict.decision)
    parts = [f"[b {colour}]{mark} {verdict.decision}[/]"]
    parts.append("no score" if verdict.score is None else f"score {verdict.score:+.2f}")
    if verdict.confidence is not None:
        parts.append(f"confidence {verdict.confidence:.3f}")
    if not verdict.calibrated:
        parts.append("uncalibrated")
    return "  ".join(parts)


def _timing(verdict: Verdict) -> str:
    timing = verdict.timing
    frames = "1 frame" if timing.frames == 1 else f"{timing.frames} frames"
    told = f"{frames}, {timing.analysed} analysed, {timing.wall_ms / 1e3:.1f} s"
    if timing.first_face_s is None or timing.decided_s is None:
        return told
    return (
        f"first face at {timing.first_face_s:.2f} s, decided {timing.decided_s:.2f} s later; "
        + told
    )


def run(
    source: Annotated[
        str, typer.Argument(help="camera:0, demo:bona-fide, a video, image, folder, take, URL.")
    ],
    profile: Annotated[
        Path | None, typer.Option(help="Profile to decide by; else uncalibrated.")
    ] = None,
    format_: Annotated[
        VerdictFormat, typer.Option("--format", help="How to report.")
    ] = VerdictFormat.table,
) -> None:
    """Decide within two seconds of the first face: accept, reject or undecided.

    Nothing of the source is kept: no image, no landmark, no file. Exit status 0 whatever the
    verdict is, so read the verdict.
    """
    verdict = Check(profile=None if profile is None else Profile.load(profile)).run(source)
    if format_ is VerdictFormat.json:
        typer.echo(verdict.model_dump_json(indent=2))
        return
    out.print(_headline(verdict))
    for reason in verdict.reasons:
        out.print(f"  {escape(reason)}", soft_wrap=True)
    out.print(f"  {_timing(verdict)}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(run)
