"""Writes the report of a day as its file's ending says. Qt only for a PDF."""

from __future__ import annotations

from pathlib import Path

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import UsageError

from .day import Day
from .day_page import day_html
from .taking import generator

ENDINGS = (".html", ".pdf")


def check_ending(out: Path) -> None:
    """Check that a report can be written to such a file.

    Raises
    ------
    UsageError
        ``E-CMD-01`` for another ending.
    """
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            "E-CMD-01", f"--out {out} is neither .html nor .pdf", "", "name one of the two"
        )


def write_report(found: Day, out: Path) -> None:
    """Write a day as a page or as a PDF.

    Raises
    ------
    UsageError
        ``E-CMD-01`` for another ending.
    StorageError
        When the file cannot be written.
    """
    check_ending(out)
    html = day_html(found, generator=generator())
    if out.suffix.lower() == ".pdf":
        from .pdf import write_pdf  # Qt, which no other format needs

        write_pdf(html, out)
    else:
        replace_file(out, html.encode())
