"""Error rates of presentation attack detection, as ISO/IEC 30107-3 asks for them.

**Polarity, everywhere:** scores are log-likelihood ratios, above 0 means bona fide; a score at
or above a threshold is accepted as bona fide. Hence accepting everything gives APCER 100 % and
BPCER 0 %. A presentation without a score is a *non-response*: it is left out of APCER and
BPCER and counted in APNRR and BPNRR.

What each figure means, in plain words and with its clause: ``docs/metrics.md``.
"""

from __future__ import annotations

from .assessment import Assessment, assess
from .bootstrap import ClusterInterval, cluster_bootstrap
from .brier import Brier, brier
from .cost import Costs, DetectionCost, cost_at, detection_cost
from .curves import ErrorCurve, FixedRate, apcer_at_bpcer, bpcer_at_apcer, error_curve
from .information import Information, cllr, information, pav_llr, posterior
from .intervals import clopper_pearson, upper_limit
from .literature import Literature, acer, eer
from .paired import Paired, mcnemar
from .rates import (
    ACCEPT,
    NO_RESPONSE,
    REJECT,
    UNDECIDED,
    ErrorRates,
    GroupRates,
    Outcomes,
    Rate,
    SpeciesRates,
    error_rates,
    outcomes_at,
    rates_by_group,
)
from .reliability import ReliabilityBin, reliability
from .rule import Rule
from .sampling import design_effect, intraclass_correlation, presentations_needed
from .trials import NON_RESPONSES, POLARITY, POSITIVE_CLASS, Trials

__all__ = [
    "ACCEPT",
    "NON_RESPONSES",
    "NO_RESPONSE",
    "POLARITY",
    "POSITIVE_CLASS",
    "REJECT",
    "UNDECIDED",
    "Assessment",
    "Brier",
    "ClusterInterval",
    "Costs",
    "DetectionCost",
    "ErrorCurve",
    "ErrorRates",
    "FixedRate",
    "GroupRates",
    "Information",
    "Literature",
    "Outcomes",
    "Paired",
    "Rate",
    "ReliabilityBin",
    "Rule",
    "SpeciesRates",
    "Trials",
    "acer",
    "apcer_at_bpcer",
    "assess",
    "bpcer_at_apcer",
    "brier",
    "cllr",
    "clopper_pearson",
    "cluster_bootstrap",
    "cost_at",
    "design_effect",
    "detection_cost",
    "eer",
    "error_curve",
    "error_rates",
    "information",
    "intraclass_correlation",
    "mcnemar",
    "outcomes_at",
    "pav_llr",
    "posterior",
    "presentations_needed",
    "rates_by_group",
    "reliability",
    "upper_limit",
]
