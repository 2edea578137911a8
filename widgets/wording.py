"""Numbers and states in words, the same in every widget."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from liveness.capture.gating import Fact
from liveness.datasets.evidence import Evidence, FusedEvidence

from .theme import State

NEUTRAL_LLR = 0.25
"""A signal within this of 0 leans nowhere."""

DECISION_STATES = {
    "accept": State.BONA_FIDE,
    "reject": State.ATTACK,
    "undecided": State.UNDECIDED,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def fact(found: Fact) -> str:
    """Return a measured fact in the window's language."""
    return QCoreApplication.translate("Sentences", found.template).format(**found.values)


def two_digits(value: float) -> str:
    """Return a number with its sign and two significant digits, never in exponent form.

    Examples
    --------
    >>> two_digits(1.449), two_digits(-0.2151), two_digits(12.6), two_digits(0.0)
    ('+1.4', '-0.22', '+13', '0.0')
    """
    if value == 0 or not math.isfinite(value):
        return "0.0" if value == 0 else "-"
    digits = 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:+.{max(0, min(digits, 3))}f}"


def state_of(evidence: Evidence | None) -> State:
    """Return the mark of a signal's evidence."""
    if evidence is None or not evidence.valid or abs(evidence.llr) < NEUTRAL_LLR:
        return State.UNDECIDED
    return State.BONA_FIDE if evidence.llr > 0 else State.ATTACK


def word_of(evidence: Evidence | None) -> str:
    """Return what a signal says, in a word or two."""
    if evidence is None:
        return _tr("no evidence yet")
    if not evidence.valid:
        return _tr("abstains")
    if abs(evidence.llr) < NEUTRAL_LLR:
        return _tr("neutral")
    return _tr("bona fide") if evidence.llr > 0 else _tr("attack")


def fused_state(fused: FusedEvidence | None) -> State:
    """Return the mark of the fused decision."""
    return State.UNDECIDED if fused is None else DECISION_STATES[fused.decision]


def decision_word(decision: str) -> str:
    """Return a decision as a person reads it."""
    return {
        "accept": _tr("accept"),
        "reject": _tr("reject"),
        "undecided": _tr("undecided"),
    }.get(decision, decision)


def said(text: str) -> str:
    """Return what a room without Qt said, in the window's language."""
    return QCoreApplication.translate("Sentences", text) if text else ""


def sentence(text: str) -> str:
    """Return a reason as a sentence: in our language, first letter raised, one full stop."""
    text = said(text.strip().rstrip("."))
    return text[:1].upper() + text[1:] + "." if text else ""


def duration(seconds: float) -> str:
    """Return a duration as ``3 h 12 min``, ``4 min 5 s`` or ``12 s``."""
    whole = int(seconds)
    if whole >= 3600:
        return _tr("{h} h {m:02d} min").format(h=whole // 3600, m=whole % 3600 // 60)
    if whole >= 600:
        return _tr("{m} min").format(m=whole // 60)
    if whole >= 60:
        return _tr("{m} min {s:02d} s").format(m=whole // 60, s=whole % 60)
    return _tr("{s} s").format(s=whole)
