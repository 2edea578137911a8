"""Link the top-level folders into the namespace ``liveness`` for editable installs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("studio", "widgets", "capture", "datasets")


class EditableLinks(BuildHookInterface):  # type: ignore[type-arg]
    """Make ``build/editable/liveness/<room>`` point at ``<room>``.

    hatchling refuses an editable install when a wheel's path is rewritten; a folder of
    links gives the interpreter, mypy and the linters the same picture as the wheel.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            return
        root = Path(self.root)
        package = root / "build" / "editable" / "liveness"
        package.mkdir(parents=True, exist_ok=True)
        for room in ROOMS:
            link, target = package / room, root / room
            if link.is_symlink() or link.exists():
                if link.resolve() == target.resolve():
                    continue
                link.unlink()
            if sys.platform == "win32":  # a junction needs no privilege
                import _winapi

                _winapi.CreateJunction(str(target), str(link))
            else:
                link.symlink_to(os.path.relpath(target, package), target_is_directory=True)
