"""Evaluate in the window: the same question, engine and file as the command line's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import LivenessError
from liveness.datasets.metrics import ErrorRates, Rule
from liveness.datasets.store import DatasetRoot
from liveness.studio.evaluating import Question, evaluate
from liveness.studio.evaluation import SCHEME_WORDS, Evaluation, Scheme
from liveness.studio.reporting import report_html
from liveness.studio.taking import generator
from liveness.widgets import theme
from liveness.widgets.rate_bars import rate_text
from liveness.widgets.rows_table import Cell, RowsTable

from .jobs import Jobs, Step
from .panels import StatePanel
from .state import CalibrateState


class EvaluatePanel(StatePanel):
    """Asks for error rates under a scheme, shows them by part, and saves them.

    Parameters
    ----------
    state
        Has the profile that is judged as it is.
    jobs
        Runs the evaluation.
    rule
        The rule that is typed.
    on_error
        Told what went wrong.
    workers
        Processes that score takes.
    """

    def __init__(
        self,
        state: CalibrateState,
        jobs: Jobs,
        rule: Callable[[], str],
        on_error: Callable[[LivenessError], None],
        *,
        workers: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(state, parent=parent)
        self._jobs, self._rule, self._on_error = jobs, rule, on_error
        self._workers = workers
        self._root: DatasetRoot | None = None
        self.found: Evaluation | None = None
        """The last evaluation."""
        self.scheme = QComboBox()
        for scheme in get_args(Scheme):
            self.scheme.addItem(scheme, scheme)
            self.scheme.setItemData(
                self.scheme.count() - 1, SCHEME_WORDS[scheme], Qt.ItemDataRole.ToolTipRole
            )
        self.go = QPushButton(self.tr("Evaluate"))
        self.save_json = QPushButton(self.tr("Save JSON\u2026"))
        self.save_report = QPushButton(self.tr("Save report\u2026"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(11, tabular=True))
        self.words.setAccessibleName(self.tr("Evaluation in words"))
        self.table = RowsTable(
            self.tr("Choose a scheme, then Evaluate: each row is a part that was left out.")
        )
        self.table.setAccessibleName(self.tr("Error rates by part"))
        row = QHBoxLayout()
        self.labelled(self.tr("Scheme"), self.scheme, row)
        for button in (self.go, self.save_json, self.save_report):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.words)
        self.column.addWidget(self.table, 1)
        self.go.clicked.connect(self.begin)
        self.save_json.clicked.connect(partial(self._ask_file, "json"))
        self.save_report.clicked.connect(partial(self._ask_file, "html"))
        self.refresh()

    def set_root(self, root: DatasetRoot | None) -> None:
        """Evaluate another dataset."""
        self._root, self.found = root, None
        self.refresh()

    def begin(self) -> None:
        """Evaluate by the scheme that is chosen; ``cross`` asks for the other dataset."""
        if self.scheme.currentData() == "cross":
            dialog = QFileDialog(self, self.tr("The other dataset"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.fileSelected.connect(self.ask)
            dialog.open()
        else:
            self.ask(None)

    def ask(self, against: str | None) -> None:
        """Evaluate; ``against`` is the other dataset of the scheme ``cross``."""
        scheme = self.scheme.currentData()
        if self._root is None:
            return
        try:
            question = Question(
                scheme,
                profile=self.state.profile if scheme == "as-is" else None,
                against=None if against is None else DatasetRoot.open(Path(against)),
                rule=Rule.parse(self._rule()),
            )
            question.check()
        except LivenessError as error:
            self._on_error(error)
            return
        work = partial(_evaluate, self._root, question, self._workers)
        self._jobs.run(self.tr("Evaluating"), work, self._on_found)

    def _on_found(self, found: Evaluation) -> None:
        self.found = found
        self.refresh()

    def refresh(self) -> None:
        """Show the last evaluation."""
        found = self.found
        for button in (self.save_json, self.save_report):
            button.setEnabled(found is not None)
        if found is None:
            self.words.clear()
            self.table.set_rows((), ())
            return
        rows = [_cells(self.tr("all"), "", found.assessment.rates)]
        rows += [
            _cells(part.left_out, ", ".join(f"{t:.2f}" for t in part.thresholds), part.rates)
            for part in found.parts
        ]
        headings = (
            self.tr("Left out"),
            self.tr("BPCER"),
            self.tr("Worst species"),
            self.tr("APCER"),
            self.tr("threshold, nat"),
        )
        self.table.set_rows(headings, rows)
        said = [found.scheme_words, *found.warnings]
        if found.loss is not None:
            text = self.tr("From within to across: APCER {apcer}, BPCER {bpcer}.")
            said.insert(
                1,
                text.format(
                    apcer=_points(found.loss.apcer_loss), bpcer=_points(found.loss.bpcer_loss)
                ),
            )
        self.words.setText(" \u00b7 ".join(said[:4]))
        self.words.setToolTip("\n".join(said))

    # files

    def json_text(self) -> str:
        """Return the evaluation as ``evaluate --format json`` prints it."""
        return "" if self.found is None else self.found.model_dump_json(indent=2) + "\n"

    def _ask_file(self, kind: str) -> None:
        dialog = QFileDialog(self, self.tr("Save the evaluation"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.save, kind))
        dialog.open()

    def save(self, kind: str, path: str) -> None:
        """Write the evaluation as ``json``, or as a page that needs no network (``html``)."""
        if self.found is None or self._root is None:
            return
        text = self.json_text()
        if kind == "html":
            title = self._root.path.name
            text = report_html(self.found, title=title, generator=generator())
        try:
            replace_file(Path(path), text.encode())
        except LivenessError as error:
            self._on_error(error)


def _cells(name: str, threshold: str, rates: ErrorRates) -> list[Cell]:
    apcer = "-" if rates.apcer is None else rate_text(rates.apcer)
    return [name, rate_text(rates.bpcer), rates.worst_species or "-", apcer, threshold]


def _points(loss: float | None) -> str:
    return "?" if loss is None else f"{100 * loss:+.1f} points"


def _evaluate(root: DatasetRoot, question: Question, workers: int, step: Step) -> Evaluation:
    return evaluate(root, question, workers=workers, on_done=step)
