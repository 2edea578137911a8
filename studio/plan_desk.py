"""The sample-size planner beside the coverage: what the takes can show, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.datasets.planner import SampleSize, sample_sizes
from liveness.datasets.protocol import Protocol
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets.sample_plan import SamplePlan

if TYPE_CHECKING:
    from .main_window import MainWindow


class PlanDesk(QObject):
    """Keeps the planner in step with the takes and the protocol that is followed.

    Parameters
    ----------
    window
        The window; its lower tabs get one more.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bench = window.layouts.bench
        self._protocols = window.protocols
        self._coverage = window.view.coverage
        self.widget = SamplePlan()
        window.view.lower_tabs.addTab(self.widget, self.tr("Sample size"))
        self._takes: list[TakeRecord] = []
        self._protocol: Protocol | None = None
        self.widget.claim_changed.connect(lambda _: self._show())
        self._bench.takes.root_changed.connect(lambda _: self._read())
        self._bench.takes.take_added.connect(lambda *_: self._read())
        self._bench.history.written.connect(self._read)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """It has no action of its own."""
        return {}

    def _read(self) -> None:
        root = self._bench.root
        if root is None:
            return

        def show(found: tuple[DatasetRoot, list[TakeRecord]]) -> None:
            if found[0] is self._bench.root:
                self._takes = found[1]
                self._show()

        self._bench.background.run(lambda: (root, root.takes()), show)

    @property
    def sizes(self) -> tuple[SampleSize, ...]:
        """What the takes can show; of the protocol that is followed, where one is."""
        claim = float(self.widget.claim.currentData())
        return sample_sizes(self._takes, self._protocol, claim=claim)

    def _show(self) -> None:
        sizes = self.sizes if self._bench.root is not None else ()
        self.widget.set_sizes(sizes)
        self._coverage.cells.set_notes({size.label: size.sentence for size in sizes})

    def tick(self, _: Snapshot | None) -> None:
        """Follow the protocol."""
        protocol = self._protocols.protocol
        if protocol is not self._protocol:
            self._protocol = protocol
            self._show()

    def close(self) -> None:
        """Nothing is held."""
