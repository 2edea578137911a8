"""The command line: a contract, see ``liveness-studio --help``.

Exit status 0: the work was done, whatever the verdict says; 1: a fault was found or an input
could not be read (the rest is still done); 2: bad usage; 130: cancelled.
Nothing here imports Qt before a window is asked for.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import LivenessError, UsageError

from . import (
    auditing,
    calibrating,
    camera_calibrating,
    checking,
    collecting,
    consents,
    day,
    demo,
    drifting,
    erasing,
    exporting,
    footage,
    life,
    listing,
    merging,
    merging_scores,
    migrating,
    pais,
    protocols,
    reviewing,
    scoring,
    speed,
    splitting,
    summing,
    system,
    training,
)
from .shared import (
    EXIT_CANCELLED,
    EXIT_FAULT,
    EXIT_USAGE,
    fail,
    has_display,
    note,
    version_text,
)

app = typer.Typer(
    name="liveness-studio",
    help="Collect faces and attacks under your own camera, see every liveness signal, "
    "and keep labelled takes as plain HDF5.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
demo.register(app)
collecting.register(app)
footage.register(app)
consents.register(app)
day.register(app)
auditing.register(app)
pais.register(app)
scoring.register(app)
merging_scores.register(app)
splitting.register(app)
merging.register(app)
migrating.register(app)
checking.register(app)
calibrating.register(app)
camera_calibrating.register(app)
drifting.register(app)
training.register(app)
listing.register(app)
life.register(app)
erasing.register(app)
reviewing.register(app)
summing.register(app)
exporting.register(app)
protocols.register(app)
system.register(app)
speed.register(app)


@app.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="What to open: camera:0, demo:bona-fide, a file, a URL.")
    ] = None,
    root: Annotated[Path | None, typer.Option(help="The dataset to collect into.")] = None,
    profile: Annotated[
        Path | None, typer.Option(help="Profile to decide by; else uncalibrated.")
    ] = None,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.")
    ] = False,
) -> None:
    """Open the studio's window when no command is given."""
    if show_version:
        typer.echo(version_text())
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return
    if not has_display():
        raise LivenessError(
            "E-ENV-02",
            "there is no display to open the window on",
            "neither DISPLAY nor WAYLAND_DISPLAY is set",
            "start it in a desktop session, or use a command: liveness-studio --help",
        )
    from liveness.studio.app import run

    raise typer.Exit(run(source, root, profile=profile))


def main() -> None:
    """Run the command line; every known error is one line on stderr."""
    with contextlib.suppress(
        OSError, ValueError, RuntimeError
    ):  # no standard error to write to
        faulthandler.enable()
    code = run_app()
    if code == EXIT_CANCELLED:
        note("cancelled; what was finished is kept")
    sys.exit(code)


def run_app(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; bad input is one line on stderr.

    Parameters
    ----------
    arguments
        Those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        # a file's name may hold what the terminal's encoding does not
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(arguments, standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_CANCELLED
    except LivenessError as error:
        return fail(error)
    except BrokenPipeError:
        # the reader of our output has gone (for instance `| head`); without a standard
        # output the interpreter's end has nothing to complain of
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return EXIT_FAULT
    except OSError as error:
        return fail(_system_error(error))
    except Exception as error:
        if not isinstance(error, _usage_type()):
            raise  # a fault of ours: the trace is what we need to mend it
        if type(error).__name__ == "NoArgsIsHelpError":  # a group without a command
            typer.echo(str(error), err=True)
            return EXIT_USAGE
        return fail(_usage_error(error))
    return code if isinstance(code, int) else 0


def _usage_type() -> type[Exception]:
    """Return typer's error for bad usage, which its versions keep in different places."""
    kinds = [kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"]
    return kinds[0]


def _usage_error(error: Exception) -> UsageError:
    """Return bad usage as one line: typer's own takes four."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "liveness-studio"
    text = getattr(error, "format_message", lambda: str(error))().rstrip(".")
    text = text.replace("Value error, ", "")
    return UsageError("E-CMD-01", text[:1].lower() + text[1:], "", f"see {command} --help")


def _system_error(error: OSError) -> LivenessError:
    """Return what the system refused outside of the dataset's own files."""
    reason = error.strerror or str(error)
    name = f"{error.filename}" if error.filename is not None else ""
    if len(name) > 120:
        name = f"{name[:60]}...{name[-40:]}"
    return LivenessError(
        "E-ENV-11",
        "the system refused what was asked",
        f"{name}: {reason}".lstrip(": "),
        "check the path, its permissions and the disk",
    )
