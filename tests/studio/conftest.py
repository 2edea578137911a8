"""Datasets of known scores, without pictures: for the tests of calibration and evaluation."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.consent import Consent
from liveness.datasets.profile import CameraProfile
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.rescoring import ScoreRecord, SignalScore
from liveness.studio.score_cache import FILE, CachedScore, code_state

CAMERA = CameraProfile(device="desk camera", kind="camera", width=1280, height=720)
SPECIES = ("print-matte", "replay-phone", "mask-rigid")
MEANS = {
    "mask-silicone": 0.8,
    "bona-fide": 1.2,
    "print-matte": -1.2,
    "replay-phone": -1.0,
    "mask-rigid": -0.6,
    "injected-video": 1.0,
}

Site = Callable[..., DatasetRoot]


def _make_importable(name: str) -> None:
    """Load fakes.py as ``studio_fakes``: tests are no package, and are collected after us."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"studio_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


_make_importable("fakes")
_make_importable("clipping")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    """A studio whose engine has no threads."""
    yield from sys.modules["studio_fakes"].open_window(qtbot, tmp_path / "settings.json")


def score_record(llr: Mapping[str, float | None]) -> ScoreRecord:
    """A score of signals by name; ``None`` abstains."""
    return ScoreRecord(
        source="take.h5",
        frames=60,
        faces=60,
        seconds=2.0,
        signals={
            name: SignalScore(
                llr=value or 0.0,
                valid=value is not None,
                quality=0.0 if value is None else 0.8,
                reasons=("measured",) if value is not None else ("too dark",),
                raw={},
                units={},
            )
            for name, value in llr.items()
        },
    )


def add_take(
    root: DatasetRoot,
    number: int,
    label: str,
    subject: str,
    scored: ScoreRecord,
    *,
    session: str = "visit",
    target: str | None = None,
    pai: str | None = None,
    camera: CameraProfile = CAMERA,
    lighting: str | None = "office",
    consent: str | None = None,
    created: str | None = None,
) -> TakeRecord:
    """Register a take whose file is empty and whose score is in the cache."""
    folder = root.path / "sessions" / session
    folder.mkdir(exist_ok=True)
    content = {"id": session, "site": "lab", "operator": None, "camera": camera.device}
    (folder / "session.json").write_text(Session.model_validate(content).model_dump_json())
    name = f"T-{root.path.name}-{number:05}"
    (folder / f"{name}.h5").touch()
    record = TakeRecord(
        id=name,
        session=session,
        file=f"{name}.h5",
        sha256=f"{number:064x}",
        frames=60,
        seconds=2.0,
        faces=60,
        label=label,
        subject=subject,
        target=target,
        pai=pai,
        lighting=lighting,
        created_utc=created,
        registered_utc="2026-11-22T09:00:00.000Z",
    )
    line = CachedScore(
        take=name,
        sha256=record.sha256,
        code=code_state(),
        consent=consent or f"C-{subject}",
        camera=camera,
        record=scored,
    )
    with (folder / "takes.jsonl").open("a") as file:
        file.write(record.model_dump_json() + "\n")
    with (root.path / "scores" / FILE).open("a") as file:
        file.write(line.model_dump_json() + "\n")
    return record


def add_person(root: DatasetRoot, subject: str, scope: Sequence[str] = ()) -> None:
    """Give a person a consent and a key."""
    content: dict[str, object] = {"id": f"C-{subject}", "subject": subject}
    if scope:
        content["scope"] = tuple(scope)
    root.consents.add(Consent.model_validate(content))
    root.subject_key(subject)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Makes a dataset of Gaussian scores: people in pairs who present each other's faces."""

    def make(
        name: str = "site",
        *,
        people: int = 8,
        each: int = 4,
        species: Sequence[str] = SPECIES,
        seed: int = 0,
        shift: float = 0.0,
        sessions: int = 1,
        prefix: str = "S",
        camera: CameraProfile = CAMERA,
    ) -> DatasetRoot:
        root = DatasetRoot.create(tmp_path / name)
        (root.path / "scores").mkdir(exist_ok=True)
        chance = np.random.default_rng(seed)
        number = 0
        for i in range(people):
            add_person(root, f"{prefix}{i}")
        for i in range(people):
            for label in ("bona-fide", *species):
                for k in range(each):
                    z = chance.normal(MEANS[label] + shift, 0.8, 2)
                    third = None if chance.random() < 0.3 else float(chance.normal())
                    llr = {"depth": float(z[0]), "texture": float(z[1]), "reflection": third}
                    attack = label != "bona-fide"
                    add_take(
                        root,
                        number,
                        label,
                        f"{prefix}{i}",
                        score_record(llr),
                        session=f"visit-{k % sessions}",
                        target=f"{prefix}{i ^ 1}" if attack else None,
                        pai=f"{label}-{i}" if attack else None,
                        camera=camera,
                    )
                    number += 1
        return root

    return make


@pytest.fixture
def motion_site(tmp_path: Path) -> Site:
    """Makes a dataset in which motion measured people to move more than attacks do."""

    def make(
        name: str = "moving",
        *,
        people: int = 8,
        each: int = 2,
        apart: float = 1.0,
        refusing: Sequence[int] = (),
        seed: int = 0,
        prefix: str = "S",
        moved: float = 0.0,
    ) -> DatasetRoot:
        root = DatasetRoot.create(tmp_path / name)
        (root.path / "scores").mkdir(exist_ok=True)
        chance = np.random.default_rng(seed)
        for i in range(people):
            add_person(root, f"{prefix}{i}", ("evaluate",) if i in refusing else ())
        for i, label, k in [
            (i, label, k)
            for i in range(people)
            for label in ("bona-fide", *SPECIES[:2])
            for k in range(each)
        ]:
            live = label == "bona-fide"
            raw = {
                "coherence": float(chance.normal((apart if live else -apart) + moved, 0.5)),
                "shape": float(chance.normal(2, 0.5)),
                # by these alone it would be perfect: they tell the visit, not the attack
                "triples": 90.0 if live else 60.0,
                "frame_rate": 30.0 if live else 25.0,
            }
            if chance.random() < 0.3:
                del raw["shape"]
            scored = score_record({"depth": 1.0, "motion": None})
            motion = scored.signals["motion"].model_copy(
                update={"raw": raw, "units": dict.fromkeys(raw, "1")}
            )
            scored = scored.model_copy(update={"signals": {**scored.signals, "motion": motion}})
            number = (i * 10 + k) * 10 + ("bona-fide", *SPECIES).index(label)
            add_take(
                root,
                number,
                label,
                f"{prefix}{i}",
                scored,
                session=f"visit-{i // 2}",
                target=None if live else f"{prefix}{i ^ 1}",
                pai=None if live else f"{label}-{prefix}{i}",
            )
        return root

    return make
