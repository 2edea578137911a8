"""Files as sources: a video, a picture, a folder of pictures."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from liveness.datasets.errors import SourceError
from liveness.datasets.take import CaptureInfo, Setting

from .frame import Frame
from .opencv import (
    NOMINAL_FPS,
    Capture,
    CaptureFactory,
    cv2,
    decode_jpeg,
    fourcc,
    has_exif,
    jpeg_bytes,
    open_capture,
    rate,
)
from .stills import STILL_SUFFIXES, Still, read_still
from .stored import MediaSource, PresentationTimes, check_file

VIDEO_SUFFIXES: Final = frozenset(
    ".mp4 .m4v .mov .avi .mkv .webm .gif .mjpeg .mjpg .mpg .mpeg .m2v .ts .mts .m2ts .wmv .flv"
    " .3gp .ogv .h264 .264 .hevc .h265 .y4m .asf .vob".split()
)
"""Names under which videos are looked for; any file that decodes is taken when it is named."""

_LOSSLESS: Final = frozenset("ffv1 hfyu ffvh png mpng rgba rawv raw dib i420 yv12 yuy2".split())


class VideoSource(MediaSource):
    """A video file; its frames are bit-identical to what ``cv2.VideoCapture(path)`` reads.

    A video that states a turn comes upright, the same pixels turned, and ``rotated_deg`` in
    ``info.got`` says by how much.
    Motion-JPEG is the exception: there the packets pass through in ``Frame.encoded``, and
    the picture is what ``cv2.imdecode`` makes of exactly those bytes. A picture that cannot
    be decoded leaves a gap in the index and is counted in ``info.got["undecoded"]``. When a
    file ends well before its declared length, ``info.got["truncated"]`` says so from then on.

    Parameters
    ----------
    path
        The file.
    factory
        Opens the capture; for tests.
    """

    def __init__(self, path: Path, *, factory: CaptureFactory = open_capture) -> None:
        super().__init__()
        self._path = Path(path)
        self._factory = factory
        self._capture: Capture | None = None
        self._packets = False
        self._declared: int | None = None
        self._index = -1
        self._undecoded = 0
        self._times = PresentationTimes(None)

    @property
    def frame_count(self) -> int | None:
        """Number of frames that the file declares; some formats estimate it."""
        return self._declared

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def _begin(self) -> None:
        check_file(self._path)
        self._index, self._undecoded = -1, 0
        first = self._begin_packets() or self._begin_pictures()
        capture = self._capture
        if first is None or capture is None:
            size = self._path.stat().st_size
            raise SourceError(
                "E-CAM-07",
                f"{self._path.name} is no video that can be read",
                f"{size} bytes, 0 frames decoded",
                "check that the file is whole and plays in a video player",
            )
        code = fourcc(capture)
        count = capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self._declared = int(count) if 0 < count < 1e9 else None
        got: dict[str, Setting] = {}
        if self._declared is not None:
            got["frames_declared"] = self._declared
        turn = int(capture.get(cv2.CAP_PROP_ORIENTATION_META))
        if turn:
            got["rotated_deg"] = turn
        self._first = first
        self._info = CaptureInfo(
            source=self._path.name,
            kind="video",
            driver="opencv ffmpeg",
            pixel_format=code,
            width=first.width,
            height=first.height,
            fps=rate(capture),
            clock="media",
            virtual=True,
            lossy_origin=code.lower() not in _LOSSLESS,
            got=got,
        )

    def _begin_packets(self) -> Frame | None:
        """Open for packets; ``None`` unless they are JPEGs that decode to the video's size.

        The packet itself is asked, not the four-letter code: Motion-JPEG goes by a dozen
        codes, and some of them hold two fields a packet, whose first alone would decode.
        """
        capture = self._opened([cv2.CAP_PROP_FORMAT, -1])
        if capture is None:
            return None
        data = jpeg_bytes(capture.read()[1])
        turned = capture.get(cv2.CAP_PROP_ORIENTATION_META) != 0
        image = None if data is None or turned or has_exif(data) else decode_jpeg(data)
        size = (
            int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
        )
        if data is None or image is None or image.shape[:2] != size:
            capture.release()
            return None
        self._capture, self._packets = capture, True
        return self._frame(image, data)

    def _begin_pictures(self) -> Frame | None:
        """Open for decoded pictures and read the first; ``None`` when there is none."""
        self._capture = self._opened([])
        self._packets = False
        if self._capture is None:
            return None
        # off by default in OpenCV 4.11; a face that lies on its side is not found
        self._capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)
        return self._next()

    def _opened(self, parameters: list[int]) -> Capture | None:
        """Open the file, with the clock at its start; ``None`` when OpenCV refuses it."""
        # an absolute path, for FFmpeg takes "name:..." as a protocol
        name = str(self._path.absolute())
        try:
            capture = self._factory(name, cv2.CAP_FFMPEG, parameters)
        except cv2.error:
            return None
        if not capture.isOpened():
            capture.release()
            return None
        self._times = PresentationTimes(rate(capture))
        return capture

    def _next(self) -> Frame | None:
        if self._capture is None:
            return None
        while True:
            ok, picture = self._capture.read()
            if not ok or picture is None:
                self._finished()
                return None
            if not self._packets:
                return self._frame(picture, None)
            data = jpeg_bytes(picture)
            image = None if data is None else decode_jpeg(data)
            if image is not None:
                # Exif in a later packet may turn the picture or hold a place: not kept
                return self._frame(image, None if data and has_exif(data) else data)
            self._index += 1
            self._undecoded += 1
            self._note(undecoded=self._undecoded)

    def _frame(self, image: NDArray[Any], data: bytes | None) -> Frame:
        """Number and time-stamp a picture."""
        assert self._capture is not None
        self._index += 1
        time_ns = self._times.next(self._capture.get(cv2.CAP_PROP_POS_MSEC), self._index)
        return Frame(
            image,
            time_ns,
            self._index,
            encoded=data,
            encoding=None if data is None else "jpeg",
            arrival_ns=time.monotonic_ns(),
        )

    def _finished(self) -> None:
        """Compare what came with what was declared, and note what a reader should know."""
        came = self._index + 1 - self._undecoded
        if self._times.assumed:
            self._note(times=f"{self._times.assumed} of {came} by index and rate")
        if self._declared is None:
            return
        if self.info.pixel_format == "gif" and not _ends_as_gif(self._path):
            # FFmpeg counts a GIF's frames as it finds them
            self._note(truncated=f"{came} frames came, the file has no end mark")
        # Matroska's count is its duration times its rate, and off by one or two
        if self._declared - came > max(2, self._declared // 100):
            self._note(truncated=f"{came} of {self._declared} declared frames came")

    def _end(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()


class ImageSource(MediaSource):
    """One picture as a source of one frame.

    The file's own bytes never pass through, not even a JPEG's: a photograph's file may hold
    Exif with a place, a name, a thumbnail of what was cropped away; only pixels are stored.

    Parameters
    ----------
    path
        The file; every format that OpenCV reads, see `read_still` for the conversion.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = Path(path)

    @property
    def frame_count(self) -> int | None:
        """Always one."""
        return 1

    def _begin(self) -> None:
        check_file(self._path)
        still = read_still(self._path)
        self._first = Frame(still.image, 0, 0, arrival_ns=time.monotonic_ns())
        self._info = _still_info(self._path.name, "image", still, None, still.notes)

    def _next(self) -> Frame | None:
        return None

    def _end(self) -> None:
        pass


class FolderSource(MediaSource):
    """The pictures of a folder, in natural order (2 before 10), each in its own size.

    Other files are left alone and counted in ``info.got["ignored"]``; a picture that cannot
    be decoded leaves a gap in the index and is counted in ``info.got["undecoded"]``. A folder
    states no times: the frames stand at a nominal rate.

    Parameters
    ----------
    path
        The folder; its subfolders are not entered.
    fps
        The nominal rate, frames per second.
    """

    def __init__(self, path: Path, *, fps: float = NOMINAL_FPS) -> None:
        super().__init__()
        if not fps > 0:
            raise ValueError(f"a rate is above 0, got {fps}")
        self._path = Path(path)
        self._fps = fps
        self._files: list[Path] = []
        self._at = 0
        self._undecoded = 0

    @property
    def frame_count(self) -> int | None:
        """Number of picture files."""
        return len(self._files) if self._info is not None else None

    def _begin(self) -> None:
        entries = _entries(self._path)
        self._files = sorted(filter(is_still_name, entries), key=natural_key)
        ignored = len(entries) - len(self._files)
        self._at, self._undecoded = 0, 0
        found = self._next_still()
        if found is None:
            raise SourceError(
                "E-CAM-07",
                f"there is no picture to read in {self._path.name or self._path}",
                f"{len(self._files)} pictures, {ignored} other entries, 0 frames decoded",
                "name a folder that holds pictures, or one file",
            )
        still, self._first = found
        got: dict[str, Setting] = {
            **still.notes,
            "ignored": ignored,
            "times": f"nominal, {self._fps:g} frames per second",
        }
        name = self._path.absolute().name or "folder"
        self._info = _still_info(name, "folder", still, self._fps, got)
        if self._undecoded:
            self._note(undecoded=self._undecoded)

    def _next(self) -> Frame | None:
        before = self._undecoded
        found = self._next_still()
        if self._undecoded != before:
            self._note(undecoded=self._undecoded)
        return None if found is None else found[1]

    def _next_still(self) -> tuple[Still, Frame] | None:
        """Read on to the next picture that decodes."""
        while self._at < len(self._files):
            index = self._at
            self._at += 1
            try:
                still = read_still(self._files[index])
            except (SourceError, OSError):
                self._undecoded += 1
                continue
            time_ns = round(index * 1e9 / self._fps)
            return still, Frame(still.image, time_ns, index, arrival_ns=time.monotonic_ns())
        return None

    def _end(self) -> None:
        pass


def _ends_as_gif(path: Path) -> bool:
    """Whether a GIF's trailer stands at its end; some programs put zeros after it."""
    return path.read_bytes().rstrip(b"\0").endswith(b";")


def natural_key(path: Path) -> list[tuple[int, int, str]]:
    """Return a key that sorts ``frame2`` before ``frame10``."""
    parts = re.split(r"(\d+)", path.name.lower())
    key = [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p]
    return [*key, (-1, 0, path.name)]


def is_still_name(path: Path) -> bool:
    """Whether a path is named as a picture and not hidden."""
    return path.suffix.lower() in STILL_SUFFIXES and not path.name.startswith(".")


def _entries(folder: Path) -> list[Path]:
    """Return what lies in a folder."""
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise SourceError(
            "E-CAM-06",
            f"no such folder: {folder}",
            str(error.strerror or error),
            "check the path and its permissions",
        ) from error


def _still_info(
    name: str, kind: str, still: Still, fps: float | None, got: Mapping[str, Setting]
) -> CaptureInfo:
    """Describe a source of pictures by its first."""
    height, width = still.image.shape[:2]
    return CaptureInfo(
        source=name,
        kind=kind,
        driver="opencv imgcodecs",
        pixel_format=still.format,
        width=width,
        height=height,
        fps=fps,
        clock="media",
        virtual=True,
        lossy_origin=still.lossy,
        got=got,
    )
