"""Exact intervals of a proportion: what a count of errors does show, and what it does not."""

from __future__ import annotations

from typing import Final

from scipy.special import betaincinv

CONFIDENCE: Final = 0.95
"""Of every interval, unless told otherwise."""


def clopper_pearson(errors: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the two-sided exact interval of an error rate.

    Clopper and Pearson (1934): both ends are quantiles of beta distributions, taken from
    ``scipy.special`` (``scipy.stats`` takes a second to import). It assumes independent trials;
    ten presentations of one print are not, see :mod:`.bootstrap` and :mod:`.sampling`.

    Parameters
    ----------
    errors, n
        Errors among trials.
    confidence
        Probability that such an interval covers the true rate, at least.

    Raises
    ------
    ValueError
        When the counts are no counts, or there is no trial.
    """
    _check(errors, n, confidence)
    tail = (1 - confidence) / 2
    low = 0.0 if errors == 0 else float(betaincinv(errors, n - errors + 1, tail))
    high = 1.0 if errors == n else float(betaincinv(errors + 1, n - errors, 1 - tail))
    return low, high


def upper_limit(errors: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided exact upper limit: the rate is that or less, at this confidence.

    Without an error it is ``1 - (1 - confidence) ** (1 / n)``, about ``3 / n`` at 95 %.

    Raises
    ------
    ValueError
        As :func:`clopper_pearson`.
    """
    _check(errors, n, confidence)
    return 1.0 if errors == n else float(betaincinv(errors + 1, n - errors, confidence))


def _check(errors: int, n: int, confidence: float) -> None:
    if not 0 <= errors <= n or n < 1:
        raise ValueError(f"{errors} errors among {n} trials is no count")
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, got {confidence}")
