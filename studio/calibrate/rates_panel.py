"""What the threshold costs: the verdict in words, the worst species, and every rate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from liveness.datasets.metrics.separation import ThresholdReading
from liveness.widgets import theme
from liveness.widgets.rate_bars import Bar, RateBars, rate_text


class RatesPanel(QWidget):
    """Shows a reading; the headline is the worst species, never a mean."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = QLabel()
        self.headline.setFont(theme.font(16, bold=True, tabular=True))
        self.headline.setAccessibleName(self.tr("Worst case"))
        self.rate = QLabel()
        self.rate.setFont(theme.font(13, bold=True, tabular=True))
        self.rate.setAccessibleName(self.tr("APCER of the worst species"))
        self.verdict = QLabel()
        self.verdict.setFont(theme.font(13))
        self.verdict.setAccessibleName(self.tr("Verdict"))
        self.literature = QLabel()
        self.literature.setFont(theme.font(11, tabular=True))
        self.literature.setEnabled(False)
        self.literature.setAccessibleName(self.tr("For comparison with literature"))
        self.bars = RateBars()
        for label in (self.headline, self.rate):
            # a long text is cut here, never wider than the column; the bars say it, too
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        for label in (self.verdict, self.literature):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.headline, self.rate, self.bars, self.literature, self.verdict):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def set_reading(self, reading: ThresholdReading | None, words: Sequence[str]) -> None:
        """Show the rates at a threshold, and what is to be said of it."""
        _put(self.verdict, "\n".join(words))
        if reading is None:
            _put(self.headline, "")
            _put(self.rate, "")
            _put(self.literature, "")
            self.bars.set_bars(())
            return
        worst = reading.worst
        if worst is None:
            _put(self.headline, self.tr("No APCER"))
            _put(self.rate, self.tr("No attack has a score here."))
        else:
            _put(self.headline, self.tr("Worst: {species}").format(species=worst[0]))
            _put(self.rate, self.tr("APCER {rate}").format(rate=rate_text(worst[1])))
        acer = reading.acer
        text = self.tr("ACER {acer:.1f} %: not of the standard, for literature only.")
        _put(self.literature, "" if acer is None else text.format(acer=100 * acer))
        self.bars.set_bars(bars_of(reading))


def bars_of(reading: ThresholdReading) -> list[Bar]:
    """Return BPCER, then APCER of each species with the worst in bold."""
    worst = reading.worst
    bars = [Bar("bona-fide", "BPCER", reading.bpcer)]
    bars += [
        Bar(name, f"APCER {name}", rate, worst is not None and worst[0] == name)
        for name, rate in reading.species.items()
    ]
    return bars


def _put(label: QLabel, text: str) -> None:
    """Set a text that is another one: a layout that is made anew takes time."""
    if label.text() != text:
        label.setText(text)
        label.setVisible(bool(text))
