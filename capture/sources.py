"""From what a user types to a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, parse_qsl

from liveness.datasets.errors import SourceError, UsageError
from liveness.datasets.plugin_points import SOURCES, names, offered

from .frame import Source
from .media import VIDEO_SUFFIXES, FolderSource, ImageSource, VideoSource
from .stills import STILL_SUFFIXES, has_still
from .stored import check_file

TAKE_SUFFIX: Final = ".h5"
FORMS: Final = (
    "camera:N, pylon:SERIAL, demo:SCENE, rtsp://..., http://..., or the path of a video,"
    " picture, folder of pictures or take"
)
_URL = re.compile(r"^(rtsps?|https?)://", re.IGNORECASE)
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):")


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """A source that can be named, for a list of sources.

    Parameters
    ----------
    spec
        What to type, for instance ``camera:0``; a pattern in capitals for files and streams.
    title
        What it is, for people.
    kind
        ``camera``, ``demo``, ``file`` or ``stream``.
    available
        Whether it can be opened as far as is known without opening it.
    note
        What else to know; may be empty.
    id
        What a device is known by whatever its number; empty where nothing is known.
    port
        Where it is plugged in; empty where unknown.
    virtual
        Whether it is a program that poses as a camera.
    """

    spec: str
    title: str
    kind: str
    available: bool
    note: str = ""
    id: str = ""
    port: str = ""
    virtual: bool = False


def open_source(
    spec: str,
    *,
    paced: bool = False,
    loop: bool = False,
    seed: int = 0,
    timeout_s: float = 5.0,
) -> Source:
    """Return the source that a specification names; not entered yet.

    Parameters
    ----------
    spec
        ``camera:0`` or a bare number, ``camera:0?exposure=120&gain=4``; ``pylon:SERIAL``
        likewise; ``demo:SCENE``, ``demo:SCENE?subject=2&seed=5``;
        ``rtsp://``, ``http://`` or ``https://``; ``NAME:TEXT`` of a plug-in; or a path.
    paced
        Play a source that is not live at its own pace, as a camera would.
    loop
        With ``paced``: begin again at the end, with times that go on rising.
    seed
        Seed of a demo camera, where the specification names none.
    timeout_s
        Limit for opening a camera or stream, and for one frame, seconds.

    Raises
    ------
    SourceError
        ``E-CAM-06``, when it is a path that does not exist.
    UsageError
        ``E-CAM-10``, when it is none of the forms.
    """
    text = spec.strip()
    if text.isdecimal():
        text = f"camera:{text}"
    if text.lower().startswith("camera:"):
        return _camera(text, timeout_s)
    if text.lower().startswith("pylon:"):
        return _pylon(text, timeout_s)
    if text.lower().startswith("demo:"):
        return _demo(text, seed, paced)
    if _URL.match(text):
        from .stream import StreamSource

        return StreamSource(text, timeout_s=timeout_s)
    scheme, colon, rest = text.partition(":")
    # one letter is a disk of Windows
    if colon and len(scheme) > 1 and scheme.lower() in offered(SOURCES).found:
        made: Source = offered(SOURCES).found[scheme.lower()](rest, timeout_s)
        return made
    source = _from_path(text)
    if not paced:
        return source
    from .pacing import Paced

    return Paced(source, loop=loop)


def is_media(path: Path) -> bool:
    """Whether a path is a file that is named as a picture, a video or a take.

    The name alone is asked, so that a folder of a thousand files is listed at once.
    """
    name = Path(path).name
    known = STILL_SUFFIXES | VIDEO_SUFFIXES | {TAKE_SUFFIX}
    suffix = Path(path).suffix.lower()
    return not name.startswith(".") and suffix in known and Path(path).is_file()


def describe_sources() -> list[SourceDescription]:
    """List the cameras found, the demo scenes, and how files and streams are given."""
    from .demo import DEMO_SCENES
    from .devices import list_cameras
    from .pylon_device import list_pylon

    found = [
        SourceDescription(
            f"camera:{c.number}", c.name, "camera", c.usable, c.note, c.id, c.port, c.virtual
        )
        for c in list_cameras()
    ]
    if not found:
        note = "no camera found; camera:0 tries the first one all the same"
        found.append(SourceDescription("camera:N", "Camera number N", "camera", False, note))
    found += [
        SourceDescription(
            f"pylon:{device.serial}",
            f"Basler {device.name}",
            "camera",
            True,
            id=f"pylon:{device.serial}",
            port=device.serial,
            virtual=device.emulated,
        )
        for device in list_pylon()
    ]
    found += [
        SourceDescription(f"demo:{scene}", f"Demo camera, {scene}", "demo", True)
        for scene in DEMO_SCENES
    ]
    found += [
        SourceDescription(f"{name}:TEXT", f"Source {name}, plugged in", "plugin", True)
        for name in names(SOURCES)
    ]
    return [
        *found,
        SourceDescription("PATH", "Video, picture or take", "file", True, "any file name"),
        SourceDescription("FOLDER", "Folder of pictures", "file", True, "in natural order"),
        SourceDescription("rtsp://HOST/PATH", "Network camera", "stream", True),
        SourceDescription("http://HOST/PATH", "Motion-JPEG or video stream", "stream", True),
    ]


def _unknown(spec: str, why: str) -> UsageError:
    """Return the error for a specification that is no source."""
    return UsageError("E-CAM-10", f"{spec!r} names no source", why, f"give {FORMS}")


def _camera(text: str, timeout_s: float) -> Source:
    """Return the camera of ``camera:N``."""
    number, _, query = text.partition(":")[2].partition("?")
    if not number.isdecimal() or int(number) > 9999:
        raise _unknown(text, "a camera has a number")
    from .camera import CameraSource
    from .camera_settings import CameraSettings

    settings = CameraSettings().with_query(text, _values(query))
    return CameraSource(int(number), settings, timeout_s=timeout_s)


def _pylon(text: str, timeout_s: float) -> Source:
    """Return the camera of ``pylon:SERIAL``; a name with a capital is the camera's own."""
    serial, _, query = text.partition(":")[2].partition("?")
    if not serial:
        raise _unknown(text, "an industrial camera has a serial number")
    from .pylon import DEFAULTS, PylonSource

    values = _values(query)
    features = {name: value for name, value in values.items() if name[:1].isupper()}
    asked = {name: value for name, value in values.items() if name not in features}
    settings = DEFAULTS.with_query(text, asked)
    return PylonSource(serial, settings, features=features, timeout_s=timeout_s)


def _values(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))


def _demo(text: str, seed: int, paced: bool) -> Source:
    """Return the demo camera of ``demo:SCENE?subject=N&seed=N``."""
    from .demo import DEMO_SCENES, DemoSource

    scene, _, query = text.partition(":")[2].partition("?")
    scene = scene or "bona-fide"
    if scene not in DEMO_SCENES:
        raise _unknown(text, f"demo scenes are {', '.join(DEMO_SCENES)}")
    numbers = {"subject": 0, "seed": seed}
    for key, values in parse_qs(query, keep_blank_values=True).items():
        if key not in numbers or not values[-1].isdecimal():
            raise _unknown(text, "a demo scene takes ?subject=NUMBER&seed=NUMBER")
        numbers[key] = int(values[-1])
    return DemoSource(scene, seed=numbers["seed"], subject=numbers["subject"], paced=paced)


def _from_path(text: str) -> Source:
    """Return the source of a file or folder, by what the file holds rather than its name."""
    if not text:
        raise _unknown(text, "it is empty")
    path = Path(text).expanduser()
    if path.is_dir():
        return FolderSource(path)
    if not path.exists():
        scheme = _SCHEME.match(text)
        # a drive letter is one character, and so no scheme
        if scheme is not None:
            raise _unknown(text, f"there is no kind {scheme[1]!r} and no such file")
        if not path.suffix and not re.search(r"[/\\]", text):
            raise _unknown(text, "there is no such file or folder, and it is no other form")
    check_file(path)  # a missing file is named as that
    if path.suffix.lower() == TAKE_SUFFIX:
        from .replay import TakeSource

        return TakeSource(path)
    if has_still(path) or (path.suffix.lower() in STILL_SUFFIXES and not _is_video(path)):
        return ImageSource(path)
    return VideoSource(path)


def _is_video(path: Path) -> bool:
    """Whether a file that is named as a picture is a video after all, and decodes."""
    try:
        with VideoSource(path):
            return True
    except SourceError:
        return False
