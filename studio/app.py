"""Starts the window; every way to fail ends in one clear line and an exit code."""

from __future__ import annotations

import faulthandler
import gc
import logging
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from liveness.datasets.errors import LivenessError
from liveness.datasets.session import PrivacyMode
from liveness.widgets import qtenv

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from liveness.datasets.profile import Profile
    from liveness.widgets.theme import ThemeName

    from .main_window import MainWindow

log = logging.getLogger(__name__)

SWITCH_S = 0.002
"""How long a Python thread may run while another waits, seconds; 5 ms by default."""


def make_application(theme_name: ThemeName = "dark") -> QApplication:
    """Return the application object, with theme and names; made once per process.

    Raises
    ------
    LivenessError
        ``E-ENV-01`` for a PySide6 that crashes, ``E-ENV-02`` without a display.
    """
    qtenv.check_binding()
    qtenv.check_display()
    from PySide6.QtWidgets import QApplication

    from liveness.widgets import theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["liveness-studio"])
    app.setApplicationName("liveness-studio")
    app.setApplicationDisplayName("Liveness Studio")
    app.setDesktopFileName("liveness-studio")
    theme.apply(app, theme_name)
    return app


def run(
    source: str | None,
    root: Path | None,
    *,
    demo: bool = False,
    exit_after: float | None = None,
    prefill: Mapping[str, str | None] | None = None,
    profile: Path | None = None,
    protocol: str | None = None,
) -> int:
    """Open the studio and return its exit code.

    Parameters
    ----------
    source
        What to open; ``None`` shows the card, or what ``demo`` says.
    root
        The dataset to collect into; the last one by default.
    demo
        Start the demo camera when no source is named.
    exit_after
        Close after so many seconds; for tests and pictures.
    prefill
        Fields of the form: ``subject``, ``consent``, ``operator``, ``site``, ``session``,
        ``target``, ``pai``, ``privacy``, ``retain_until``, ``station``.
    profile
        Decides what is live; else uncalibrated.
    protocol
        Id or file of the protocol that is followed; the last one by default.

    Raises
    ------
    LivenessError
        When the profile cannot be used.
    """
    from liveness.datasets.profile import Profile

    decides = None if profile is None else Profile.load(profile)
    window_or_code = _open(prefill, profile=decides)
    if isinstance(window_or_code, int):
        return window_or_code
    app, window = window_or_code
    if protocol is not None:
        window.settings.protocol = protocol
    window.open_later(source or ("demo:bona-fide" if demo else None), root)
    if exit_after is None:
        _welcome(window)
    return _loop(app, window, exit_after)


def run_demo(
    root: Path,
    *,
    subjects: int = 2,
    takes: int = 8,
    site: str = "demo",
    seed: int = 0,
    privacy: PrivacyMode = "full",
    exit_when_done: bool = False,
) -> int:
    """Record the demo's takes in the window, before everybody's eyes.

    Returns
    -------
    int
        0 when every take came and the dataset verifies clean, else 1.
    """
    prefill = {"operator": "DEMO-O1", "site": site, "privacy": privacy}
    opened = _open(prefill, remember=False)
    if isinstance(opened, int):
        return opened
    app, window = opened
    from .demo_tour import DemoTour

    tour = DemoTour(window, root, subjects=subjects, takes=takes, seed=seed)
    tour.exit_when_done = exit_when_done
    tour.start()
    _loop(app, window, None)
    return tour.exit_code


def _open(
    prefill: Mapping[str, str | None] | None,
    *,
    remember: bool = True,
    profile: Profile | None = None,
) -> tuple[QApplication, MainWindow] | int:
    from . import settings as settings_file
    from .logs import start_log

    start_log()
    path = settings_file.default_path()
    settings = settings_file.load(path)
    try:
        app = make_application(settings.theme)
    except LivenessError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    from . import language
    from .main_window import MainWindow

    language.install(settings.language or language.of_system())
    _catch_everything()
    from .profile_desk import ProfileDesk, slot_of

    slot = None if profile is None else slot_of(profile, preroll=settings.preroll)
    window = MainWindow(settings, settings_path=path if remember else None, slot=slot)
    if profile is not None:
        ProfileDesk(profile, window.slot, window.feed, window.view.messages, parent=window)
    if prefill:
        window.takes.prefill(prefill)
    smooth(window)
    window.show()
    return app, window


def _welcome(window: MainWindow) -> None:
    """Show a newcomer around, once."""
    from .tour_desk import TourDesk

    for tool in window.tools:
        if isinstance(tool, TourDesk):
            tool.welcome()


def smooth(window: MainWindow) -> None:
    """Let the process give the window its turn often, and never stop it to look for garbage.

    Half of the analysis is Python, so threads change more often. A full collection looks at
    every object of every imported module and holds all threads for 90 ms: what is alive once
    the first picture was analysed is taken out of its sight, once.
    """
    from PySide6.QtCore import Qt

    sys.setswitchinterval(SWITCH_S)
    window.feed.first_seen.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)


def _loop(app: QApplication, window: MainWindow, exit_after: float | None) -> int:
    from PySide6.QtCore import QTimer

    # Python handles Ctrl+C between two ticks of the feed's timer
    signal.signal(signal.SIGINT, lambda *_: window.close())
    if exit_after is not None:
        QTimer.singleShot(round(exit_after * 1000), window, window.close)
    return int(app.exec())


def _catch_everything() -> None:
    """Log what no handler caught; a window must not vanish for a fault in one slot."""
    if not faulthandler.is_enabled() and sys.stderr is not None:
        faulthandler.enable()

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("unhandled", exc_info=(kind, error, trace))

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook
