"""``summary``: what a dataset or a session holds, as a page or a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.durable import replace_file
from liveness.datasets.store import DatasetRoot
from liveness.studio.day_file import check_ending
from liveness.studio.summary import summarise
from liveness.studio.summary_page import summary_html
from liveness.studio.taking import generator


def summary(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    out: Annotated[Path, typer.Option(help="Write the report there: a .html or a .pdf file.")],
    session: Annotated[str | None, typer.Option(help="Only this session.")] = None,
) -> None:
    """Report on a dataset: coverage, quality, signals, decisions, reviews, open problems."""
    check_ending(out)
    found = summarise(DatasetRoot.open(root), session)
    html = summary_html(found, generator=generator())
    if out.suffix.lower() == ".pdf":
        from liveness.studio.pdf import write_pdf  # Qt, which no other format needs

        write_pdf(html, out)
    else:
        replace_file(out, html.encode())
    typer.echo(f"{len(found.takes)} takes, {len(found.problems)} with problems: {out}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("summary")(summary)
