"""Filters of takes that are kept by name, in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject

from liveness.widgets.take_filter import TakeFilter

from .settings import Settings

MAX_NAME = 40


class SavedFilters(QObject):
    """Saves what a filter asks under the name that is typed, and asks it again.

    Parameters
    ----------
    bar
        The filter.
    settings
        Keeps them.
    """

    def __init__(
        self, bar: TakeFilter, settings: Settings, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or bar)
        self._bar, self._settings = bar, settings
        bar.set_saved(settings.filters)
        bar.saved.activated.connect(self._on_chosen)
        bar.keep.clicked.connect(self.save)
        bar.drop.clicked.connect(self.forget)

    def _on_chosen(self, _: int) -> None:
        state = self._settings.filters.get(self._bar.saved.currentText())
        if state is not None:
            self._bar.set_state(state)

    def save(self) -> None:
        """Keep what is asked now under the typed name; one of that name is replaced."""
        name = self._bar.saved.currentText().strip()[:MAX_NAME]
        if name:
            self._settings.filters = {**self._settings.filters, name: self._bar.state()}
            self._bar.set_saved(self._settings.filters, name)

    def forget(self) -> None:
        """Drop the filter of the typed name; what is asked stays."""
        name = self._bar.saved.currentText().strip()
        left = {key: value for key, value in self._settings.filters.items() if key != name}
        self._settings.filters = left
        self._bar.set_saved(left)
