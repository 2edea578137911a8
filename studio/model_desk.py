"""Trained models in the window: put into a signal, shown, and taken out while it runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from liveness.capture.engine import LiveEngine
from liveness.capture.model import ModelScorer
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import ModelBytes, read_model
from liveness.widgets.message_bar import Message

from .background import Background
from .collect_view import CollectView


class ModelDesk(QObject):
    """Owns the menu of the signals and the models that are in them.

    A model stays in its signal when the source changes.

    Parameters
    ----------
    view, background
        What it works on.
    """

    def __init__(
        self, view: CollectView, background: Background, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._background = view, background
        self._engine: LiveEngine | None = None
        self._models: dict[str, ModelBytes] = {}
        self.menu = QMenu(self.tr("Si&gnals"), view)
        self.actions_by_id: dict[str, QAction] = {}
        for name, panel in view.panels.items():
            self._add(f"model.load.{name}", self.tr("Load a model into {signal}…"), panel.title)
        self.menu.addSeparator()
        for name, panel in view.panels.items():
            self._add(
                f"model.remove.{name}", self.tr("Remove the model of {signal}"), panel.title
            )
        for name in view.panels:
            self.actions_by_id[f"model.load.{name}"].triggered.connect(partial(self.ask, name))
            remove = self.actions_by_id[f"model.remove.{name}"]
            remove.triggered.connect(partial(self.remove, name))
            remove.setEnabled(False)

    def _add(self, id_: str, text: str, title: str) -> None:
        action = QAction(text.format(signal=title.lower()), self)
        action.setObjectName(id_)
        self.menu.addAction(action)
        self.actions_by_id[id_] = action

    def set_engine(self, engine: LiveEngine | None) -> None:
        """Put the models into the signals of another source."""
        self._engine = engine
        if engine is not None:
            for name, model in self._models.items():
                engine.set_model(name, model)

    def ask(self, name: str, *_: object) -> None:
        """Let the user choose a model's JSON file, without blocking the window."""
        title = self.tr("Model for {signal}").format(signal=self._view.panels[name].title)
        dialog = QFileDialog(self._view.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Models (*.json)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.load, name))
        dialog.open()

    def load(self, name: str, path: str) -> None:
        """Read and try a model in a thread, then put it into the signal ``name``."""
        self._background.run(partial(_tried, Path(path)), partial(self._put, name))

    def remove(self, name: str, *_: object) -> None:
        """Take the model out of the signal ``name``."""
        self._put(name, None)

    def _put(self, name: str, model: ModelBytes | None) -> None:
        try:
            if self._engine is not None:
                self._engine.set_model(name, model)
        except LivenessError as error:
            self._view.messages.show_message(Message.of(error))
            return
        if model is None:
            self._models.pop(name, None)
        else:
            self._models[name] = model
        self.actions_by_id[f"model.remove.{name}"].setEnabled(model is not None)
        self._view.panels[name].set_model("" if model is None else model.file.name)


def _tried(path: Path) -> ModelBytes:
    """Read a model and run it once, so that what is wrong is said now."""
    model = read_model(path)
    ModelScorer(model)
    return model
