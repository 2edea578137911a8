"""The public sets whose layouts are known."""

from __future__ import annotations

from liveness.datasets.errors import UsageError

from .base import Layout
from .casia_fasd import CasiaFasd
from .celeba_spoof import CelebaSpoof
from .nuaa import Nuaa
from .oulu_npu import OuluNpu
from .replay_attack import ReplayAttack
from .replay_mobile import ReplayMobile
from .siw import Siw

LAYOUTS: tuple[Layout, ...] = (
    Nuaa(),
    CasiaFasd(),
    ReplayAttack(),
    ReplayMobile(),
    OuluNpu(),
    Siw(),
    CelebaSpoof(),
)
"""Every layout, in the order in which help lists them."""


def layout_of(name: str) -> Layout:
    """Return the layout of a name.

    Raises
    ------
    UsageError
        ``E-IMP-03``, which lists the layouts.
    """
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    known = ", ".join(layout.name for layout in LAYOUTS)
    raise UsageError("E-IMP-03", f"there is no layout {name!r}", "", f"use {known}")
