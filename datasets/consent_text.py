"""What a subject reads before agreeing: versioned, in a language, one TOML file each."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints, ValidationError, model_validator

from .consent import SCOPES
from .durable import replace_file, storage_error
from .errors import LivenessError, UsageError
from .model import Model, Pseudonym, describe_validation
from .toml_lines import TomlLines

FOLDER = "consents/texts"
"""Where a dataset keeps the texts that its subjects agreed to, and those of its site."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")
]

Statement = Literal["record", "audio", "train", "evaluate", "share", "retention"]
"""What is ticked by itself: a scope of the consent, or how long takes are kept."""

Word = Literal[
    "id",
    "more",
    "age_band",
    "sex",
    "skin_tone",
    "not_told",
    "female",
    "male",
    "other",
    "under-18",
    "over-70",
]
"""Words of the sheet beside the text itself."""


class ConsentText(Model):
    """One text in one language.

    Texts of one ``id`` and ``version`` say the same in several languages.
    """

    id: Pseudonym
    """Which text it is, for instance ``studio``; a site gives its own another id."""
    version: Pseudonym
    """Grows with every change: a version that was agreed to never changes."""
    language: Language
    """BCP 47: ``de``, ``pt-BR``."""
    name: Line
    """The language's own name: ``Deutsch``."""
    title: Line
    paragraphs: list[Annotated[str, StringConstraints(min_length=1, max_length=2000)]] = Field(
        min_length=1
    )
    """Who records what for which purpose, and what the subject may do about it."""
    statements: dict[Statement, Line]
    """What is ticked, each by itself; ``{until}`` in ``retention`` is a day."""
    signature: Line
    """What typing the own id means."""
    voluntary: Line
    """That age band, sex and skin tone may be told, and need not."""
    words: dict[Word, Line] = {}
    """What stands beside the fields of the sheet; the window's own words where missing."""
    _sha256: str = PrivateAttr("")
    _source: bytes = PrivateAttr(b"")

    @model_validator(mode="after")
    def _whole(self) -> ConsentText:
        missing = [name for name in (*SCOPES, "retention") if name not in self.statements]
        if missing:
            raise ValueError(f"statements lacks {', '.join(missing)}")
        if "{until}" not in self.statements["retention"]:
            raise ValueError("statements.retention does not say {until}, the last day")
        return self

    @property
    def key(self) -> tuple[str, str, str]:
        """Id, version and language, which name a text for good."""
        return self.id, self.version, self.language

    @property
    def file(self) -> str:
        """Name of its file in a dataset."""
        return f"{self.id}-{self.version}-{self.language}.toml"

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes with plain line ends, as the consent records it."""
        return self._sha256

    @property
    def source(self) -> bytes:
        """The file's bytes with plain line ends."""
        return self._source


def parse_consent_text(content: bytes, name: str) -> ConsentText:
    """Read a text; ``name`` is used in errors.

    Raises
    ------
    LivenessError
        ``E-CON-05`` with line and field.
    """
    fix = "correct the file"
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        broken = content[: error.start].count(b"\n") + 1
        raise LivenessError(
            "E-CON-05", f"{name} line {broken}", "this is no UTF-8", fix
        ) from error
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LivenessError("E-CON-05", f"{name} is not TOML", str(error), fix) from error
    try:
        made = ConsentText.model_validate(fields)
    except ValidationError as error:
        place = _place(error)
        line = TomlLines(text).line_of(place)
        where = f"{name} line {line}" if line else name
        said = describe_validation(error)
        raise LivenessError("E-CON-05", where, said, fix) from error
    made._source = text.encode()  # noqa: SLF001 - its own
    made._sha256 = hashlib.sha256(made._source).hexdigest()  # noqa: SLF001
    return made


def _place(error: ValidationError) -> tuple[str | int, ...]:
    """Return where the first fault stands; one of the statements as a whole names them."""
    first = error.errors()[0]
    place: tuple[str | int, ...] = first["loc"]
    if not place and "statements.retention" in first["msg"]:
        return ("statements", "retention")
    if not place and "statements" in first["msg"]:
        return ("statements",)
    return tuple(part for part in place if part != "[key]")


def read_consent_text(path: Path) -> ConsentText:
    """Read the text in a file.

    Raises
    ------
    LivenessError
        ``E-CON-05`` with line and field, or when the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        said = error.strerror or str(error)
        raise LivenessError(
            "E-CON-05", f"{path} cannot be read", said, "check the path and its rights"
        ) from error
    return parse_consent_text(content, path.name)


def texts_of(root: Path) -> tuple[list[ConsentText], list[LivenessError]]:
    """Return the texts that a dataset keeps, by file, and what is wrong with the others."""
    texts, faults = [], []
    for path in sorted((root / FOLDER).glob("*.toml")):
        try:
            texts.append(read_consent_text(path))
        except LivenessError as error:
            faults.append(error)
    return texts, faults


def keep_text(root: Path, text: ConsentText) -> Path:
    """Keep a text in a dataset, so that it can be shown what was agreed to; return its path.

    Raises
    ------
    UsageError
        ``E-CON-06``, when another text of this id, version and language is there.
    StorageError
        When it cannot be written.
    """
    path = root / FOLDER / text.file
    try:
        if path.exists():
            if read_consent_text(path).sha256 == text.sha256:
                return path
            raise UsageError(
                "E-CON-06",
                f"text {text.id} {text.version} in {text.language} is another one here",
                f"{path}",
                "give the changed text another version",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    replace_file(path, text.source)
    return path


def merged(*groups: Iterable[ConsentText]) -> Mapping[tuple[str, str, str], ConsentText]:
    """Return texts by id, version and language; of two with the same the earlier group's."""
    found: dict[tuple[str, str, str], ConsentText] = {}
    for group in groups:
        for text in group:
            found.setdefault(text.key, text)
    return found
