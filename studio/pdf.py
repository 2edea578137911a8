"""A report as PDF: the same page, printed by Qt without a display."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from liveness.datasets.durable import replace_file

_RESOLUTION = 96
"""Dots per inch: what the page's pixels are meant for."""

_STYLE = (
    "body{font-size:8pt}h1{font-size:14pt}h2{font-size:10pt;margin-top:14px}"
    "td,th{padding:2px 5px}"
)
"""Eight columns on a page that lies on its side."""


def write_pdf(html: str, path: Path) -> None:
    """Print a page of a report; in any thread, and without a display.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """
    _need_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    size, sideways = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
    # the document brings margins of two centimetres
    writer.setPageLayout(QPageLayout(size, sideways, QMarginsF(0, 0, 0, 0)))
    document = QTextDocument()
    document.setHtml(html.replace("</style>", f"{_STYLE}</style>", 1))
    document.print_(writer)
    del writer  # ends the file
    replace_file(path, bytes(buffer.data().data()))


def _need_application() -> None:
    """Have Qt ready: fonts need an application, and the caller may have no window."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _applications.append(QGuiApplication(["liveness-studio"]))


_applications: list[QGuiApplication] = []
"""Kept to the end of the process."""
