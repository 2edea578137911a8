"""Reading a take file: frames with their CRC, evidence, landmarks, labels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar

import h5py
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from .codec import Codec, crc32, decode
from .errors import DataError
from .records import EventRecord
from .take import FORMAT, SCHEMA_VERSION, CaptureInfo

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
            raise self._damaged(str(error)) from error
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
        return int(self._attribute("/", "zero_ns"))

    @property
    def zero_utc(self) -> str | None:
        """UTC at time zero, where it is known."""
        return self._text("zero_utc") or None

    @property
    def frames_known_lost(self) -> int:
        """Number of frames that were recorded and are lost."""
        return int(self._attribute("/", "frames_known_lost"))

    @property
    def dropped(self) -> int:
        """Gaps in the source's frame index, in frames."""
        return int(self._attribute("/", "dropped"))

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
        content.pop("cadence", None)
        # what is unknown has its default; an empty text is a value where text is asked for
        known = {key: value for key, value in content.items() if value is not None}
        content = {"source": "", "kind": "", **known}
        try:
            for key in ("asked", "got"):
                content[key] = json.loads(content[key])
            return CaptureInfo.model_validate(content)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise self._damaged(f"capture: {error}") from error

    @property
    def cadence(self) -> dict[str, float | None]:
        """Report on the intervals between frames, milliseconds."""
        report: dict[str, float | None] = json.loads(self._text("cadence", "capture"))
        return report

    @cached_property
    def n_frames(self) -> int:
        """Number of frames."""
        return int(self._attribute("/", "n_frames"))

    @property
    def clock(self) -> str:
        """Clock of ``time_ns``: ``monotonic`` or ``media``."""
        return self._text("clock", "frames")

    @cached_property
    def time_ns(self) -> NDArray[np.int64]:
        """Capture time of each frame relative to time zero, ns; shape ``(N,)``, int64."""
        return self._column("frames/time_ns", np.int64)

    @cached_property
    def arrival_ns(self) -> NDArray[np.int64]:
        """Monotonic clock at arrival, ns; shape ``(N,)``, int64."""
        return self._column("frames/arrival_ns", np.int64)

    @cached_property
    def index(self) -> NDArray[np.int64]:
        """Number of each frame at the source; shape ``(N,)``, int64."""
        return self._column("frames/index", np.int64)

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

    def size(self, i: int) -> tuple[int, int]:
        """Return width and height of frame ``i``, pixels."""
        width, height = self._sizes[i]
        return int(width), int(height)

    def packet(self, i: int) -> tuple[bytes, Codec]:
        """Return the encoded bytes of frame ``i`` and their codec.

        Raises
        ------
        DataError
            ``E-DAT-02``, when they fail their CRC.
        IndexError
            When there is no such frame.
        """
        if not 0 <= i < self.n_frames:
            raise IndexError(f"frame {i} of {self.n_frames}")
        start, end = int(self._offset[i]), int(self._offset[i + 1])
        data = self._guard(lambda: self._file["frames/data"][start:end].tobytes())
        if crc32(data) != int(self._crc[i]):
            raise self._damaged(f"frame {i} fails its CRC")
        return data, Codec(int(self._codec[i]))

    def frame(self, i: int) -> NDArray[np.uint8]:
        """Return frame ``i``: shape ``(H, W, 3)``, uint8, BGR.

        Raises
        ------
        DataError
            ``E-DAT-02``, when it fails its CRC or does not decode.
        """
        data, codec = self.packet(i)
        width, height = self.size(i)
        return decode(data, codec, width=width, height=height)

    def frames(self) -> Iterator[tuple[int, NDArray[np.uint8]]]:
        """Yield time (ns from time zero) and picture of each frame."""
        for i in range(self.n_frames):
            yield int(self.time_ns[i]), self.frame(i)

    def landmarks(self) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return the landmarks, ``(N, 478, 3)`` in pixels, NaN where no face, and validity."""
        xyz = self._guard(lambda: self._file["landmarks/xyz"][:])
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
        group = self._guard(lambda: self._file[f"evidence/{name}"])
        content = self._guard(
            lambda: {key: item[()] for key, item in group.items() if hasattr(item, "shape")}
        )
        content["reasons"] = [text.decode() for text in content["reasons"]]
        content["valid"] = content["valid"].astype(bool)
        if "decision" in content:
            content["decision"] = [text.decode() for text in content["decision"]]
        return content

    def quality(self) -> dict[str, NDArray[np.float32]]:
        """Return the quality of each frame by name of the quantity, NaN where unknown."""
        return self._guard(lambda: {k: item[:] for k, item in self._file["quality"].items()})

    def events(self) -> list[EventRecord]:
        """Return what happened during the take."""
        lines = self._guard(lambda: [json.loads(text) for text in self._file["events"][()]])
        return [EventRecord(line["time_ns"], line["kind"], line["text"]) for line in lines]

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
    def _offset(self) -> NDArray[np.int64]:
        return self._column("frames/offset", np.int64)

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        """Width and height of each frame, (N, 2); columns only where they change."""
        names = ("width", "height")
        if self._guard(lambda: "frames/width" in self._file):
            columns = [self._column(f"frames/{name}", np.int64) for name in names]
            if any(len(column) != self.n_frames for column in columns):
                raise self._damaged("the columns of its frames differ in length")
            return np.stack(columns, axis=1)
        size = np.array([self._attribute("frames", name) for name in names], np.int64)
        return np.broadcast_to(size, (self.n_frames, 2))

    @cached_property
    def _crc(self) -> NDArray[np.int64]:
        return self._column("frames/crc32", np.int64)

    @cached_property
    def _codec(self) -> NDArray[np.int64]:
        return self._column("frames/codec", np.int64)

    def _check(self) -> None:
        """Check format, schema, and that the frames' columns fit together."""
        names = ("format", "schema_version")
        form, schema = self._guard(lambda: [self._file.attrs.get(name) for name in names])
        if form != FORMAT or schema != SCHEMA_VERSION:
            raise DataError(
                "E-DAT-08",
                f"{self.path.name} is no take that this version reads",
                f"format {form!r}, schema {schema!r}",
                "update the program, or check the path",
            )
        count, offset = self.n_frames, self._offset
        columns = (self._crc, self._codec, self.time_ns, self.index)
        if len(offset) != count + 1 or any(len(column) != count for column in columns):
            raise self._damaged("the columns of its frames differ in length")
        total = self._guard(lambda: int(self._file["frames/data"].shape[0]))
        if offset[0] != 0 or offset[-1] != total or bool(np.any(np.diff(offset) < 0)):
            raise self._damaged("the offsets of its frames do not fit the data")
        if not set(np.unique(self._codec).tolist()) <= {int(codec) for codec in Codec}:
            raise self._damaged("unknown codec")

    def _column(self, name: str, dtype: type[Any]) -> NDArray[Any]:
        return self._guard(lambda: np.asarray(self._file[name][:]).astype(dtype))

    def _text(self, name: str, group: str = "/") -> str:
        value = self._attribute(group, name)
        return value.decode() if isinstance(value, bytes) else str(value)

    def _attribute(self, group: str, name: str) -> Any:
        return self._guard(lambda: self._file[group].attrs[name])

    def _attributes(self, group: str) -> dict[str, Any]:
        items = self._guard(lambda: dict(self._file[group].attrs))
        return {key: _plain(value) for key, value in items.items()}

    def _guard(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (OSError, KeyError, RuntimeError, ValueError, TypeError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, measured: str) -> DataError:
        return DataError(
            "E-DAT-02",
            f"{self.path.name} is damaged or missing",
            measured,
            "run verify on the dataset; restore the file from a backup",
        )


def _plain(value: Any) -> Any:
    """Return an attribute as plain Python; an unknown one as ``None``."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and np.isnan(value):
        return None
    return None if value == "" else value
