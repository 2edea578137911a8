"""What a check of the dataset finds: code, place, measured text, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import model_validator

from .model import Model

Severity = Literal["error", "warning"]

FIXES = {
    "V-LINE": "restore takes.jsonl from a backup",
    "V-SESSION": "restore session.json from a backup",
    "V-MISSING": "restore the file from a backup",
    "V-SHA256": "restore the file from a backup",
    "V-DAMAGED": "restore the file from a backup",
    "V-CRC": "restore the file from a backup; the other frames still read",
    "V-CRASH": "do not open the file; restore it from a backup",
    "V-SCHEMA": "update the program, or restore the file from a backup",
    "V-LENGTH": "restore the file from a backup",
    "V-INDEX": "treat the take as incomplete",
    "V-TIME": "treat its times with care",
    "V-RECORD": "restore the file that belongs to this line",
    "V-LABEL": "correct the label, or add the species to the protocol",
    "V-PRIVACY": "delete the take and record it again: what it holds was not promised",
    "V-RETENTION": "erase the takes, or write down why they may be kept longer",
    "V-KEY": "restore subjects.json from a backup",
    "V-CONSENT": "add the consent record, or erase the subject's takes",
    "V-UNREGISTERED": "delete it, or restore takes.jsonl from a backup",
    "V-DUPLICATE": "delete one of the two",
    "V-LEFTOVER": "run recover",
    "V-PROTOCOL": "put the protocol's TOML file into protocols/",
    "V-STEP": "correct the label by a relabel, or treat the step as not served",
    "V-SPLIT": "make the split anew: splits remove, splits make",
    "V-PAI": "restore the file from a backup, or register the PAI anew",
    "V-GROUPS": "restore the file from a backup, or ask the subject again",
    "V-MANIFEST": "run recover, which writes it anew",
    "V-CATALOG": "delete catalog.sqlite; the next list makes it anew",
}
"""What to do, by code, unless the finding knows better."""


class Finding(Model):
    """One fault inside a take file.

    Parameters
    ----------
    code
        ``V-...``, a key of :data:`FIXES`.
    text
        What is wrong, with the measured fact; no full stop.
    severity
        ``error`` or ``warning``.
    fix
        What to do, no full stop; that of the code where nothing better is known.
    """

    code: str
    text: str
    severity: Severity = "error"
    fix: str = ""

    @model_validator(mode="before")
    @classmethod
    def _with_fix(cls, content: object) -> object:
        if isinstance(content, dict) and not content.get("fix"):
            return {**content, "fix": FIXES.get(str(content.get("code")), "")}
        return content


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a dataset.

    Parameters
    ----------
    code
        ``V-...``, a key of :data:`FIXES`.
    path
        The file, relative to the root.
    text
        What is wrong, with the measured fact.
    severity
        ``error`` or ``warning``.
    fix
        What to do; that of the code where nothing better is known.
    """

    code: str
    path: str
    text: str
    severity: Severity = "error"
    fix: str = ""

    def __post_init__(self) -> None:
        """Fill in what to do."""
        if not self.fix:
            object.__setattr__(self, "fix", FIXES[self.code])

    @classmethod
    def of(cls, path: str, finding: Finding) -> Fault:
        """Return the fault that a finding inside the take ``path`` is."""
        return cls(finding.code, path, finding.text, finding.severity, finding.fix)

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.code} {self.path}: {self.text}. {self.fix[0].upper()}{self.fix[1:]}."
