"""Tools: parts of the window that bring their own actions, work per tick and ending.

A tool joins the window by one line in `TOOLS`, and its actions by their lines in
`actions.ACTIONS`; the window itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from liveness.capture.analysis import Snapshot

from .calibrate.tool import CalibrateTool
from .calibration_tool import CalibrationTool
from .camera_desk import CameraDesk
from .cue_desk import CueDesk
from .day_desk import DayDesk
from .diagnostics_desk import DiagnosticsDesk
from .edit_desk import EditDesk
from .hot_plug import make_hot_plug
from .key_desk import KeyDesk
from .language_desk import LanguageDesk
from .mark_desk import MarkDesk
from .palette_desk import PaletteDesk
from .plan_desk import PlanDesk
from .preflight_tool import PreflightTool
from .protocol_tool import ProtocolTool
from .queue_desk import QueueDesk
from .report_desk import ReportDesk
from .retention_desk import RetentionDesk
from .sample_desk import SampleDesk
from .scope_tool import ScopeTool
from .settings_keeper import SettingsKeeper
from .sound_desk import SoundDesk
from .speech_desk import SpeechDesk
from .speed_desk import SpeedDesk
from .summary_desk import SummaryDesk
from .tour_desk import TourDesk
from .train_desk import TrainDesk
from .verify_desk import VerifyDesk

if TYPE_CHECKING:
    from .main_window import MainWindow


class Tool(Protocol):
    """What the window asks of a tool."""

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What is done at each of the tool's actions, by the action's id."""
        ...

    def tick(self, snapshot: Snapshot | None) -> None:
        """Look at the newest picture and state, some 30 times a second; never block."""
        ...

    def close(self) -> None:
        """Let go of everything; the window closes."""
        ...


TOOLS: tuple[Callable[[MainWindow], Tool], ...] = (
    CalibrationTool,
    CueDesk,
    CameraDesk,
    CalibrateTool,
    DayDesk,
    DiagnosticsDesk,
    EditDesk,
    KeyDesk,
    MarkDesk,
    LanguageDesk,
    PreflightTool,
    PaletteDesk,
    ReportDesk,
    RetentionDesk,
    SampleDesk,
    SummaryDesk,
    TourDesk,
    VerifyDesk,
    ScopeTool,
    TrainDesk,
    make_hot_plug,
    PlanDesk,
    ProtocolTool,
    SettingsKeeper,
    SoundDesk,
    SpeechDesk,
    SpeedDesk,
    QueueDesk,
)
"""Makers of the tools, called once the desks and the layouts stand."""
