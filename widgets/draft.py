"""What an operator has typed of the next take, before it is complete; knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError

from liveness.datasets.consent import Consent
from liveness.datasets.model import Pseudonym
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.session import PrivacyMode
from liveness.datasets.species import Species

_PSEUDONYM: TypeAdapter[str] = TypeAdapter(Pseudonym)


@dataclass(frozen=True, slots=True)
class PresentationDraft:
    """The fields of the form as they stand.

    Parameters
    ----------
    subject
        Pseudonym of the person before the camera.
    consent
        Id of the consent record.
    operator
        Pseudonym of the person who works the studio.
    species
        PAI species id, ``None`` for bona fide.
    pai, target
        Id of the instrument, and pseudonym of the person whom it shows; only for an attack.
    site, session
        Where, and the name of the visit; an empty session is named by the store.
    lighting
        A word of the site.
    distance_mm
        Distance from camera to presentation, millimetres.
    privacy
        What of the picture the session keeps.
    retain_until, station
        The session's last day and computer; the form shows neither.
    """

    subject: str = ""
    consent: str = ""
    operator: str = ""
    species: str | None = None
    pai: str = ""
    target: str = ""
    site: str = ""
    session: str = ""
    lighting: str = ""
    distance_mm: float | None = None
    privacy: PrivacyMode = "full"
    retain_until: date | None = None
    station: str = ""

    def missing(self, consents: Mapping[str, Consent]) -> tuple[str, ...]:
        """Return the names of the fields that keep a take from beginning, in form order."""
        faults: list[str] = []
        if not _is_pseudonym(self.subject):
            faults.append("subject")
        if self.consent_fault(consents):
            faults.append("consent")
        if not _is_pseudonym(self.operator):
            faults.append("operator")
        faults += [
            name
            for name, value in (("pai", self.pai), ("target", self.target))
            if self.species and value and not _is_pseudonym(value)
        ]
        if not self.site.strip():
            faults.append("site")
        if self.session and not _is_pseudonym(self.session):
            faults.append("session")
        return tuple(faults)

    def consent_fault(self, consents: Mapping[str, Consent]) -> str | None:
        """Return why the chosen consent does not cover the subject, or ``None``."""
        consent = consents.get(self.consent)
        if consent is None:
            return "none is chosen"
        if consent.subject != self.subject:
            return f"it belongs to {consent.subject}"
        return consent.fault()

    def presentation(self, known: Iterable[Species] = ()) -> Presentation:
        """Return the label that the fields describe.

        ``known`` are species beside those that ship.

        Raises
        ------
        UsageError
            ``E-LAB-01`` for an unknown species.
        """
        conditions = Conditions(
            lighting=self.lighting.strip() or None, distance_mm=self.distance_mm
        )
        if self.species is None:
            return Presentation(subject=self.subject, conditions=conditions)
        return Presentation.attack(
            self.species,
            subject=self.subject,
            target=self.target or None,
            pai=self.pai or None,
            conditions=conditions,
            known=known,
        )


def _is_pseudonym(text: str) -> bool:
    try:
        _PSEUDONYM.validate_python(text)
    except ValidationError:
        return False
    return True
