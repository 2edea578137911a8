"""Keeps a consent with everything that belongs to it."""

from __future__ import annotations

from .consent import Consent
from .consent_text import ConsentText, keep_text
from .groups import GroupAttributes, GroupBook
from .store import DatasetRoot


def store_consent(
    root: DatasetRoot,
    consent: Consent,
    text: ConsentText | None = None,
    told: GroupAttributes | None = None,
) -> list[Consent]:
    """Keep a consent with the text that was read and what the subject told; return all.

    Raises
    ------
    LivenessError
        When one of them cannot be stored; the consent comes last, so that there is none
        without its text.
    """
    if text is not None:
        keep_text(root.path, text)
    root.consents.add(consent)
    if told is not None:
        GroupBook(root.path).put(root.subject_key(consent.subject), told)
    return list(root.consents)
