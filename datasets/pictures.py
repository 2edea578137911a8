"""Which drawing shows what a step asks for: one for each species, some for live people.

They are drawings and not photographs (`liveness.widgets.step_picture` paints them), so no
person's face is in the program.
"""

from __future__ import annotations

from collections.abc import Iterable

from .species import SPECIES

LIVE_PICTURES = (
    "live",
    "live-turn",
    "live-near",
    "live-speak",
    "live-glasses",
    "live-hat",
    "live-light",
    "grey-card",
)
"""Drawings of bona fide steps: what the person does."""

PICTURES: tuple[str, ...] = (*LIVE_PICTURES, *(species.id for species in SPECIES))
"""Every drawing that there is, by name; a species that ships has one of its own name."""


def default_picture(species: str | None, own: Iterable[str] = ()) -> str | None:
    """Return the drawing of a species, or of a live person for ``None``.

    Parameters
    ----------
    species
        A species id, or ``None`` for a bona fide step.
    own
        Ids of species that a protocol adds: they have no drawing, whatever their name is.

    Returns
    -------
    str or None
        A name of `PICTURES`; ``None`` where the species has none.
    """
    if species is None:
        return "live"
    return species if species in PICTURES and species not in own else None


__all__ = ["LIVE_PICTURES", "PICTURES", "default_picture"]
