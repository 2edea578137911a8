"""Asks which signal is to be trained on the takes of the dataset, and where the model goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)


class TrainDialog(QDialog):
    """Chooses a signal and a file; the caller trains.

    Parameters
    ----------
    signals
        Title by name of the signals that are there.
    folder
        Where models are offered to go.
    dataset, takes
        Name of the dataset and number of its takes.
    """

    train_requested = Signal(str, str)
    """Train the signal of this name, and write this file."""

    def __init__(
        self,
        signals: Mapping[str, str],
        folder: Path,
        *,
        dataset: str,
        takes: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train a signal"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder, self._dataset = folder, dataset
        self.signal = QComboBox()
        for name, title in signals.items():
            self.signal.addItem(title, name)
        self.file = QLineEdit()
        self._browse = QPushButton(self.tr("Choose\u2026"))
        self._buttons = QDialogButtonBox()
        self._train = self._buttons.addButton(
            self.tr("Train"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._build(takes)
        self.signal.currentIndexChanged.connect(self._name_file)
        self.file.textChanged.connect(self._check)
        self._browse.clicked.connect(self._ask)
        self._buttons.accepted.connect(self._on_train)
        self._buttons.rejected.connect(self.reject)
        self._name_file()

    def _build(self, takes: int) -> None:
        text = QLabel(
            self.tr(
                "One signal learns from the takes of this dataset, the others stay as they "
                "are. The figures come from people whom the model that judged them had not "
                "seen. Only takes whose consent allows training count."
            )
        )
        text.setWordWrap(True)
        text.setMinimumWidth(440)
        data = QLabel(
            self.tr("{dataset}, {count} takes").format(dataset=self._dataset, count=takes)
        )
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self._browse)
        form = QFormLayout(self)
        form.addRow(text)
        form.addRow(self.tr("Dataset"), data)
        form.addRow(self.tr("Signal"), self.signal)
        form.addRow(self.tr("Model file"), row)
        form.addRow(self._buttons)
        for field, name in (
            (self.signal, self.tr("Signal")),
            (self.file, self.tr("Model file")),
            (self._browse, self.tr("Choose the model file")),
            (self._train, self.tr("Train")),
            (self._cancel, self.tr("Cancel")),
        ):
            field.setAccessibleName(name)

    @property
    def chosen(self) -> tuple[str, str]:
        """Name of the signal and path of the file."""
        return self.signal.currentData() or "", self.file.text().strip()

    def _name_file(self) -> None:
        name = f"{self._dataset}-{self.chosen[0]}.json"
        self.file.setText(str(self._folder / name))

    def _check(self) -> None:
        name, path = self.chosen
        self._train.setEnabled(bool(name and path))

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Model file"), self.chosen[1])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Models (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()

    def _on_train(self) -> None:
        self.train_requested.emit(*self.chosen)
        self.accept()
