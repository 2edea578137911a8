"""The command line: a contract, see ``liveness-studio --help``.

Exit status 0: the work was done, whatever the verdict says; 1: a fault was found or an input
could not be read (the rest is still done); 2: bad usage. Nothing here imports Qt before a
window is asked for.
"""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import LivenessError

from . import checking, collecting, consents, demo, footage, life, scoring, system
from .shared import EXIT_FAULT, fail, has_display, version_text

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
scoring.register(app)
checking.register(app)
life.register(app)
system.register(app)


@app.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="What to open: camera:0, demo:bona-fide, a file, a URL.")
    ] = None,
    root: Annotated[Path | None, typer.Option(help="The dataset to collect into.")] = None,
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

    raise typer.Exit(run(source, root))


def main() -> None:
    """Run the command line; every known error is one line on stderr."""
    faulthandler.enable()
    try:
        app()
    except LivenessError as error:
        sys.exit(fail(error))
    except BrokenPipeError:
        # the reader of our output has gone (for instance `| head`)
        sys.stderr.close()
        sys.exit(EXIT_FAULT)
    except KeyboardInterrupt:
        typer.echo("cancelled; what was finished is kept", err=True)
        sys.exit(130)
