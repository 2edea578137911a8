"""Fusion: the evidence of all signals becomes one score and a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, Protocol

from pydantic import Field, FiniteFloat, model_validator

from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.model import Model

from .signal import SignalFamily

Weight = Annotated[FiniteFloat, Field(ge=0)]
"""A weight below 0 would let evidence for an attack count as evidence for a person."""

Cap = tuple[FiniteFloat, FiniteFloat]
"""Lowest and highest llr that fusion takes from a signal."""

PRIOR_WEIGHTS: Final = {"depth": 0.5, "texture": 0.5, "reflection": 0.5, "motion": 0.5}
"""Half, as for a passive cue: what it says *for* a person, an unknown attack may say too."""

PRIOR_REJECT_WEIGHTS: Final = {"depth": 1.0, "texture": 1.0}
"""A plane under real rotation and a grid on skin are no matter of an unknown attack: taken
whole. At quality .8, an llr of -2.5 then rejects alone; at half weight not even -4 would."""


class SignalCard(Protocol):
    """What fusion knows of a signal; a signal class is one."""

    @property
    def name(self) -> str:
        """Name of the signal."""

    @property
    def family(self) -> SignalFamily:
        """What it measures in principle."""

    @property
    def cap(self) -> tuple[float, float]:
        """Lowest and highest llr before calibration."""


class FusionWeights(Model):
    """How evidence is weighed; as prior here, or fitted, from a profile."""

    weights: dict[str, Weight]
    """Weight of a signal's llr, by name; a signal that is not named has no weight."""
    reject_weights: dict[str, Weight] = Field(default_factory=dict)
    """Weight of an llr *below 0*, by name, where it differs from ``weights``."""
    biases: dict[str, FiniteFloat] = Field(default_factory=dict)
    """What a signal adds by being valid at all, by name, natural log."""
    offset: FiniteFloat = 0.0
    """Added once, when any signal is valid, natural log."""
    caps: dict[str, Cap] = Field(default_factory=dict)
    """Limits of a signal's llr where they differ from the signal's own."""
    lone_cap: FiniteFloat | None = 1.5
    """Highest fused llr when one signal is valid; ``None`` for no limit."""
    accept: FiniteFloat = 1.0
    """Accept at this fused llr or above."""
    reject: FiniteFloat = -2.0
    """Reject at this fused llr or below."""
    accept_families: int = Field(default=2, ge=1)
    """Families of signals that must be valid for an accept."""
    calibrated: bool = False
    """Whether the numbers were fitted to takes of the deployment."""

    @model_validator(mode="after")
    def _check_order(self) -> FusionWeights:
        if not self.reject < self.accept:
            raise ValueError(f"reject {self.reject} must be below accept {self.accept}")
        for name, (low, high) in self.caps.items():
            if not low <= 0 <= high:
                raise ValueError(f"the caps of {name} must enclose 0, got {low}..{high}")
        return self

    @classmethod
    def prior(cls) -> FusionWeights:
        """Return the weights that hold before any calibration."""
        return cls(weights=PRIOR_WEIGHTS, reject_weights=PRIOR_REJECT_WEIGHTS)

    def weight(self, name: str, llr: float) -> float:
        """Return the weight of ``llr`` of the signal ``name``; 0 when it is not named."""
        weight = self.weights.get(name, 0.0)
        return self.reject_weights.get(name, weight) if llr < 0 else weight


class Fusion:
    r"""Quality-weighted sum of log-likelihood ratios.

    .. math:: L = b + \sum_i v_i (w_i q_i s_i + u_i)

    with the signal's llr :math:`s_i` clipped to its cap, quality :math:`q_i`, validity
    :math:`v_i`, weight :math:`w_i \ge 0`, bias :math:`u_i` and offset :math:`b`: logistic
    fusion as in the BOSARIS toolkit (Brummer and de Villiers, 2013), with the quality as a
    factor. A weight may differ below 0, where evidence of an attack is taken more seriously.
    The sum is monotone in every llr, and a signal that abstains adds exactly 0.

    Before calibration a lone valid signal says at most ``lone_cap``, and no less than its own
    lower cap; an accept takes two families, for no passive cue alone tells a person.

    Parameters
    ----------
    weights
        From a profile; priors when ``None``.
    signals
        The signals, or anything that has their name, family and cap.

    Raises
    ------
    ValueError
        When two signals bear one name.
    """

    def __init__(
        self, weights: FusionWeights | None = None, *, signals: Sequence[SignalCard]
    ) -> None:
        self.weights = FusionWeights.prior() if weights is None else weights
        self._cards = {card.name: card for card in signals}
        if len(self._cards) != len(signals):
            raise ValueError(f"two signals bear one name: {[card.name for card in signals]}")

    def fuse(self, evidence: Mapping[str, Evidence]) -> FusedEvidence:
        """Return the fused score and decision.

        Parameters
        ----------
        evidence
            By signal name; a signal that is missing counts as abstaining. Evidence of a signal
            that fusion does not know has no weight.

        Returns
        -------
        FusedEvidence
            ``llr`` is ``offset`` plus the contributions; 0 when no signal is valid.
        """
        speaking = [name for name in self._cards if self._speaks(name, evidence.get(name))]
        parts = dict.fromkeys((*self._cards, *evidence), 0.0)
        for name in speaking:
            parts[name] = self._contribution(name, evidence[name])
        llr = self.weights.offset + sum(parts.values()) if speaking else 0.0
        limited = self._limit_lone(speaking, llr)
        if limited != llr:
            parts[speaking[0]] += limited - llr
        families = {self._cards[name].family for name in speaking}
        decision = self._decide(limited, len(families), bool(speaking))
        reasons = [self._verdict(decision, limited, families, speaking)]
        if limited != llr:
            reasons.append(
                f"{speaking[0]} speaks alone: {llr:+.2f} is limited to {limited:+.2f}"
            )
        reasons += self._voices(evidence, speaking, parts)
        return FusedEvidence(
            llr=limited,
            valid=bool(speaking),
            decision=decision,
            calibrated=self.weights.calibrated,
            contributions=parts,
            reasons=tuple(reasons),
        )

    def _speaks(self, name: str, evidence: Evidence | None) -> bool:
        """Whether the evidence can count; weight or quality 0 must not make up a family."""
        if evidence is None or not evidence.valid or evidence.quality <= 0:
            return False
        return self.weights.weights.get(name, 0) > 0 or self.weights.weight(name, -1.0) > 0

    def _cap(self, name: str) -> tuple[float, float]:
        return self.weights.caps.get(name, self._cards[name].cap)

    def _contribution(self, name: str, evidence: Evidence) -> float:
        low, high = self._cap(name)
        llr = min(max(evidence.llr, low), high)
        weight = self.weights.weight(name, llr)
        return weight * evidence.quality * llr + self.weights.biases.get(name, 0.0)

    def _limit_lone(self, speaking: Sequence[str], llr: float) -> float:
        if len(speaking) != 1 or self.weights.lone_cap is None:
            return llr
        return min(max(llr, self._cap(speaking[0])[0]), self.weights.lone_cap)

    def _decide(
        self, llr: float, families: int, valid: bool
    ) -> Literal["accept", "reject", "undecided"]:
        if not valid:
            return "undecided"
        if llr <= self.weights.reject:
            return "reject"
        enough = families >= self.weights.accept_families
        return "accept" if llr >= self.weights.accept and enough else "undecided"

    def _verdict(
        self, decision: str, llr: float, families: set[SignalFamily], speaking: Sequence[str]
    ) -> str:
        """Say in a sentence why the decision is what it is."""
        accept, reject = self.weights.accept, self.weights.reject
        if not speaking:
            return "undecided: no signal can say anything"
        if decision == "accept":
            told = (
                f"accept: {llr:+.2f} is {accept:+.2f} or more, {len(families)} families speak"
            )
        elif decision == "reject":
            told = f"reject: {llr:+.2f} is {reject:+.2f} or less"
        elif llr >= accept:
            told = (
                f"undecided: {llr:+.2f} would accept, but an accept takes "
                f"{self.weights.accept_families} families of signals and only "
                f"{' and '.join(sorted(families))} speaks"
            )
        else:
            told = f"undecided: {llr:+.2f} lies between {reject:+.2f} and {accept:+.2f}"
        return told if self.weights.calibrated else f"{told} (uncalibrated)"

    def _voices(
        self,
        evidence: Mapping[str, Evidence],
        speaking: Sequence[str],
        parts: Mapping[str, float],
    ) -> list[str]:
        """Say what each signal did, the weightiest first, then who abstained and why."""
        told = []
        for name in sorted(speaking, key=lambda name: -abs(parts[name])):
            item = evidence[name]
            why = f": {item.reasons[0]}" if item.reasons else ""
            told.append(
                f"{name} adds {parts[name]:+.2f} (llr {item.llr:+.2f}, quality "
                f"{item.quality:.2f}){why}"
            )
        for name in parts:
            if name in speaking:
                continue
            item_or_none = evidence.get(name)
            if item_or_none is None:
                told.append(f"{name} abstains: no evidence yet")
            elif not item_or_none.valid:
                told.append(f"{name} abstains: {item_or_none.reasons[0]}")
            elif item_or_none.quality <= 0:
                told.append(f"{name} has quality 0 and adds nothing")
            else:
                told.append(f"{name} has no weight and adds nothing")
        return told
