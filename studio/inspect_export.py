"""Any view of Inspect as a file: PNG and SVG of what is drawn, CSV of the numbers behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.evidence import SignalMap
from liveness.widgets.message_bar import Message

from .inspect_page import InspectPage
from .layouts import Workbench
from .open_take import TakeContent

Numbers = Callable[[], str | None]


def course_csv(content: TakeContent) -> str:
    """Return time, frame, source index, score of each signal and the fused one, as CSV.

    A cell is empty where nothing was said.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(content.tracks)
    heads = [f"{name}_llr_nat" for name in names]
    writer.writerow(["time_ms", "frame", "index", *heads, "fused_llr_nat", "decision"])
    columns = [content.tracks[name].llr for name in names] + [content.fused]
    for row in range(content.count):
        values = [float(column[row]) for column in columns]
        told = [f"{value:.6g}" if np.isfinite(value) else "" for value in values]
        ms = f"{content.time_ns[row] / 1e6:.3f}"
        writer.writerow([ms, row, int(content.index[row]), *told, content.decisions[row]])
    return out.getvalue()


def map_csv(found: SignalMap) -> str:
    """Return a map's values row by row, after two lines that say what they are."""
    out = io.StringIO()
    out.write(f"# {found.title or found.kind}, {found.unit}, shape {found.values.shape}\n")
    out.write(
        "# box in the picture (x, y, width, height), px: " + " ".join(map(str, found.box))
    )
    out.write("\n")
    np.savetxt(out, found.values, fmt="%.6g", delimiter=",")
    return out.getvalue()


def draw(widget: QWidget, suffix: str) -> bytes:
    """Return a widget as it is on the screen, as PNG or SVG."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if suffix == ".png":
        widget.grab().save(buffer, "PNG")
    else:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(widget.width(), widget.height()))
        generator.setViewBox(widget.rect())
        painter = QPainter(generator)
        widget.render(painter, widget.rect().topLeft())
        painter.end()
    buffer.close()
    return bytes(store.data())


class InspectExport(QObject):
    """The Export button of the Inspect layout.

    Parameters
    ----------
    page
        The layout.
    bench
        What the layouts share.
    """

    def __init__(self, page: InspectPage, bench: Workbench) -> None:
        super().__init__(page)
        self._page, self._bench = page, bench
        self.button = QPushButton(self.tr("Export"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self.button)
        self.views: dict[str, tuple[str, QWidget, Numbers]] = {
            "picture": (self.tr("Picture"), page.picture, lambda: None),
            "course": (self.tr("Scores over time"), page.timeline, self._course),
            "page": (self.tr("Whole layout"), page, lambda: None),
        }
        for name, panel in page.panels.items():
            text = self.tr("{title} map").format(title=panel.title)
            self.views[name] = (text, panel, partial(self._map, name))
        for id_, view in self.views.items():
            action = QAction(f"{view[0]}\u2026", self.menu)
            action.triggered.connect(partial(self.ask, id_))
            self.menu.addAction(action)
        self.button.setMenu(self.menu)

    def _course(self) -> str | None:
        content = self._page.content
        return None if content is None or self._page.hidden else course_csv(content)

    def _map(self, name: str) -> str | None:
        content = self._page.content
        track = None if content is None or self._page.hidden else content.tracks.get(name)
        evidence = None if track is None else track.at(self._page.timeline.row, with_map=True)
        return None if evidence is None or evidence.map is None else map_csv(evidence.map)

    def ask(self, id_: str, *_: object) -> None:
        """Let the user choose a file for a view."""
        title, numbers = self.views[id_][0], self.views[id_][2]
        filters = [self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)")]
        if numbers() is not None:
            filters.append(self.tr("Numbers (*.csv)"))
        dialog = QFileDialog(self._page, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self._save_or_say, id_))
        dialog.open()

    def _save_or_say(self, id_: str, path: str) -> None:
        try:
            self.save(id_, Path(path))
        except LivenessError as error:
            self._bench.messages.show_message(Message.of(error))

    def save(self, id_: str, path: Path) -> None:
        """Write a view; the suffix of the path says how.

        Raises
        ------
        UsageError
            ``E-EXP-07`` for another suffix, or numbers that are not there.
        StorageError
            When the file cannot be written.
        """
        view = self.views[id_]
        widget, numbers = view[1], view[2]
        suffix = path.suffix.lower()
        if suffix in (".png", ".svg"):
            replace_file(path, draw(widget, suffix))
            return
        text: str | None = numbers() if suffix == ".csv" else None
        if text is None:
            raise UsageError(
                "E-EXP-07",
                f"this view cannot be written as {suffix or 'a file without a suffix'}",
                "there are no numbers behind it now" if suffix == ".csv" else "",
                "give .png or .svg, or .csv where a take with numbers is open",
            )
        replace_file(path, text.encode("utf-8"))
