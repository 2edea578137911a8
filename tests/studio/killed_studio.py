"""A studio that records takes of a protocol by itself until it is killed: for test_resume.

Run as ``python killed_studio.py ROOT``; it prints ``take N`` for each finished take and
``disk N`` for each frame of the running one that is known to be on the disk.
"""

from __future__ import annotations

import sys
from pathlib import Path

from liveness.capture.audio import AudioCue
from liveness.capture.demo import DemoSource
from liveness.studio import settings as settings_file
from liveness.studio.app import make_application
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.session_controller import SessionController
from liveness.widgets.draft import PresentationDraft


def say(text: str) -> None:
    print(text, flush=True)


def main(root: Path) -> None:
    app = make_application()
    path = settings_file.default_path()
    window = MainWindow(
        settings_file.load(path),
        settings_path=path,
        slot=EngineSlot(
            opener=lambda _: DemoSource("bona-fide", width=640, height=360, paced=True),
            preroll=False,
        ),
        controller=SessionController(countdown_s=0.0),
        cue=AudioCue(muted=True),
    )
    window.sources._describe = list
    window.view.form.set_draft(
        PresentationDraft("S1", "C1", "O1", site="gate", target="S9", pai="P1")
    )
    window.show()
    window.open_later("demo:bona-fide", root)
    told = 0

    def look() -> None:
        nonlocal told
        place, takes = window.protocols.place, window.view.takes.takes.takes
        if window.takes.root is not None and window.protocols.guided is None:
            if not window.background.busy:
                window.protocols.choose("six")
        elif place is not None and not window.takes.busy:
            if len(takes) > told:
                told = len(takes)
                say(f"take {told}")
            if place.take is not None:
                window.protocols.accept()
            elif not window.takes.problem():
                window.takes.begin()
        elif window.controller.status is not None and told == 3:
            say(f"disk {window.controller.status.frames_on_disk}")

    window.feed.ticked.connect(look)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
