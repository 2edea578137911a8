"""The demo camera: a source with known truth that needs no hardware.

It re-renders one public-domain portrait as a live person and as attacks (``scenes/``), with
ground truth for every frame. **It proves the code, never a field error rate**: one picture,
one relief, no camera, no person and no real attack stand behind it.
"""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Self

from liveness.datasets.errors import SourceError, UsageError
from liveness.datasets.take import CaptureInfo

from .frame import Frame
from .scenes import SCENES, build_scene
from .scenes.looks import LOOKS
from .scenes.scene import Scene
from .scenes.truth import Truth

DEMO_SCENES: tuple[str, ...] = tuple(SCENES)
"""``bona-fide``, then the PAI species that the demo camera renders."""


class DemoSource:
    """A camera that looks at a rendered scene.

    Frame ``k`` depends on scene, subject, seed, size and rate alone, not on what was read
    before. With the same seed and subject every scene shows the same person.

    Parameters
    ----------
    scene
        One of :data:`DEMO_SCENES`.
    seed
        Draws motion, background and noise.
    subject
        Number of the demo subject, 0 or more; six are composed by hand.
    width, height
        Picture size in pixels.
    fps
        Frames per second.
    paced
        Whether frames come at their own time, as from a camera: stamped with
        ``time.monotonic_ns`` of their schedule, and skipped when the reader is late.
        Otherwise they come as fast as they are read, stamped ``index / fps``.
    frames
        Where the source ends; ``None`` for never.
    strength
        How strongly the scene shows what gives it away, 0 to 1: contrast and period of moire
        or halftone, jitter of a swap, turns of a head or print (``scenes/strength.py``);
        ``None`` for the look that was composed.
    look
        Camera and light of a site, one of :data:`~.scenes.looks.LOOKS`.

    Raises
    ------
    UsageError
        ``E-CAM-11``: there is no such scene; the text lists those there are. ``E-CAM-12``:
        another argument is out of range.
    """

    def __init__(
        self,
        scene: str = "bona-fide",
        *,
        seed: int = 0,
        subject: int = 0,
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        paced: bool = False,
        frames: int | None = None,
        strength: float | None = None,
        look: str = "a",
    ) -> None:
        if scene not in SCENES:
            raise UsageError(
                "E-CAM-11",
                f"unknown demo scene {scene!r}",
                "",
                "use one of " + ", ".join(DEMO_SCENES),
            )
        if subject < 0 or seed < 0 or fps <= 0 or width < 160 or height < 120:
            raise UsageError(
                "E-CAM-12",
                "a demo camera needs subject and seed of 0 or more, a rate above 0 and at "
                "least 160 x 120 pixels",
                f"subject {subject}, seed {seed}, {fps:g} frames/s, {width} x {height}",
            )
        if strength is not None and not 0 <= strength <= 1:
            raise UsageError(
                "E-CAM-12", "the strength of a demo scene is 0 to 1", f"got {strength:g}"
            )
        if look not in LOOKS:
            raise UsageError(
                "E-CAM-12", f"a demo camera has no look {look!r}", "", f"use {', '.join(LOOKS)}"
            )
        self.look = LOOKS[look]
        self._look_name = look
        self.scene = scene
        self.strength = strength
        self.seed = seed
        self.subject = subject
        self._size = (width, height)
        self._fps = fps
        self._paced = paced
        self._frames = frames
        self._built: Scene | None = None
        self._building = threading.Lock()
        self._closed = threading.Event()
        self._next = 0
        self._start_ns = 0

    @property
    def info(self) -> CaptureInfo:
        """What the source is."""
        return CaptureInfo(
            source=f"demo:{self.scene}",
            kind="demo",
            device=self.look.device,
            driver="liveness",
            pixel_format="BGR",
            width=self._size[0],
            height=self._size[1],
            fps=self._fps,
            clock="monotonic" if self._paced else "media",
            virtual=True,
            lossy_origin=self.look.quality is not None,
            asked=self._asked(),
        )

    @property
    def live(self) -> bool:
        """Whether frames come at their own pace."""
        return self._paced

    @property
    def frame_count(self) -> int | None:
        """Number of frames, where the source ends."""
        return self._frames

    def _asked(self) -> dict[str, str | float]:
        asked: dict[str, str | float] = {
            "scene": self.scene,
            "subject": self.subject,
            "seed": self.seed,
        }
        if self.strength is not None:
            asked["strength"] = self.strength
        if not self.look.plain:
            asked["look"] = self._look_name
        return asked

    def _scene(self) -> Scene:
        with self._building:
            if self._built is None:
                self._built = build_scene(
                    self.scene,
                    *self._size,
                    subject=self.subject,
                    seed=self.seed,
                    fps=self._fps,
                    strength=self.strength,
                )
            return self._built

    def truth(self, index: int) -> Truth:
        """Return the ground truth of a frame; the source need not be open.

        Raises
        ------
        ValueError
            When the index is negative.
        """
        if index < 0:
            raise ValueError(f"frames are numbered from 0, got {index}")
        return self._scene().truth(index)

    def frame(self, index: int) -> Frame:
        """Return one frame by its number, with the time of a source that is not paced.

        Raises
        ------
        ValueError
            When the index is negative.
        """
        if index < 0:
            raise ValueError(f"frames are numbered from 0, got {index}")
        return self._frame(index, round(index / self._fps * 1e9))

    def _frame(self, index: int, time_ns: int) -> Frame:
        seen = self._scene().render(index)
        image, packet = self.look.expose(seen, (self.seed, self.subject, index))
        return Frame(
            image=image,
            time_ns=time_ns,
            index=index,
            encoded=packet,
            encoding=None if packet is None else "jpeg",
            arrival_ns=time.monotonic_ns(),
        )

    def read(self) -> Frame | None:
        """Return the next frame, or ``None`` at the end or once closed.

        Raises
        ------
        SourceError
            ``E-CAM-13`` when the source was never opened.
        """
        if self._closed.is_set():
            return None
        if not self._start_ns:
            raise SourceError("E-CAM-13", "the demo camera is not open", "", "enter it first")
        index = self._next
        if self._paced:
            due_ns = self._start_ns + round(index / self._fps * 1e9)
            late_ns = time.monotonic_ns() - due_ns
            if late_ns > 1e9 / self._fps:
                # a camera does not wait: what nobody fetched in time is lost
                index += int(late_ns * self._fps / 1e9)
                due_ns = self._start_ns + round(index / self._fps * 1e9)
        if self._frames is not None and index >= self._frames:
            return None
        self._next = index + 1
        if not self._paced:
            return self.frame(index)
        wait_s = (due_ns - time.monotonic_ns()) / 1e9
        if wait_s > 0 and self._closed.wait(wait_s):
            return None
        return self._frame(index, due_ns)

    def close(self) -> None:
        """End the source; a read that waits returns ``None``. May be called twice."""
        self._closed.set()

    def __enter__(self) -> Self:
        """Open the source: build the scene, start its clock at frame 0."""
        scene = self._scene()
        scene.render(0)  # fills the caches, so that the first frames are not late
        self._closed.clear()
        self._next = 0
        self._start_ns = time.monotonic_ns()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self.close()
