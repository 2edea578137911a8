"""One signal's panel: title, what it says, its map; collapsed, it costs nothing."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.evidence import Evidence, MapKind

from . import theme, wording
from .elided_label import ElidedLabel
from .eye_chips import EyeChipsView
from .map_view import MapView
from .range_dialog import RangeDialog
from .state_label import StateLabel


class PanelKind(NamedTuple):
    """What a panel shows before its signal has spoken."""

    title: str
    map_kind: MapKind
    unit: str
    low: float
    high: float


PANELS: Final[dict[str, PanelKind]] = {
    "depth": PanelKind("Depth", "relief", "mm", -20, 40),
    "texture": PanelKind("Texture", "peak", "dB", 0, 25),
    "reflection": PanelKind("Reflection", "highlight", "levels", 0, 160),
    "motion": PanelKind("Motion", "flow", "% IOD", 0, 3),
}
"""The four signals in the order in which they stand."""

MODEL_PX: Final = 76
"""Width that a model's name may take of the heading, pixels."""


class MapPanel(QWidget):
    """Shows the evidence of one signal.

    Parameters
    ----------
    name
        Name of the signal.
    title
        What a person reads; that of the kind by default.
    kind
        What it shows before its signal has spoken; by default that of `PANELS`.
    foldable
        Whether it has a button that collapses it.
    """

    active_changed = Signal(str, bool)
    """Name, and whether the map is worth computing: shown and not collapsed."""

    def __init__(
        self,
        name: str,
        *,
        title: str | None = None,
        foldable: bool = True,
        kind: PanelKind | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        kind = kind or PANELS[name]
        self.name = name
        self._collapsed = False
        self._reported = False
        self.title = title or wording.said(kind.title)
        self.setObjectName(f"panel-{name}")
        self.setAccessibleName(self.tr("{title} panel").format(title=self.title))
        self._state = StateLabel(text=wording.word_of(None), pixels=13)
        self._state.setMinimumWidth(24)  # the mark and a letter; the name of the map goes first
        self._model = QLabel()
        self._model.setFont(theme.font(11))
        self._model.hide()
        self._button = QToolButton()
        self._button.setAutoRaise(True)
        self._button.setFixedSize(22, 20)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_toggle)
        self._button.setVisible(foldable)
        view = EyeChipsView if kind.map_kind == "highlight" else MapView
        self.view = view(kind.map_kind, kind.unit, kind.low, kind.high)
        self.view.setAccessibleName(self.tr("{title} map").format(title=self.title))
        self._build()
        self._label_button()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def _build(self) -> None:
        heading = ElidedLabel(self.title)
        heading.setMinimumWidth(40)
        heading.setToolTip(self.title)
        heading.setFont(theme.font(13, bold=True))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.GAP)
        top.addWidget(heading)
        top.addWidget(self._model)
        top.addWidget(self._state, 1)
        top.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)

    @property
    def active(self) -> bool:
        """Whether somebody sees the map."""
        return self.isVisible() and not self._collapsed

    @property
    def collapsed(self) -> bool:
        """Whether only the heading is shown."""
        return self._collapsed

    @property
    def state_text(self) -> str:
        """What the heading says of the evidence."""
        return self._state.text

    def set_collapsed(self, collapsed: bool) -> None:
        """Hide the map and stop its work, or bring it back."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        self.view.setVisible(not collapsed)
        vertical = QSizePolicy.Policy.Fixed if collapsed else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._label_button()
        self._report()

    @property
    def model_text(self) -> str:
        """Name of the model in the signal; empty without one."""
        return self._model.toolTip()

    def set_model(self, name: str) -> None:
        """Show the name of the trained model in the signal; empty for none."""
        metrics = self._model.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, MODEL_PX)
        self._model.setText(f"+ {shown}" if name else "")
        self._model.setToolTip(name)
        self._model.setAccessibleName(self.tr("model {name}").format(name=name))
        self._model.setVisible(bool(name))

    def set_evidence(
        self, evidence: Evidence | None, frame: Frame | None = None, face: Face | None = None
    ) -> None:
        """Show an evidence with the frame and face that it was made from."""
        text = wording.word_of(evidence)
        if evidence is not None and evidence.valid:
            value = wording.two_digits(evidence.llr)
            # beside a model's name there is no room for the word, which the strips say, too
            text = value if self.model_text else f"{value} {text}"
        self._state.set_state(wording.state_of(evidence), text)
        if self.underMouse() or not self.toolTip():
            self.setToolTip(self._describe(evidence))
        if not self._collapsed:
            self.view.set_evidence(evidence, frame, face)

    def _describe(self, evidence: Evidence | None) -> str:
        if evidence is None:
            return ""
        lines = [wording.sentence(reason) for reason in evidence.reasons]
        for key, value in evidence.raw.items():
            unit = evidence.units.get(key, "")
            lines.append(f"{key} {value:.4g} {'' if unit == '1' else unit}".rstrip())
        return "\n".join(lines)

    def _label_button(self) -> None:
        self._button.setText("+" if self._collapsed else "\u2013")
        text = self.tr("Show {title}") if self._collapsed else self.tr("Collapse {title}")
        self._button.setAccessibleName(text.format(title=self.title))
        self._button.setToolTip(text.format(title=self.title))

    def _on_toggle(self) -> None:
        self.set_collapsed(not self._collapsed)

    def _on_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        auto = menu.addAction(self.tr("Automatic range"))
        auto.setCheckable(True)
        auto.setChecked(self.view.auto)
        auto.toggled.connect(self.view.set_auto)
        menu.addAction(self.tr("Type the range\u2026"), self.ask_range)
        menu.popup(self.mapToGlobal(position))

    def ask_range(self) -> None:
        """Let the user type the range of the colours; it stays until it is changed."""
        dialog = RangeDialog(self.view.limits, self.view.unit, parent=self)
        dialog.typed.connect(self._on_range)
        dialog.open()

    def _on_range(self, limits: tuple[float, float] | None) -> None:
        self.view.set_auto(False)
        self.view.set_limits(limits)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the map is seen."""
        super().showEvent(event)
        self._report()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees the map."""
        super().hideEvent(event)
        self._report()

    def _report(self) -> None:
        if self.active != self._reported:
            self._reported = self.active
            self.active_changed.emit(self.name, self._reported)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground."""
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.panel))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
