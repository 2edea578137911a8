"""A recorded take as a source."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from liveness.datasets.codec import Codec
from liveness.datasets.errors import SourceError
from liveness.datasets.reader import TakeReader
from liveness.datasets.reader_frames import whole_picture
from liveness.datasets.take import Setting

from .frame import Frame
from .stored import MediaSource, check_file


class TakeSource(MediaSource):
    """Replay a take with its own times, index and packets.

    ``time_ns`` counts from the take's zero. A camera's JPEG passes through in
    ``Frame.encoded``. A frame that is damaged raises ``DataError`` ``E-DAT-02``, for a score
    over half a take would look like a score of all of it. Of a take of privacy mode ``face``
    frames without a picture are passed over, and the others are black but for the face;
    ``info.got`` says so.

    Parameters
    ----------
    path
        A finished take, ``.h5``.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = Path(path)
        self._take: TakeReader | None = None
        self._at = 0

    @property
    def take(self) -> TakeReader:
        """The take's file, while the source is open."""
        if self._take is None:
            raise RuntimeError("the take is not open")
        return self._take

    @property
    def frame_count(self) -> int | None:
        """Number of frames that keep a picture; ``None`` before it is open."""
        return None if self._take is None else int(self._take.rows_with_pixels.sum())

    def _begin(self) -> None:
        check_file(self._path)
        self._take = TakeReader(self._path)
        self._at = 0
        self._first = self._next()
        if self._first is None:
            raise self._no_picture(self._take)
        # all else stays as recorded: the signals should see what they saw then
        info = self._take.capture
        notes: dict[str, Setting] = {}
        if self._take.privacy != "full":
            missing = int(self._take.n_frames - self._take.rows_with_pixels.sum())
            notes = {"privacy": self._take.privacy, "frames_without_pixels": missing}
        self._info = info.model_copy(
            update={"kind": "take", "source": self._path.name, "got": {**info.got, **notes}}
        )

    def _no_picture(self, take: TakeReader) -> SourceError:
        if take.privacy == "full":
            return SourceError(
                "E-CAM-07",
                f"{self._path.name} holds no frame",
                "0 frames recorded",
                "record the take again",
            )
        kept = "landmarks and evidence" if take.privacy == "signals" else "no face in any frame"
        return SourceError(
            "E-CAM-16",
            f"{self._path.name} keeps no pictures, so that there is nothing to replay",
            f"privacy mode {take.privacy}: {kept}",
            "read its stored evidence instead, or use a take of privacy mode full",
        )

    def read_packet(self) -> Callable[[], Frame] | None:
        """Return what decodes the next frame, or ``None`` at the end and after ``close``.

        Raises
        ------
        DataError
            ``E-DAT-02``, when its bytes fail their CRC; decoding may raise it, too.
        """
        with self._lock:
            if not self._open:
                return None
            first, self._first = self._first, None
            return self._packet() if first is None else lambda: first

    def _next(self) -> Frame | None:
        decode_it = self._packet()
        return None if decode_it is None else decode_it()

    def _packet(self) -> Callable[[], Frame] | None:
        """Read the next frame's bytes, and return what makes a frame of them."""
        take = self._take
        if take is None:
            return None
        left = np.flatnonzero(take.rows_with_pixels[self._at :])
        if not len(left):
            return None
        i = self._at + int(left[0])
        self._at = i + 1
        data, codec = take.packet(i)
        size, crop = take.size(i), take.crop(i)
        time_ns, index = int(take.time_ns[i]), int(take.index[i])
        depth_mm, infrared = take.depth_mm(i), take.infrared(i)

        def decode_it() -> Frame:
            from_camera = codec is Codec.CAMERA_JPEG
            return Frame(
                whole_picture(data, codec, size, crop),
                time_ns,
                index,
                encoded=data if from_camera else None,
                encoding="jpeg" if from_camera else None,
                arrival_ns=time.monotonic_ns(),
                depth_mm=depth_mm,
                infrared=infrared,
            )

        return decode_it

    def _end(self) -> None:
        take, self._take = self._take, None
        if take is not None:
            take.close()
