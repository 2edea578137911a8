"""The menu of protocols: those that ship, those of the site, a file, none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from liveness.datasets.protocol import Protocol

from .protocols import own_protocols, shipped_protocols


class ProtocolMenu(QMenu):
    """Offers protocols; the site's own are read each time it opens.

    Parameters
    ----------
    choose
        Called with an id or a path.
    ask, leave
        Called for a file, and for no protocol.
    """

    def __init__(
        self,
        choose: Callable[[str], None],
        ask: Callable[[], None],
        leave: Callable[[], None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Protocol"))
        self._choose, self._own = choose, list[QAction]()
        for protocol in shipped_protocols():
            self._add(protocol.title, partial(choose, protocol.id))
        self._end = self.addSeparator()
        self._add(self.tr("&Open a protocol file\u2026"), ask)
        self.addSeparator()
        self._add(self.tr("&No protocol"), leave)
        self.aboutToShow.connect(self.refresh)

    def _add(self, text: str, chosen: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda *_: chosen())
        self.addAction(action)
        return action

    def refresh(self) -> None:
        """Offer the site's own protocols as they are now, those with faults, too."""
        for action in self._own:
            self.removeAction(action)
            action.deleteLater()
        self._own.clear()
        for path, found in own_protocols():
            title = self.tr("{file} (at fault)").format(file=path.name)
            if isinstance(found, Protocol):
                title = found.title
            action = self._add(title, partial(self._choose, str(path)))
            self.insertAction(self._end, action)
            action.setToolTip(str(path))
            self._own.append(action)
