from __future__ import annotations

import pytest
from pydantic import ValidationError

from liveness.datasets.errors import UsageError
from liveness.datasets.presentation import Presentation
from liveness.datasets.species import SPECIES, Species, find_species


def test_species_ids_are_unique_and_each_demo_family_has_a_scene() -> None:
    ids = [species.id for species in SPECIES]
    assert len(set(ids)) == len(ids)
    families = {species.family for species in SPECIES if species.demo_scene}
    assert families == {"print", "replay", "generated", "mask"}


def test_an_unknown_species_lists_the_known_ones_and_a_protocol_may_add_its_own() -> None:
    with pytest.raises(UsageError) as caught:
        find_species("print-mate")
    assert all(species.id in str(caught.value) for species in SPECIES)
    own = Species(id="vinyl", family="print", title="Vinyl")
    assert find_species("vinyl", [own]) is own


def test_bona_fide_is_a_person_without_pai() -> None:
    assert Presentation(subject="S1").label == "bona-fide"
    with pytest.raises(ValidationError, match="needs a subject"):
        Presentation(subject=None)
    with pytest.raises(ValidationError, match="no PAI"):
        Presentation(subject="S1", target="S2")


def test_an_attack_bears_presenter_target_and_family() -> None:
    label = Presentation.attack("replay-phone", subject="S1", target="S2")
    assert (label.bona_fide, label.label, label.family) == (False, "replay-phone", "replay")
    assert Presentation.attack("mannequin", subject=None).subject is None
