"""Ten broken protocol files, and for each the error as it is read, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.errors import LivenessError
from liveness.datasets.pictures import PICTURES
from liveness.datasets.protocol_toml import load_protocol
from liveness.datasets.species import SPECIES

FILES = Path(__file__).with_name("fixtures") / "broken-protocols"
KNOWN = ", ".join(species.id for species in SPECIES)

ERRORS = {
    "syntax": (
        "line 9 is not TOML (Expected newline or end of document after a statement "
        "(at line 9, column 15))"
    ),
    "unknown-field": (
        "line 9 (step 1, secnods: there is no such field, the nearest is seconds)"
    ),
    "missing-text": "line 5 (step 1, text: is missing)",
    "distance": (
        "line 12 (step 1, distance_mm 2: should be greater than or equal to 200, got 50)"
    ),
    "species": (
        f"line 20 (step 3, species: unknown PAI species 'replay-fone'; use one of {KNOWN})"
    ),
    "twice": "line 17 (step 3, id: step id 'print' stands twice)",
    "blocked-attack": (
        "line 16 (step 2, gates, mode: gates of an attack step warn: blocked attacks would "
        "bias APCER)"
    ),
    "late-prompt": (
        "line 14 (step 1, prompt 2, at_s: a prompt at 3.5 s comes after the take's 3 s)"
    ),
    "no-picture": (
        "line 15 (step 2, picture: species 'mask-ice' of this protocol has no drawing, "
        f"name one of {', '.join(PICTURES)})"
    ),
    "no-live-step": "line 1 (attacks_per_bona_fide: needs a bona fide step)",
}


@pytest.mark.parametrize("name", ERRORS)
def test_a_broken_file_gives_its_error(name: str) -> None:
    path = FILES / f"{name}.toml"
    with pytest.raises(LivenessError) as caught:
        load_protocol(path)
    assert str(caught.value) == f"E-PRO-01: {path} {ERRORS[name]}. Correct the protocol file."


def test_there_are_ten() -> None:
    assert len(ERRORS) == 10
    assert {path.stem for path in FILES.glob("*.toml")} == set(ERRORS)
