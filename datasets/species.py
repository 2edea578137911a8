"""The PAI species that ship, their families, and the lookup that names them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from .errors import UsageError
from .model import Model, Pseudonym

Family = Literal["print", "replay", "generated", "mask", "partial", "lighting", "injection"]
"""A group of PAI species that share a physical principle."""


class Species(Model):
    """One PAI species: a class of attack instruments (ISO/IEC 30107-3, 3.1.3)."""

    id: Pseudonym
    family: Family
    title: str
    """What an operator reads, in a few words."""
    demo_scene: bool = False
    """Whether the demo camera renders it."""


def _species(family: Family, *rows: tuple[str, str, bool]) -> tuple[Species, ...]:
    return tuple(
        Species(id=id_, family=family, title=title, demo_scene=demo)
        for id_, title, demo in rows
    )


SPECIES: tuple[Species, ...] = (
    *_species(
        "print",
        ("print-matte", "Print on matte paper", True),
        ("print-glossy", "Print on glossy photo paper", False),
        ("print-bent", "Print, bent round an axis", True),
        ("print-cutout", "Print with eyes or mouth cut out", False),
        ("print-life-size", "Life-size print or poster", False),
    ),
    *_species(
        "replay",
        ("replay-phone", "Replay on a phone", True),
        ("replay-tablet", "Replay on a tablet", False),
        ("replay-monitor", "Replay on a monitor", True),
        ("replay-high-resolution", "Replay on a high-resolution or HDR display", False),
    ),
    *_species(
        "generated",
        ("generated-still", "Generated still face", False),
        ("generated-video", "Generated video of a face", False),
        ("face-swap-live", "Live face swap", True),
    ),
    *_species(
        "mask",
        ("mask-paper", "Paper mask", False),
        ("mask-rigid", "Rigid mask (resin, plastic)", True),
        ("mask-silicone", "Silicone mask", False),
        ("mannequin", "Mannequin or bust", False),
    ),
    *_species(
        "partial",
        ("occlusion-glasses", "Printed or patterned glasses", False),
        ("occlusion-medical-mask", "Medical mask with a printed face part", False),
        ("occlusion-hat", "Hat or hood that hides part of the face", False),
        ("makeup", "Impersonating make-up", False),
    ),
    *_species("lighting", ("lighting-manipulation", "Manipulated lighting", False)),
    *_species("injection", ("injected-video", "Video injected by a virtual camera", False)),
)
"""Every shipped species, in the order in which reports list them."""


def find_species(id_: str, extra: Iterable[Species] = ()) -> Species:
    """Return the species with an id.

    Parameters
    ----------
    id_
        A species id, for instance ``print-matte``.
    extra
        Species that a protocol adds to those that ship.

    Raises
    ------
    UsageError
        ``E-LAB-01``; the text lists the known ids.
    """
    known = (*SPECIES, *extra)
    for species in known:
        if species.id == id_:
            return species
    raise UsageError(
        "E-LAB-01",
        f"unknown PAI species {id_!r}",
        "",
        "use one of " + ", ".join(species.id for species in known),
    )
