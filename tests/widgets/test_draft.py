from __future__ import annotations

from datetime import date

import pytest

from liveness.datasets.consent import Consent
from liveness.datasets.errors import UsageError
from liveness.widgets.draft import PresentationDraft

GOOD = PresentationDraft("S1", "C1", "O1", site="gate-2")
BOOK = {
    "C1": Consent(id="C1", subject="S1"),
    "C2": Consent(id="C2", subject="S2"),
    "C3": Consent(id="C3", subject="S1", expires=date(2020, 1, 1)),
}


def change(**fields: object) -> PresentationDraft:
    values = {name: getattr(GOOD, name) for name in GOOD.__slots__}
    return PresentationDraft(**{**values, **fields})


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (GOOD, ()),
        (PresentationDraft(), ("subject", "consent", "operator", "site")),
        (change(subject="Jane Doe"), ("subject", "consent")),
        (change(consent="C2"), ("consent",)),
        (change(consent="C3"), ("consent",)),
        (change(consent="nope"), ("consent",)),
        (change(operator=""), ("operator",)),
        (change(species="print-matte", pai="a b", target="c d"), ("pai", "target")),
        (change(pai="a b"), ()),
        (change(session="a b"), ("session",)),
    ],
)
def test_what_is_missing(draft: PresentationDraft, missing: tuple[str, ...]) -> None:
    assert draft.missing(BOOK) == missing


def test_consent_faults_are_named() -> None:
    assert "belongs to S2" in (change(consent="C2").consent_fault(BOOK) or "")
    assert "expired" in (change(consent="C3").consent_fault(BOOK) or "")
    assert GOOD.consent_fault(BOOK) is None


def test_it_becomes_the_label() -> None:
    live = change(lighting=" office ", distance_mm=600.0).presentation()
    assert live.bona_fide
    assert (live.conditions.lighting, live.conditions.distance_mm) == ("office", 600.0)
    attack = change(species="replay-phone", target="S9", pai="P7").presentation()
    assert (attack.label, attack.family) == ("replay-phone", "replay")
    assert (attack.target, attack.pai) == ("S9", "P7")
    with pytest.raises(UsageError, match="E-LAB-01"):
        change(species="hologram").presentation()
