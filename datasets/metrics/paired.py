"""Whether two ways to decide the same presentations differ by more than luck."""

from __future__ import annotations

from scipy.special import bdtr

from liveness.datasets.model import Model


class Paired(Model):
    """McNemar's exact test on presentations that both decided."""

    n: int
    """Presentations that were compared."""
    only_first_right: int
    only_second_right: int
    p: float
    """Two-sided; of presentations that repeat people and PAIs it is too small."""

    def words(self) -> str:
        """Return what the counts show, in plain words."""
        changed = self.only_first_right + self.only_second_right
        if changed == 0:
            return f"Both are right on the same of {self.n} takes: nothing tells them apart."
        told = (
            f"A alone is right on {self.only_first_right}, B alone on "
            f"{self.only_second_right} of {self.n} takes, McNemar p = {self.p:.3g}"
        )
        if self.p >= 0.05:
            return f"{told}: that may be luck."
        better = "A" if self.only_first_right > self.only_second_right else "B"
        return (
            f"{told}: {better} is better on these takes, as far as they do not repeat people."
        )


def mcnemar(only_first_right: int, only_second_right: int, n: int) -> Paired:
    """Return McNemar's exact test (1947; the binomial form, for small counts too).

    Under the hypothesis that both err alike, each presentation on which just one of them is
    right falls to either with probability one half.

    Parameters
    ----------
    only_first_right, only_second_right
        Presentations on which just one of them is right.
    n
        Presentations that were compared.

    Raises
    ------
    ValueError
        When the counts are no counts.
    """
    changed = only_first_right + only_second_right
    if min(only_first_right, only_second_right) < 0 or changed > n:
        raise ValueError(f"{only_first_right} and {only_second_right} of {n} are no counts")
    rarer = min(only_first_right, only_second_right)
    p = min(1.0, 2 * float(bdtr(rarer, changed, 0.5))) if changed else 1.0
    return Paired(
        n=n, only_first_right=only_first_right, only_second_right=only_second_right, p=p
    )
