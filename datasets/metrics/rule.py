"""Rules by which an operating point is chosen: a rate to keep, or costs to keep low."""

from __future__ import annotations

import math
import re
from typing import Literal, Self

import numpy as np
from pydantic import ValidationError

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.model import Model, describe_validation

from .cost import Costs, cost_at
from .curves import error_curve
from .trials import Floats, Trials

_KEEP = re.compile(r"^(apcer|bpcer)\s*<=\s*([0-9.eE+-]+)\s*(%?)$")
_COST_NAMES = {"prior": "prior", "reject": "reject_bona_fide", "accept": "accept_attack"}
_HELP = (
    "write bpcer<=0.05, apcer<=0.05 (in every species) or "
    "cost:prior=0.5,reject=1,accept=10 (a rejected bona fide, an accepted attack)"
)


class Rule(Model):
    """How an operating point is chosen; made by :meth:`parse`."""

    kind: Literal["bpcer", "apcer", "cost"]
    """The rate that is kept, or ``cost``. APCER is kept in every species."""
    limit: float | None = None
    """Highest rate allowed, where one is kept."""
    costs: Costs | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the rule that a person wrote.

        Parameters
        ----------
        text
            ``bpcer<=0.05``, ``apcer<=5%``, ``cost:prior=0.5,reject=1,accept=10`` (what is left
            out of the costs is even: .5, 1 and 1).

        Raises
        ------
        UsageError
            ``E-CAL-03``, with what is wrong and how a rule is written.
        """
        plain = text.strip().lower()
        kept = _KEEP.match(plain)
        if kept:
            return cls(kind=_rate_name(kept[1]), limit=_limit(text, kept[2], kept[3]))
        if plain == "cost" or plain.startswith("cost:"):
            return cls(kind="cost", costs=_costs(text, plain.partition(":")[2]))
        raise _fault(text, "it names no rate and no cost")

    def __str__(self) -> str:
        """Return the rule as it is written."""
        if self.costs is not None:
            terms = [f"{k}={getattr(self.costs, v):g}" for k, v in _COST_NAMES.items()]
            return "cost:" + ",".join(terms)
        return f"{self.kind}<={self.limit:g}"

    def words(self) -> str:
        """Return the rule in plain words."""
        if self.costs is not None:
            costs = self.costs
            return (
                f"least cost, bona fide at odds of {costs.prior:g}, a rejected bona fide costs "
                f"{costs.reject_bona_fide:g}, an accepted attack {costs.accept_attack:g}"
            )
        percent = f"{100 * (self.limit or 0):g} %"
        if self.kind == "apcer":
            return f"APCER {percent} or less in every species"
        return f"BPCER {percent} or less"

    def threshold(self, trials: Trials) -> float:
        """Return the threshold that the rule chooses on these trials.

        Of the thresholds that keep BPCER the highest, of those that keep APCER the lowest, of
        those of least cost the lowest. Between two neighbouring scores every threshold makes
        the same errors: the middle is taken.

        Raises
        ------
        ValueError
            When a class has no score.
        DataError
            ``E-CAL-04``, when only rejecting everybody would keep the rule.
        """
        curve = error_curve(trials)
        if self.kind == "bpcer":
            at = int(np.flatnonzero(curve.bpcer <= (self.limit or 0.0))[-1])
        elif self.kind == "apcer":
            at = int(np.argmax(curve.apcer <= (self.limit or 0.0)))
        else:
            costs = self.costs or Costs()
            at = int(np.argmin([cost_at(trials, t, costs) for t in curve.thresholds]))
        if at == len(curve.thresholds) - 1:
            worst = max(curve.species, key=lambda name: curve.species[name][-2])
            raise DataError(
                "E-CAL-04",
                f"no threshold keeps {self} but one that rejects everybody",
                f"an attack of {worst} has the highest score of all",
                "look at that species with evaluate, loosen the rule, or add a signal",
            )
        return _middle(curve.thresholds, at)


def _middle(thresholds: Floats, at: int) -> float:
    here = float(thresholds[at])
    if at == 0:
        return here
    middle = (float(thresholds[at - 1]) + here) / 2
    # of two neighbouring floats the middle may be the lower one, which decides otherwise
    return middle if middle > thresholds[at - 1] else here


def _rate_name(text: str) -> Literal["apcer", "bpcer"]:
    return "apcer" if text == "apcer" else "bpcer"


def _limit(text: str, digits: str, percent: str) -> float:
    try:
        value = float(digits) / (100 if percent else 1)
    except ValueError:
        raise _fault(text, f"{digits!r} is no number") from None
    if not (math.isfinite(value) and 0 <= value < 1):
        raise _fault(text, f"a rate lies between 0 and 1, got {value:g}")
    return value


def _costs(text: str, terms: str) -> Costs:
    found: dict[str, str] = {}
    for term in filter(None, (part.strip() for part in terms.split(","))):
        name, equals, value = (part.strip() for part in term.partition("="))
        if not equals or name not in _COST_NAMES or _COST_NAMES[name] in found:
            raise _fault(text, f"{term!r} is none of prior=, reject=, accept=, once each")
        found[_COST_NAMES[name]] = value
    try:
        return Costs.model_validate(found)
    except ValidationError as error:
        raise _fault(text, describe_validation(error)) from None


def _fault(text: str, why: str) -> UsageError:
    return UsageError("E-CAL-03", f"the rule {text!r} cannot be read", why, _HELP)
