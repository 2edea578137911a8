"""Consent records: without one that is valid, nothing is recorded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from .durable import replace_file, storage_error
from .errors import ConsentError, UsageError
from .model import ID_PATTERN, Model, Pseudonym, utc_now

Scope = Literal["record", "audio", "train", "evaluate", "share"]
"""What a subject allowed: ``record`` pictures of the face, ``audio`` the voice beside them, and
what the takes may be used for: ``train`` and ``evaluate`` here, ``share`` with others."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

FORM_TEXT = (
    "I agree that pictures of my face are recorded at this site under a pseudonym, stored on "
    "the machines of this project, and used for the purposes marked in the scope. I may "
    "withdraw at any time; every recording of me is then erased."
)
"""What a record says was agreed to where no text is named (version 1): the form is on paper.

The texts that the window shows are TOML files; see `liveness.datasets.consent_text`."""


class Consent(Model):
    """One consent of one subject; it never holds a name."""

    schema_version: Literal[1] = 1
    id: Pseudonym
    subject: Pseudonym
    scope: tuple[Scope, ...] = Field(default=("record", "train", "evaluate"), min_length=1)
    form: Pseudonym | None = None
    """Id of the text to which the subject agreed; unknown in records of early versions."""
    form_version: str = "studio-1"
    """Id and version of that text."""
    form_sha256: str = Field(
        default=hashlib.sha256(FORM_TEXT.encode()).hexdigest(), pattern="^[0-9a-f]{64}$"
    )
    """SHA-256 of that text in UTF-8."""
    language: str | None = Field(default=None, max_length=16)
    """In which language the subject read it, BCP 47."""
    signature: Pseudonym | None = None
    """The own id as the subject typed it; ``None`` where the signature stands on paper."""
    granted_utc: str = Field(default_factory=utc_now)
    expires: date | None = None
    """Last day on which the consent holds, UTC."""
    retain_until: date | None = None
    """Last day, UTC, on which takes under it may be kept; ``None`` leaves it to the session."""
    withdrawn_utc: str | None = None

    @model_validator(mode="after")
    def _signed(self) -> Self:
        if self.signature is not None and self.signature != self.subject:
            raise ValueError("the signature is not the subject's own id")
        return self

    def allows(self, scope: Scope) -> bool:
        """Whether the subject ticked this scope; whether it holds today is `fault`'s answer.

        A microphone is opened only where ``consent.allows("audio")``.
        """
        return scope in self.scope

    def fault(self, *, today: date | None = None) -> str | None:
        """Return why this consent does not allow recording, or ``None`` when it does."""
        today = today or datetime.now(UTC).date()
        if self.withdrawn_utc:
            return f"withdrawn on {self.withdrawn_utc[:10]}"
        if self.expires and self.expires < today:
            return f"expired on {self.expires.isoformat()}"
        if self.retain_until and self.retain_until < today:
            return f"takes under it might be kept until {self.retain_until.isoformat()}"
        if "record" not in self.scope:
            return f"its scope is {', '.join(self.scope)}, without record"
        return None


class ConsentBook:
    """The consent records of a dataset root, one JSON file each.

    Parameters
    ----------
    root
        The dataset root; its folder ``consents`` is made when the first record is added.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / "consents"

    def add(self, consent: Consent) -> Path:
        """Write a new record and return its path.

        Raises
        ------
        UsageError
            ``E-CON-03``, when the id is taken.
        StorageError
            ``E-DSK-02`` when the folder cannot be written, ``E-DSK-03`` when the disk is full.
        """
        path = self._folder / f"{consent.id}.json"
        if path.exists():
            raise UsageError(
                "E-CON-03",
                f"consent {consent.id} exists already",
                f"{path}",
                "choose another id, or withdraw the old one first",
            )
        self._write(path, consent)
        return path

    def withdraw(self, id_: str) -> Consent:
        """Mark a record as withdrawn, and return it.

        Raises
        ------
        ConsentError
            ``E-CON-01``, when there is no such record.
        """
        consent = self.get(id_)
        if consent.withdrawn_utc is None:
            consent = consent.model_copy(update={"withdrawn_utc": utc_now()})
            self._write(self._folder / f"{id_}.json", consent)
        return consent

    def get(self, id_: str) -> Consent:
        """Return a record by id.

        Raises
        ------
        ConsentError
            ``E-CON-01``, when there is no such record.
        LivenessError
            ``E-DAT-03``, when the file does not parse.
        """
        path = self._folder / f"{id_}.json"
        # an id that a file cannot bear would lead out of the folder
        if not re.fullmatch(ID_PATTERN, id_) or not path.is_file():
            raise ConsentError(
                "E-CON-01",
                f"there is no consent record {id_!r}",
                f"looked in {self._folder}",
                f"add one: liveness-studio consent add {self._folder.parent} "
                f"--id ID --subject SUBJECT",
            )
        return Consent.load(path)

    def require(self, id_: str, subject: str, *, today: date | None = None) -> Consent:
        """Return the record if it lets this subject be recorded today.

        Raises
        ------
        ConsentError
            ``E-CON-01`` when it is missing, ``E-CON-02`` when it is another subject's,
            withdrawn, expired, or without the scope ``record``.
        """
        consent = self.get(id_)
        fault = consent.fault(today=today)
        if consent.subject != subject:
            fault = f"it belongs to subject {consent.subject}, not {subject}"
        if fault:
            raise ConsentError(
                "E-CON-02",
                f"consent {id_} does not allow recording {subject}",
                fault,
                "record with a consent that is valid for this subject",
            )
        return consent

    def __iter__(self) -> Iterator[Consent]:
        """Yield every readable record by id."""
        for path in sorted(self._folder.glob("*.json")):
            yield Consent.load(path)

    @staticmethod
    def _write(path: Path, consent: Consent) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, path) from error
        replace_file(path, consent.model_dump_json(indent=2).encode() + b"\n")


__all__ = ["FORM_TEXT", "SCOPES", "Consent", "ConsentBook", "Scope"]
