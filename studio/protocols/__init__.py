"""The protocols that ship, one TOML file each, and the lookup over them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol, parse_protocol


def shipped_protocols() -> tuple[Protocol, ...]:
    """Return the protocols that come with the program, by id."""
    folder = resources.files(__name__)
    texts = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.is_file())
    return tuple(parse_protocol(text, name) for name, text in texts if name.endswith(".toml"))


def find_protocol(name: str) -> Protocol:
    """Return a protocol by the id of a shipped one or by the path of a TOML file.

    Raises
    ------
    UsageError
        ``E-PRO-02``, when there is neither; the text lists the shipped ids.
    LivenessError
        ``E-PRO-01``, when the file does not fit.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return parse_protocol(path.read_text("utf-8"), str(path))
    shipped = shipped_protocols()
    for protocol in shipped:
        if protocol.id == name:
            return protocol
    raise UsageError(
        "E-PRO-02",
        f"there is no protocol {name!r}",
        "",
        "use a TOML file or one of " + ", ".join(p.id for p in shipped),
    )
