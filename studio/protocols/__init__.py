"""The protocols that ship, one TOML file each, those of the site, and the lookup over both."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import platformdirs

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.plugin_points import PROTOCOLS, offered
from liveness.datasets.protocol import Protocol, parse_protocol
from liveness.datasets.protocol_toml import load_protocol

VARIABLE = "LIVENESS_PROTOCOLS"
"""Environment variable that names another folder of the site's own protocols."""


def shipped_protocols() -> tuple[Protocol, ...]:
    """Return the protocols that come with the program, by id."""
    folder = resources.files(__name__)
    texts = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.is_file())
    return tuple(parse_protocol(text, name) for name, text in texts if name.endswith(".toml"))


def own_folder() -> Path:
    """Return where the site's own protocols are kept, which the studio offers by id."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    return platformdirs.user_data_path("liveness-studio", appauthor=False) / "protocols"


def own_protocols() -> tuple[tuple[Path, Protocol | LivenessError], ...]:
    """Return file and content of the site's own protocols by name, or why one does not read."""
    found: list[tuple[Path, Protocol | LivenessError]] = []
    for path in sorted(own_folder().glob("*.toml")):
        try:
            found.append((path, load_protocol(path)))
        except LivenessError as error:
            found.append((path, error))
    return tuple(found)


def plugged_protocols() -> tuple[Protocol, ...]:
    """Return the protocols that other packages offer.

    Raises
    ------
    LivenessError
        ``E-PRO-01``, when one does not fit.
    """
    texts = (
        (n, made() if callable(made) else made) for n, made in offered(PROTOCOLS).found.items()
    )
    return tuple(parse_protocol(str(text), f"plug-in {name}") for name, text in texts)


def find_protocol(name: str) -> Protocol:
    """Return a protocol by the path of a TOML file, or by its id, the site's own among them.

    Raises
    ------
    UsageError
        ``E-PRO-02``, when there is none; the text lists the ids.
    LivenessError
        ``E-PRO-01``, when the file does not fit.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return load_protocol(path)
    shipped = (*shipped_protocols(), *plugged_protocols())
    for protocol in shipped:
        if protocol.id == name:
            return protocol
    known = [protocol.id for protocol in shipped]
    for path, found in own_protocols():
        if isinstance(found, Protocol):
            if found.id == name:
                return found
            known.append(found.id)
        elif path.stem == name:
            raise found
    raise UsageError(
        "E-PRO-02",
        f"there is no protocol {name!r}",
        "",
        "use a TOML file or one of " + ", ".join(known),
    )
