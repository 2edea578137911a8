"""The picture with the map of the signal that is looked at: of a take, or live."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.evidence import Evidence
from liveness.widgets import theme
from liveness.widgets.map_panel import PANELS, MapPanel
from liveness.widgets.preview import PreviewWidget

from .panels import StatePanel
from .state import CalibrateState


class PicturePanel(StatePanel):
    """The picture, and beside it the map of a signal that has one."""

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(state, parent=parent)
        self.what = QLabel()
        self.what.setFont(theme.font(11, tabular=True))
        self.maps = {name: MapPanel(name, foldable=False) for name in PANELS}
        self.picture = PreviewWidget()
        self.picture.set_empty_text(self.tr("Choose a take in the strips, or look live."))
        self.stack = QStackedWidget()
        for panel in self.maps.values():
            self.stack.addWidget(panel)
        for panel in self.maps.values():
            panel.view.set_empty_text(self.tr("Choose a take in the strips, or look live."))
        row = QHBoxLayout()
        row.addWidget(self.picture, 1)
        row.addWidget(self.stack, 1)
        self.column.addWidget(self.what)
        self.column.addLayout(row, 1)
        self._shown: tuple[str, Frame | None, Face | None, Mapping[str, Evidence]] = (
            "",
            None,
            None,
            {},
        )

    def show_moment(
        self,
        text: str,
        frame: Frame | None,
        face: Face | None,
        evidence: Mapping[str, Evidence],
    ) -> None:
        """Show a picture, and what the signals say of it.

        Parameters
        ----------
        text
            Where it comes from.
        frame, face
            The picture, and the face in it.
        evidence
            By signal, with the maps that were made.
        """
        self._shown = (text, frame, face, evidence)
        self.refresh()

    def refresh(self) -> None:
        """Show the moment as the signal that is looked at sees it."""
        text, frame, face, evidence = self._shown
        self.what.setText(text)
        self.picture.set_frame(frame)
        self.picture.set_face(face)
        panel = self.maps.get(self.state.name)
        self.stack.setVisible(panel is not None)
        if panel is None:
            return
        self.stack.setCurrentWidget(panel)
        panel.set_evidence(evidence.get(self.state.name), frame, face)
