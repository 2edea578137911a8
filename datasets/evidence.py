"""Evidence: what one signal says at one moment, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MapKind = Literal["relief", "peak", "highlight", "flow"]
"""What a map shows: it chooses the colour map."""

OverlayKind = Literal["points", "lines", "polygon"]


@dataclass(frozen=True, slots=True, eq=False)
class SignalMap:
    """A map over a rectangle of the image, with unit and fixed range.

    Parameters
    ----------
    values
        Shape ``(h, w)``, float32, in ``unit``; NaN where nothing is known.
    kind
        What the map shows.
    unit
        Unit of ``values``, for instance ``mm`` or ``dB``.
    low, high
        The fixed range of the colour bar, in ``unit``.
    box
        ``(x, y, width, height)`` in image pixels that the map covers.
    direction
        Shape ``(h, w)``, float32, radians counter-clockwise from image right; only for flow.
    title
        What it is a map of, in a few words.
    """

    values: NDArray[np.float32]
    kind: MapKind
    unit: str
    low: float
    high: float
    box: tuple[float, float, float, float]
    direction: NDArray[np.float32] | None = None
    title: str = ""

    def __post_init__(self) -> None:
        """Check shapes and types; a wrong map is a bug of the signal that made it."""
        if self.values.ndim != 2 or self.values.dtype != np.float32:
            raise ValueError(
                f"a map is (h, w) float32, got {self.values.shape} {self.values.dtype}"
            )
        if self.direction is not None and self.direction.shape != self.values.shape:
            raise ValueError(
                f"direction is {self.direction.shape}, the map is {self.values.shape}"
            )
        if not self.low < self.high:
            raise ValueError(f"the range of a map must rise, got {self.low}..{self.high}")


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A drawing over the image.

    Parameters
    ----------
    kind
        ``points``: ``(n, 2)``; ``lines``: ``(n, 2, 2)``, each from and to; ``polygon``:
        ``(n, 2)``, closed.
    xy
        float32, image pixels.
    """

    kind: OverlayKind
    xy: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A signal's current value.

    Parameters
    ----------
    name
        Name of the signal.
    llr
        Log-likelihood ratio, natural log, above 0 means bona fide; 0 when not valid.
    valid
        False when the signal abstains; then ``reasons`` say why.
    quality
        0..1, how much of its input the signal had; 0 when not valid.
    reasons
        Sentences without full stop, with value, limit and unit, the most telling first.
    raw
        Measured quantities by name; a quantity that is unknown is absent, never 0 or NaN.
    units
        Unit per name in ``raw``; ``1`` for a ratio.
    map
        Only when somebody shows it.
    overlay
        Drawings over the image, only together with the map.
    calibrated
        Whether the likelihoods come from a profile; else they are priors.
    """

    name: str
    llr: float
    valid: bool
    quality: float
    reasons: tuple[str, ...] = ()
    raw: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    map: SignalMap | None = None
    overlay: tuple[Overlay, ...] = ()
    calibrated: bool = False

    def __post_init__(self) -> None:
        """Refuse what the contract forbids: NaN, a reasonless abstention, a wild quality."""
        if not np.isfinite(self.llr):
            raise ValueError(f"{self.name}: llr must be finite, got {self.llr}")
        if not 0 <= self.quality <= 1:
            raise ValueError(f"{self.name}: quality must be 0..1, got {self.quality}")
        if not self.valid and (self.llr != 0 or not self.reasons):
            raise ValueError(f"{self.name}: an abstention has llr 0 and says why")
        unknown = [name for name, value in self.raw.items() if not np.isfinite(value)]
        if unknown:
            raise ValueError(f"{self.name}: leave unknown quantities out: {unknown}")

    @classmethod
    def abstain(
        cls,
        name: str,
        *reasons: str,
        raw: Mapping[str, float] | None = None,
        units: Mapping[str, str] | None = None,
        map: SignalMap | None = None,  # noqa: A002 - the field's own name
        overlay: tuple[Overlay, ...] = (),
    ) -> Evidence:
        """Return an abstention: valid is False, llr and quality are exactly 0."""
        return cls(name, 0.0, False, 0.0, reasons, dict(raw or {}), units or {}, map, overlay)


@dataclass(frozen=True, slots=True)
class FusedEvidence:
    """What the fusion makes of all signals.

    Parameters
    ----------
    llr
        Fused log-likelihood ratio, above 0 means bona fide; 0 when no signal is valid.
    valid
        Whether at least one signal is valid.
    decision
        ``accept``, ``reject`` or ``undecided``.
    calibrated
        Whether weights and offset come from a profile.
    contributions
        What each signal added to ``llr``, by name; exactly 0 for an abstention.
    reasons
        Why the decision is what it is, sentences without full stop.
    """

    llr: float
    valid: bool
    decision: Literal["accept", "reject", "undecided"]
    calibrated: bool
    contributions: Mapping[str, float]
    reasons: tuple[str, ...] = ()
