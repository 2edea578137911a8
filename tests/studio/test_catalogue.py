from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from liveness.studio.catalogue import Catalogue, Template, read_ts

ENTRIES = [
    ("A", "Cancel", "Abbrechen"),
    ("B", "Close", "Schließen"),
    ("A", "Close", "Zumachen"),
    (
        "S",
        "the eyes are {0} px apart, {1} are needed",
        "die Augen: {0} px, nötig: {1}",
    ),
    ("S", "no pattern: {0}", "kein Muster: {0}"),
    ("S", "head still", "Kopf ruhig"),
    ("T", "{h} h {m:02d} min", "{h} Std. {m:02d} Min."),
    ("T", "{a}: {b}", "{b}: {a}"),
    ("T", "not yet", ""),
]


def test_a_text_is_found_by_its_context_first_then_by_itself() -> None:
    found = Catalogue(ENTRIES)
    assert found.exact("A", "Close") == "Zumachen"
    assert found.exact("B", "Close") == "Schließen"
    assert found.exact("Z", "Cancel") == "Abbrechen"
    assert found.exact("A", "Unknown") == ""
    assert found.exact("T", "not yet") == ""


def test_a_formatted_text_is_found_by_its_template_and_keeps_its_values() -> None:
    found = Catalogue(ENTRIES)
    said = found.formatted("the eyes are 41 px apart, 60 are needed")
    assert said == "die Augen: 41 px, nötig: 60"
    assert found.formatted("no pattern: head still") == "kein Muster: Kopf ruhig"
    assert found.formatted("what nobody wrote") == "what nobody wrote"


def test_a_template_of_places_only_matches_nothing() -> None:
    assert Catalogue(ENTRIES).formatted("S1: print") == "S1: print"


def test_there_and_back_again() -> None:
    forward = Catalogue(ENTRIES)
    for text in ("Cancel", "no pattern: head still", "the eyes are 4 px apart, 6 are needed"):
        assert forward.reversed().formatted(forward.formatted(text)) == text


@given(st.text(st.characters(exclude_characters="{}"), min_size=1), st.integers())
def test_values_come_back_whole(name: str, number: int) -> None:
    template = Template("take {0} has {n:.1f} frames", "{n} Bilder in {0}")
    values = template.match(f"take {name} has {number} frames")
    if " has " not in name:
        assert values == {"0": name, "n": str(number)}
        assert template.fill(values) == f"{number} Bilder in {name}"


def test_a_name_that_stands_twice_has_one_value() -> None:
    template = Template("{x} and {x}", "{x}")
    assert template.match("a and a") == {"x": "a"}
    assert template.match("a and b") is None


def test_the_shipped_german_reads_back() -> None:
    found = Catalogue.load("de")
    assert Catalogue.load("en").formatted("Cancel") == "Cancel"
    assert all(source and target for _, source, target in found.entries)


def test_an_unfinished_message_counts_as_none() -> None:
    text = (
        "<TS><context><name>A</name><message><source>x</source>"
        '<translation type="unfinished">y</translation></message></context></TS>'
    )
    assert list(read_ts(text)) == [("A", "x", "")]
