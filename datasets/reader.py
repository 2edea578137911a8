"""Reading a take file: frames with their CRC, evidence, landmarks, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar

import h5py
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from .attributes import TakeAttributes, as_text, plain, read_attributes, read_group
from .codec import Codec
from .errors import DataError
from .model import describe_validation
from .reader_audio import AudioTrack, read_audio
from .reader_evidence import EvidenceTrack, course_of
from .reader_frames import StoredFrames, damaged, whole
from .records import Crop, EventRecord, unpack_event
from .session import PRIVACY_MODES, PrivacyMode
from .take import FORMAT, READABLE, CaptureInfo

T = TypeVar("T")


class TakeReader:
    """Reads one take file; a context manager.

    Use one reader per process and thread, and open it there: h5py handles do not survive a
    fork.

    Parameters
    ----------
    path
        A finished take, ``.h5``.

    Raises
    ------
    DataError
        ``E-DAT-02`` when the file is damaged or missing, ``E-DAT-08`` when it is no take or
        one of a newer schema.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # takes never change, and file locks fail on some network shares
            self._file = h5py.File(path, "r", locking=False)
        except OSError as error:
            raise damaged(path, str(error)) from error
        self._frames = StoredFrames(path, self._file, "frames")
        try:
            self._check()
        except BaseException:
            self._file.close()
            raise

    @property
    def take_id(self) -> str:
        """Id of the take."""
        return self._text("take_id")

    @property
    def session_id(self) -> str:
        """Id of the session."""
        return self._text("session_id")

    @property
    def subject_key(self) -> str | None:
        """Random key of the subject (on an attack the presenter)."""
        return self._text("subject_key") or None

    @property
    def target_key(self) -> str | None:
        """Random key of the person whom the PAI shows."""
        return self._text("target_key") or None

    @property
    def created_utc(self) -> str:
        """When the take was begun, UTC."""
        return self._text("created_utc")

    @property
    def generator(self) -> str:
        """Program and version that recorded it."""
        return self._text("generator")

    @property
    def status(self) -> str:
        """``complete``, ``incomplete`` or ``recovered``."""
        return self._text("status")

    @property
    def zero_ns(self) -> int:
        """Reading of the capture clock at time zero, nanoseconds."""
        return self._int("zero_ns")

    @property
    def zero_utc(self) -> str | None:
        """UTC at time zero, where it is known."""
        return self._text("zero_utc") or None

    @property
    def frames_known_lost(self) -> int:
        """Number of frames that were recorded and are lost."""
        return self._int("frames_known_lost")

    @property
    def dropped(self) -> int:
        """Gaps in the source's frame index, in frames."""
        return self._int("dropped")

    @property
    def label(self) -> str:
        """``bona-fide`` or the PAI species."""
        return self._text("label", "labels")

    @property
    def labels(self) -> dict[str, Any]:
        """All labels; what is unknown is ``None``."""
        return self._attributes("labels")

    @property
    def consent(self) -> dict[str, Any]:
        """The consent's id, form, scope and expiry."""
        return self._attributes("consent")

    @cached_property
    def capture(self) -> CaptureInfo:
        """The camera and its settings."""
        content = self._attributes("capture")
        for told_elsewhere in ("cadence", "camera_profile_sha256"):
            content.pop(told_elsewhere, None)
        try:
            # the fields that may be unknown have a default that says so
            known = {key: value for key, value in content.items() if value is not None}
            return CaptureInfo.model_validate({"source": "", "kind": ""} | known)
        except (TypeError, ValueError) as error:
            raise self._damaged(f"capture: {error}") from error

    @property
    def cadence(self) -> dict[str, float | None]:
        """Report on the intervals between frames, milliseconds."""
        return self._guard(lambda: dict(self._attributes("capture")["cadence"]))

    @cached_property
    def n_frames(self) -> int:
        """Number of frames."""
        return self._int("n_frames")

    @property
    def privacy(self) -> PrivacyMode:
        """What of the picture is kept: ``full``, ``face`` or ``signals``."""
        mode = self._text("privacy")
        if mode not in PRIVACY_MODES:
            raise self._frames.damaged(f"privacy mode {mode!r}")
        return mode

    @property
    def has_pixels(self) -> bool:
        """Whether any frame keeps a picture, or part of one."""
        return bool(self._frames.has_pixels.any())

    @property
    def rows_with_pixels(self) -> NDArray[np.bool_]:
        """Which frames keep a picture, or part of one; shape ``(N,)``, bool."""
        return self._frames.has_pixels

    @property
    def codecs(self) -> frozenset[Codec]:
        """Every codec that a frame is kept in."""
        return self._frames.codecs

    @property
    def clock(self) -> str:
        """Clock of ``time_ns``: ``monotonic`` or ``media``."""
        return self._text("clock", "frames")

    @property
    def time_ns(self) -> NDArray[np.int64]:
        """Capture time of each frame relative to time zero, ns; shape ``(N,)``, int64."""
        return self._frames.time_ns

    @property
    def arrival_ns(self) -> NDArray[np.int64]:
        """Monotonic clock at arrival, ns; shape ``(N,)``, int64."""
        return self._frames.arrival_ns

    @property
    def index(self) -> NDArray[np.int64]:
        """Number of each frame at the source; shape ``(N,)``, int64."""
        return self._frames.index

    @property
    def schedule(self) -> str:
        """``live`` or ``offline``."""
        return self._text("schedule", "evidence/fused")

    @property
    def signals(self) -> dict[str, str]:
        """Algorithm version by name of the signal."""
        names = self._guard(lambda: set(self._file["evidence"]) - {"fused"})
        return {
            name: self._text("algorithm_version", f"evidence/{name}") for name in sorted(names)
        }

    @cached_property
    def preroll(self) -> StoredFrames | None:
        """The frames from before the take, with negative times; ``None`` without."""
        if "preroll" not in self._groups:
            return None
        found = StoredFrames(self.path, self._file, "preroll")
        found.check(len(found))
        return found

    def size(self, i: int) -> tuple[int, int]:
        """Return width and height of the picture ``i`` at the source, pixels."""
        return self._frames.size(i)

    def crop(self, i: int) -> Crop | None:
        """Return which part of picture ``i`` was kept; ``None`` for all of it, or nothing."""
        return self._frames.crop(i)

    def packet(self, i: int) -> tuple[bytes, Codec]:
        """Return the encoded bytes of frame ``i`` and their codec.

        In privacy mode ``face`` they show the part :meth:`crop`; ``Codec.NONE`` comes with no
        bytes.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they fail their CRC.
        IndexError
            When there is no such frame.
        """
        return self._frames.packet(i)

    def frame(self, i: int) -> NDArray[np.uint8]:
        """Return frame ``i`` in its whole size: shape ``(H, W, 3)``, uint8, BGR.

        What privacy mode ``face`` left out is black.

        Raises
        ------
        DataError
            ``E-DAT-02``, when it fails its CRC or does not decode; ``E-DAT-18``, when no
            pixel of it was kept.
        """
        return self._frames.picture(i)

    def frames(self) -> Iterator[tuple[int, NDArray[np.uint8]]]:
        """Yield time (ns from time zero) and picture of each frame that keeps one."""
        for i in np.flatnonzero(self._frames.has_pixels).tolist():
            yield int(self.time_ns[i]), self.frame(i)

    def depth_mm(self, i: int) -> NDArray[np.uint16] | None:
        """Return the depth plane of frame ``i``, ``(h, w)`` uint16, mm, 0 where unknown."""
        return self._plane("depth", "mm", i)

    def infrared(self, i: int) -> NDArray[np.uint8] | NDArray[np.uint16] | None:
        """Return the infrared plane of frame ``i``, ``(h, w)`` uint8 or uint16."""
        return self._plane("infrared", "data", i)

    def audio(self) -> AudioTrack | None:
        """Return the sound of the take; ``None`` without."""
        if "audio" not in self._groups:
            return None
        return self._guard(lambda: read_audio(self._file["audio"]))

    def attributes(self) -> TakeAttributes:
        """Return the attributes of every group, checked.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they do not fit the schema.
        """
        content = self._guard(lambda: read_attributes(self._file))
        try:
            return TakeAttributes.model_validate(content)
        except ValidationError as error:
            raise self._damaged(describe_validation(error)) from error

    def landmarks(self) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return the landmarks, ``(N, 478, 3)`` in pixels, NaN where no face, and validity."""
        xyz = self._guard(lambda: whole(self._file["landmarks/xyz"])[:])
        return xyz, self._column("landmarks/valid", np.bool_)

    @property
    def landmark_model(self) -> str:
        """Name, version and SHA-256 of the model that the landmarks come from."""
        return self._text("model", "landmarks")

    def evidence(self, name: str) -> dict[str, Any]:
        """Return one signal's course: arrays by name, ``reasons`` as a list of texts.

        Parameters
        ----------
        name
            A key of :attr:`signals`, or ``fused``.

        Raises
        ------
        KeyError
            When the take has no such evidence.
        """
        if not self._guard(lambda: f"evidence/{name}" in self._file):
            raise KeyError(name)
        return self._guard(lambda: course_of(self._file[f"evidence/{name}"]))

    def track(self, name: str) -> EvidenceTrack:
        """Return what a signal said at each frame, with its maps.

        Raises
        ------
        KeyError
            When the take has no such evidence.
        DataError
            ``E-DAT-02``, when it is damaged.
        """
        if name not in self.signals:
            raise KeyError(name)
        return self._guard(lambda: EvidenceTrack.read(name, self._file[f"evidence/{name}"]))

    def quality(self) -> dict[str, NDArray[np.float32]]:
        """Return the quality of each frame by name of the quantity, NaN where unknown."""
        return self._guard(
            lambda: {k: whole(item)[:] for k, item in self._file["quality"].items()}
        )

    def events(self) -> list[EventRecord]:
        """Return what happened during the take."""
        return self._guard(lambda: [unpack_event(text) for text in whole(self._file["events"])])

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    @cached_property
    def _groups(self) -> frozenset[str]:
        return self._guard(lambda: frozenset(self._file))

    def _plane(self, group: str, name: str, i: int) -> NDArray[Any] | None:
        if not 0 <= i < self.n_frames:
            raise IndexError(f"frame {i} of {self.n_frames}")
        if group not in self._groups:
            return None
        return self._guard(
            lambda: (
                self._file[f"{group}/{name}"][i] if self._file[f"{group}/valid"][i] else None
            )
        )

    def _check(self) -> None:
        """Check format, schema, and that the frames' columns fit together."""
        names = ("format", "schema_version")
        form, schema = self._guard(lambda: [plain(self._file.attrs.get(n, "")) for n in names])
        if form != FORMAT or schema not in READABLE:
            raise DataError(
                "E-DAT-08",
                f"{self.path.name} is no take that this version reads",
                f"format {form!r}, schema {schema!r}",
                "update the program, or check the path",
            )
        self._frames.check(self.n_frames)

    def _int(self, name: str) -> int:
        value = self._attribute("/", name)
        return self._guard(lambda: int(value))

    def _column(self, name: str, dtype: type[Any]) -> NDArray[Any]:
        return self._frames.column(name, dtype)

    def _text(self, name: str, group: str = "/") -> str:
        value = self._attribute(group, name)
        return self._guard(lambda: as_text(value))

    def _attribute(self, group: str, name: str) -> Any:
        return self._guard(lambda: self._file[group].attrs[name])

    def _attributes(self, group: str) -> dict[str, Any]:
        return self._guard(lambda: read_group(self._file[group]))

    def _guard(self, read: Callable[[], T]) -> T:
        return self._frames.guard(read)

    def _damaged(self, measured: str) -> DataError:
        return self._frames.damaged(measured)
