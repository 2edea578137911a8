"""A bundle that tells us what went wrong, and nothing of the people: no pictures, no ids."""

from __future__ import annotations

import importlib.metadata
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from liveness.datasets.durable import replace_file
from liveness.datasets.store import DatasetRoot

from .doctor import examine
from .environment import DISTRIBUTION
from .logs import read_log
from .settings import Settings

HELD_BACK: Final = ("operator", "site", "root", "source", "recordings", "geometry", "splitters")
"""Settings that may name a person or a place, or tell nothing."""

README: Final = """Diagnostics of Liveness Studio

report.json  versions, what `doctor` finds, settings, and numbers about the dataset
log.txt      the end of the log; ids, names of folders and of this computer are taken out

No picture, no sound, no landmark, no subject id. Look at both before you send them.
"""


def secrets_of(root: DatasetRoot) -> set[str]:
    """Return every pseudonym and free name that a dataset's lines hold."""
    found: set[str | None] = set()
    for record in root.takes():
        found |= {record.subject, record.target, record.pai, record.session}
    for session in root.sessions():
        found |= {session.id, session.site, session.operator, session.camera, session.station}
    for consent in root.consents:
        found |= {consent.id, consent.subject}
    found |= set(root.subject_keys()) | set(root.subject_keys().values())
    return {name for name in found if name}


def scrub(text: str, secrets: Iterable[str], places: Mapping[str, str]) -> str:
    """Take ids and places out of a text.

    Parameters
    ----------
    secrets
        Words that become ``[id]`` wherever they stand alone, whatever their case.
    places
        Parts of paths, and what stands for each.
    """
    for place, name in sorted(places.items(), key=lambda item: -len(item[0])):
        if len(place) > 1:
            text = text.replace(place, name)
    words = sorted({s for s in secrets if s}, key=len, reverse=True)
    if not words:
        return text
    either = "|".join(map(re.escape, words))
    return re.sub(rf"(?<![^\W_]){'(?:' + either + ')'}(?![^\W_])", "[id]", text, flags=re.I)


def _versions() -> dict[str, str]:
    names = {"PySide6", "numpy", "opencv-contrib-python", "mediapipe", "h5py", "onnxruntime"}
    found = {DISTRIBUTION} | names
    known = {}
    for name in sorted(found):
        try:
            known[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            known[name] = "not installed"
    return known


def _dataset(root: DatasetRoot) -> dict[str, Any]:
    """Return numbers about a dataset: how many of what, never who."""
    takes = root.takes()
    return {
        "schema": root.info.schema_version,
        "sessions": len(root.sessions()),
        "subjects": len(root.subject_keys()),
        "takes": len(takes),
        "unfinished": len(root.unfinished()),
        "labels": Counter(record.label for record in takes),
        "states": Counter(record.status for record in takes),
        "frames": sum(record.frames for record in takes),
        "frames_known_lost": sum(record.frames_known_lost for record in takes),
        "dropped": sum(record.dropped for record in takes),
        "free_bytes": root.free_bytes(),
    }


def make_bundle(
    out: Path,
    *,
    root: DatasetRoot | None = None,
    settings: Settings | None = None,
    log: str | None = None,
) -> list[str]:
    """Write the bundle, a zip archive.

    Parameters
    ----------
    out
        The archive; replaced whole if it exists.
    root
        The dataset whose numbers are told, and whose ids are taken out of the log.
    settings
        Of the window.
    log
        Text of the log; that of this computer by default.

    Returns
    -------
    list of str
        Names of its members.

    Raises
    ------
    LivenessError
        When the dataset's own files cannot be read, or the disk refuses the archive.
    """
    settings = settings or Settings()
    secrets = set() if root is None else secrets_of(root)
    secrets |= {settings.operator, settings.site} - {""}
    places = {str(Path.home()): "~"}
    for path in ([] if root is None else [str(root.path)]) + [settings.root]:
        if path:
            places |= {path: "ROOT", str(Path(path).resolve()): "ROOT"}
    places |= {Path(name).name: "[recording]" for name in settings.recordings}
    told = settings.model_dump(mode="json", exclude=set(HELD_BACK))
    report = {
        "made_utc": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": _versions(),
        "doctor": [finding.model_dump(mode="json") for finding in examine()],
        "settings": told,
        "dataset": None if root is None else _dataset(root),
    }
    clean = partial(scrub, secrets=secrets, places=places)
    parts = {
        "README.txt": README,
        "report.json": json.dumps(_each_text(report, clean), indent=1),
        "log.txt": clean(read_log() if log is None else log),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in parts.items():
            pack.writestr(name, text)
    replace_file(out, archive.getvalue())
    return sorted(parts)


def _each_text(value: Any, clean: Callable[[str], str]) -> Any:
    """Return a JSON value with each text in it made clean; numbers stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _each_text(part, clean) for name, part in value.items()}
    if isinstance(value, list):
        return [_each_text(part, clean) for part in value]
    return value
