"""The consent of a public set: its licence, and one record for each person under it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from liveness.datasets.consent import Consent
from liveness.datasets.errors import ConsentError, UsageError
from liveness.datasets.store import DatasetRoot

from .base import Layout

FORM = "public-set-licence"
"""Form version of these records: the text is the set's licence, not our form."""


def licence_of(root: DatasetRoot, layout: Layout, id_: str, text: Path | None) -> Consent:
    """Return the record that states a set's licence; with its text a missing one is made.

    Parameters
    ----------
    root
        The dataset.
    layout
        The set; the record's subject is its prefix.
    id_
        Id of the record.
    text
        File with the licence; its SHA-256 stands in the record.

    Raises
    ------
    ConsentError
        ``E-CON-01`` when there is no such record and no text, ``E-CON-02`` when it is
        withdrawn, expired, or another subject's.
    UsageError
        ``E-IMP-05``, when the text cannot be read or is not the record's.
    """
    digest = None if text is None else _digest(text)
    if digest is not None and not any(consent.id == id_ for consent in root.consents):
        made = Consent(id=id_, subject=layout.prefix, form_version=FORM, form_sha256=digest)
        root.consents.add(made)
    try:
        found = root.consents.require(id_, layout.prefix)
    except ConsentError as error:
        if error.code != "E-CON-01":
            raise
        raise ConsentError(
            "E-CON-01",
            f"there is no consent record {id_!r}",
            f"of the subject {layout.prefix}, which stands for the licence of {layout.title}",
            "give the licence's text with --licence FILE and the record is made",
        ) from error
    if digest is not None and found.form_sha256 != digest:
        raise UsageError(
            "E-IMP-05",
            f"the licence is not that of consent {id_}",
            f"{text} has another SHA-256",
            "give the text that was agreed to, or another consent id",
        )
    return found


def consent_of(root: DatasetRoot, licence: Consent, person: str) -> Consent:
    """Return a person's record under a licence; a missing one is made.

    It has the licence's scope, text and expiry, so that a person is found, withdrawn and
    erased like any other.

    Raises
    ------
    ConsentError
        ``E-CON-02``, when the person's record does not allow recording.
    """
    id_ = f"{licence.id}.{person}"[:64]
    try:
        return root.consents.require(id_, person)
    except ConsentError as error:
        if error.code != "E-CON-01":
            raise
    made = licence.model_copy(update={"id": id_, "subject": person})
    root.consents.add(made)
    return made


def _digest(text: Path) -> str:
    try:
        return hashlib.sha256(text.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            "E-IMP-05", f"{text} cannot be read", error.strerror or str(error)
        ) from error
