from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.metrics.confounders import audit_confounders
from liveness.datasets.store import DatasetRoot
from liveness.studio.auditing import audit, facts_of, in_words
from liveness.studio.demonstration import ensure_consents, plan, record_demo_take


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path_factory.mktemp("audit") / "root")
    consents = ensure_consents(made, 1)
    session = made.start_session(site="gate", operator="O1", camera="demo")
    (row, *_) = plan(1, 1, 0)
    record_demo_take(made, session, consents[0], row, seconds=0.2)
    return made


def test_facts_of_a_take_are_read_without_its_face(root: DatasetRoot) -> None:
    (take,) = root.takes()
    (session,) = root.sessions()
    facts = facts_of(root.take_path(take), take, session)
    assert facts["operator"] == "O1"
    assert facts["size"] == "1280 x 720"
    assert facts["codec"] == "jpeg_xl"
    assert facts["exposure"] is None
    for name, low, high in (
        ("luma", 50, 220),
        ("background", 20, 240),
        ("bits_per_pixel", 0.5, 24),
        ("face_width_percent", 5, 60),
        ("hour", 0, 23),
    ):
        value = facts[name]
        assert isinstance(value, float), name
        assert low <= value <= high, name


def test_too_few_takes_are_said_and_progress_is_told(root: DatasetRoot) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(DataError, match="E-CAL-21"):
        audit(root, progress=lambda done, total, _: told.append((done, total)))
    assert told == [(1, 1)]


def test_a_take_that_cannot_be_read_is_no_reason_to_stop(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    with pytest.raises(DataError, match="0 bona fide and 0 attacks"):
        audit(root)


def test_the_words_say_what_to_record_and_what_is_not_proven() -> None:
    people = [f"S{i // 4}" for i in range(48)]
    live = [i % 2 == 0 for i in range(48)]
    camera = ["a" if truth else "b" for truth in live]
    lines = in_words(audit_confounders(live, {"camera": camera}, people, permutations=99))
    assert lines[0].startswith("The label can be told without the face: AUC 1.00")
    assert any("record bona fide takes where camera is b: 0 there, 24 of" in x for x in lines)
    same = [str(i // 2 % 2) for i in range(48)]
    calm = in_words(audit_confounders(live, {"camera": same}, people, permutations=99))
    assert "no proof" in calm[1]
