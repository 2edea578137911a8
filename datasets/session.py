"""One visit: one site, one camera, one privacy mode."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .model import Model, Pseudonym, utc_now

PrivacyMode = Literal["full"]
"""What of the picture is stored; ``full`` keeps whole frames."""


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
    seed: int | None = None
    """Seed of the order of steps, where it is random."""
    privacy: PrivacyMode = "full"
    created_utc: str = Field(default_factory=utc_now)
