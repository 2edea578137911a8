"""One visit: one site, one camera, one privacy mode."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from .model import Model, Pseudonym, utc_now

PrivacyMode = Literal["full", "face", "signals"]
"""What of the picture is stored: ``full`` keeps whole frames; ``face`` only the face with a
margin, and no pixel of a frame in which no face was found; ``signals`` no pixel at all, only
landmarks, evidence and maps of at most 64 by 64. It acts before the journal."""

PRIVACY_MODES: tuple[PrivacyMode, ...] = get_args(PrivacyMode)


class Session(Model):
    """What all takes of one visit share (``session.json``)."""

    schema_version: Literal[1] = 1
    id: Pseudonym
    site: str = Field(default="unnamed-site", max_length=120)
    operator: Pseudonym | None = None
    """Pseudonym of the person who works the studio."""
    camera: str | None = Field(default=None, max_length=200)
    """Name of the source as it describes itself."""
    protocol: str | None = None
    """Id of the protocol that is followed."""
    protocol_sha256: str | None = Field(default=None, pattern="^[0-9a-f]{64}$")
    """Sum over the protocol as it was followed, which the dataset keeps in ``protocols/``."""
    closed_utc: str | None = None
    """When it was closed: nothing is added any more; ``None`` while it is open."""
    seed: int | None = None
    """Seed of the order of steps, where it is random."""
    privacy: PrivacyMode = "full"
    station: str = Field(default="", max_length=120)
    """The computer or kiosk, by a name that the site gave it."""
    retain_until: date | None = None
    """Last day, UTC, on which the takes may be kept; ``None`` sets no limit."""
    created_utc: str = Field(default_factory=utc_now)
    recorded_as: Pseudonym | None = None
    """Name that it had when its takes were recorded, which their files bear; ``None`` unless
    a merge gave it another."""
