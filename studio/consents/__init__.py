"""The consent texts that ship, one TOML file a language, and those of a dataset's site."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from liveness.datasets.consent_text import (
    ConsentText,
    merged,
    parse_consent_text,
    read_consent_text,
    texts_of,
)
from liveness.datasets.errors import LivenessError, UsageError


def shipped_texts() -> tuple[ConsentText, ...]:
    """Return the texts that come with the program, English first."""
    folder = resources.files(__name__)
    files = sorted(
        (file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file()
    )
    texts = [parse_consent_text(data, name) for name, data in files if name.endswith(".toml")]
    return tuple(sorted(texts, key=lambda text: (text.language != "en", text.language)))


def known_texts(root: Path | None = None) -> tuple[list[ConsentText], list[LivenessError]]:
    """Return the texts of a dataset's site, then those that ship, and damaged ones' faults."""
    own, faults = ([], []) if root is None else texts_of(root)
    return list(merged(own, shipped_texts()).values()), faults


def read_own_text(path: Path) -> ConsentText:
    """Read a site's own text.

    Raises
    ------
    LivenessError
        ``E-CON-05`` with line and field; ``E-CON-06``, when it bears the name of one that
        ships and says something else.
    """
    text = read_consent_text(path)
    for shipped in shipped_texts():
        if shipped.key == text.key and shipped.sha256 != text.sha256:
            raise UsageError(
                "E-CON-06",
                f"text {text.id} {text.version} in {text.language} is one that ships",
                f"{path.name} says something else",
                "give your own text another id",
            )
    return text


def find_text(name: str, language: str, root: Path | None = None) -> ConsentText:
    """Return a text by its id (the newest version) or its file, in a language.

    Raises
    ------
    UsageError
        ``E-CON-07``, when there is none; the message lists what there is.
    LivenessError
        ``E-CON-05``, when the file does not fit; ``E-CON-06``, when its name is taken.
    """
    if name.endswith(".toml"):
        return read_own_text(Path(name))
    texts, _ = known_texts(root)
    found = [text for text in texts if (text.id, text.language) == (name, language)]
    if not found:
        there = ", ".join(sorted(f"{text.id} in {text.language}" for text in texts))
        raise UsageError(
            "E-CON-07",
            f"there is no consent text {name!r} in {language!r}",
            f"there are {there}",
            "choose one of them, or give the path of a TOML file",
        )
    return max(found, key=lambda text: _number(text.version))


def _number(version: str) -> tuple[int, str]:
    """Return what versions are compared by: 10 comes after 9."""
    digits = "".join(c for c in version if c.isdigit())
    return int(digits or 0), version
