"""Asks a child process one question after the other; none of them can hang or crash us."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from typing import Self


class Child:
    """A Python module that answers every line of its input with one line; a context manager.

    Parameters
    ----------
    module
        Run as ``python -m module``.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader: threading.Thread | None = None

    def ask(self, line: str, limit_s: float) -> str | None:
        """Return the answer to a line, or ``None`` when the child died or took too long.

        The next question then goes to a new child.

        Parameters
        ----------
        line
            Without an end of line in it.
        limit_s
            Time limit, seconds.
        """
        if self._process is None:
            self._start()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=limit_s)
        except (OSError, ValueError, queue.Empty):
            answer = ""
        if not answer:
            self.close()
        return answer or None

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if self._reader is not None:
            self._reader.join(5.0)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def __enter__(self) -> Self:
        """Return the child; it starts with the first question."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def _start(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            text=True,
            encoding="utf-8",
        )
        answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=_collect, args=(process, answers), daemon=True)
        self._reader.start()
        self._process, self._answers = process, answers


def _collect(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout or ():
            answers.put(line.rstrip("\n"))
    # an empty line is no answer: the child is at its end
    answers.put("")
