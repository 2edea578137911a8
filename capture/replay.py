"""A recorded take as a source."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from liveness.datasets.codec import Codec, decode
from liveness.datasets.errors import SourceError
from liveness.datasets.reader import TakeReader

from .frame import Frame
from .stored import MediaSource, check_file


class TakeSource(MediaSource):
    """Replay a take with its own times, index and packets.

    ``time_ns`` counts from the take's zero. A camera's JPEG passes through in
    ``Frame.encoded``. A frame that is damaged raises ``DataError`` ``E-DAT-02``, for a score
    over half a take would look like a score of all of it.

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
        """Number of frames; ``None`` before it is open."""
        return None if self._take is None else self._take.n_frames

    def _begin(self) -> None:
        check_file(self._path)
        self._take = TakeReader(self._path)
        self._at = 0
        self._first = self._next()
        if self._first is None:
            raise SourceError(
                "E-CAM-07",
                f"{self._path.name} holds no frame",
                "0 frames recorded",
                "record the take again",
            )
        # all else stays as recorded: the signals should see what they saw then
        self._info = self._take.capture.model_copy(
            update={"kind": "take", "source": self._path.name}
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
        take, i = self._take, self._at
        if take is None or i >= take.n_frames:
            return None
        self._at += 1
        data, codec = take.packet(i)
        width, height = take.size(i)
        time_ns, index = int(take.time_ns[i]), int(take.index[i])

        def decode_it() -> Frame:
            from_camera = codec is Codec.CAMERA_JPEG
            return Frame(
                decode(data, codec, width=width, height=height),
                time_ns,
                index,
                encoded=data if from_camera else None,
                encoding="jpeg" if from_camera else None,
                arrival_ns=time.monotonic_ns(),
            )

        return decode_it

    def _end(self) -> None:
        take, self._take = self._take, None
        if take is not None:
            take.close()
