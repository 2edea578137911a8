"""From photons to a decision. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import Check, Verdict

__all__ = ["Check", "Verdict"]


def __getattr__(name: str) -> Any:  # of modules, PEP 562
    """Load the verdict only where somebody asks for it: it brings OpenCV along."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import check

    return getattr(check, name)
