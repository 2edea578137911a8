"""What the commands share: exit codes, output formats, progress, the session of a run."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum

import typer
from pydantic import TypeAdapter, ValidationError
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.kept_protocol import keep_protocol
from liveness.datasets.model import Pseudonym
from liveness.datasets.protocol import Protocol
from liveness.datasets.root_files import require_open
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .promises import Promises

EXIT_FAULT = 1
EXIT_USAGE = 2
EXIT_CANCELLED = 130
"""As a shell says of a program that Ctrl+C ended."""

_PSEUDONYM: TypeAdapter[str | None] = TypeAdapter(Pseudonym | None)

_WIDTH = 132
"""Columns of a table that is written to a file or a pipe."""

out = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
err = Console(stderr=True, highlight=False)


class Format(StrEnum):
    """How a command reports."""

    table = "table"
    json = "json"
    csv = "csv"


def version_text() -> str:
    """Return program and version."""
    from liveness.studio.taking import generator

    return generator()


def has_display() -> bool:
    """Return whether a window can open; offscreen and other explicit platforms count."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in ("offscreen", "minimal")
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fail(error: LivenessError) -> int:
    """Print an error as one line on stderr and return its exit code."""
    typer.echo(str(error), err=True)
    return EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAULT


def note(text: str) -> None:
    """Print a remark on stderr, so that reports on stdout stay clean."""
    typer.echo(text, err=True)


def emit(
    rows: Sequence[Mapping[str, object]],
    columns: Sequence[str],
    format_: Format,
    *,
    title: str = "",
    empty: str = "nothing to show",
) -> None:
    """Print rows as a table, as JSON (all keys) or as CSV (the columns)."""
    if format_ is Format.json:
        typer.echo(json.dumps([dict(row) for row in rows], indent=2, allow_nan=False))
    elif format_ is Format.csv:
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        typer.echo(text.getvalue(), nl=False)
    elif not rows:
        out.print(escape(empty))
    else:
        out.print(_fitting(rows, columns, title))


_FIRST_TO_GO = ("analysed", "seconds", "frames", "faces", "subject", "status")
"""Columns that a narrow terminal goes without, the least missed first."""


def _fitting(rows: Sequence[Mapping[str, object]], columns: Sequence[str], title: str) -> Table:
    """Return a table, without the columns for which a narrow terminal has no room."""
    shown = list(columns)
    wide = out.options.update(max_width=10_000)
    go = [column for column in _FIRST_TO_GO if column in shown]
    table = _table(rows, shown, title)
    while go and Measurement.get(out, wide, table).maximum > out.width:
        shown.remove(go.pop(0))
        table = _table(rows, shown, title)
    if len(shown) < len(columns):
        table.caption = "a wider terminal or --format csv shows more"
        table.caption_justify = "left"
    return table


def _table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], title: str) -> Table:
    table = Table(
        title=escape(title) or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        numeric = isinstance(rows[0].get(column), int | float)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    return table


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}"
    return escape(str(value))


def take_row(record: TakeRecord) -> dict[str, object]:
    """Return what a table of takes shows of one."""
    return {
        "take": record.id,
        "label": record.label,
        "subject": record.subject,
        "target": record.target,
        "session": record.session,
        "seconds": record.seconds,
        "frames": record.frames,
        "analysed": record.analysed,
        "faces": record.faces,
        "dropped": record.dropped,
        "score": record.score,
        "decision": record.decision,
        "status": record.state,
    }


TAKE_COLUMNS = (
    "take",
    "label",
    "subject",
    "seconds",
    "frames",
    "analysed",
    "faces",
    "score",
    "decision",
    "status",
)


def check_pseudonyms(**options: str | None) -> None:
    """Check what people type for ids; ``None`` passes.

    Raises
    ------
    UsageError
        ``E-LAB-02``, for one that a file may not bear, by the name of its option.
    """
    for option, value in options.items():
        try:
            _PSEUDONYM.validate_python(value)
        except ValidationError as error:
            raise UsageError(
                "E-LAB-02",
                f"--{option} {value!r} is no id",
                "",
                "use 1 to 64 letters, digits, dots, underscores and hyphens, and no name",
            ) from error


@contextmanager
def visit(
    root: DatasetRoot,
    *,
    site: str,
    operator: str | None,
    camera: str,
    protocol: str | None = None,
    seed: int | None = None,
    name: str | None = None,
    promises: Promises = Promises(),
    followed: Protocol | None = None,
) -> Iterator[Session]:
    """Lock a dataset for one session, and yield it; ``followed`` is kept in the dataset.

    However it ends, a session without a take is dropped, and takes that a full disk or a
    cancelling has cut off are told.
    """
    with root.locked():
        kept = None if followed is None else keep_protocol(root.path, followed)
        session = root.start_session(
            site=site,
            operator=operator,
            camera=camera,
            protocol=protocol,
            seed=seed,
            name=name,
            privacy=promises.privacy,
            retain_until=promises.retain_until,
            station=promises.station,
            protocol_sha256=kept,
        )
        require_open(session)
        try:
            yield session
        finally:
            root.drop_session(session)
            _note_unfinished(root)


def _note_unfinished(root: DatasetRoot) -> None:
    waiting = len(root.unfinished())
    if waiting:
        takes = "1 take waits" if waiting == 1 else f"{waiting} takes wait"
        note(f"{takes} to be finished: liveness-studio recover {shlex.quote(str(root.path))}")


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a progress display on stderr; without a terminal it prints nothing."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
        yield bar
