"""The studio's log: a file that rotates, so that a fault can be told after the window is gone.

It holds what the parts say of themselves, and every error that a person was shown. Pictures are
never in it; ids may be, as in the error texts, so `diagnostics` takes them out of its copy.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
from pathlib import Path
from typing import Final, TextIO

import platformdirs

VARIABLE: Final = "LIVENESS_LOG"
"""Environment variable that names another log file; empty for none."""

MAX_BYTES: Final = 1_000_000
KEPT: Final = 3
_crashes: Final[list[TextIO]] = []
"""Files for the stacks of a crash; kept open, as a crash cannot open one."""

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"


def log_path() -> Path | None:
    """Return where the log is, ``None`` when the user wants none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_log_path("liveness-studio", appauthor=False) / "studio.log"


def start_log(path: Path | None = None) -> Path | None:
    """Write the log of this process to a file.

    Parameters
    ----------
    path
        The file; `log_path` by default. Its folder is made.

    Returns
    -------
    Path or None
        The file, ``None`` when there is no log: none is wanted, or the disk refuses. A studio
        without a log works.
    """
    path = path or log_path()
    if path is None:
        return None
    logger = logging.getLogger("liveness")
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in logger.handlers):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=False
        )
    except OSError as error:
        logger.warning("there is no log file: %s", error)
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    _tell_crashes(path.with_suffix(".crash"))
    return path


def _tell_crashes(path: Path) -> None:
    """Let a crash in native code leave the stacks of all threads in a file beside the log."""
    try:
        stream = path.open("a", encoding="utf-8")
    except OSError:
        return
    _crashes.append(stream)
    faulthandler.enable(stream)


def stop_log() -> None:
    """Close the log file; for tests."""
    logger = logging.getLogger("liveness")
    for handler in list(logger.handlers):
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
    while _crashes:
        faulthandler.disable()
        _crashes.pop().close()


def read_log(path: Path | None = None, limit: int = 400_000) -> str:
    """Return the end of the log, the older parts first, at most ``limit`` characters."""
    path = path or log_path()
    if path is None:
        return ""
    older = [path.with_name(f"{path.name}.{i}") for i in range(KEPT, 0, -1)]
    parts = []
    for part in (*older, path, path.with_suffix(".crash")):
        try:
            parts.append(part.read_text("utf-8", errors="replace"))
        except OSError:
            continue
    return "".join(parts)[-limit:]
