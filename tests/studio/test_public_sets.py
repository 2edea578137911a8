"""Public sets become takes: tiny trees of each layout, with a face of the demo scene."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from typer.testing import CliRunner

from liveness.capture.demo import DemoSource
from liveness.datasets.errors import LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.splits import load_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail

runner = CliRunner()

OULU = "Protocols/Protocol_1/Train.txt"
LABELS = "metas/intra_test/train_label.json"
CELEBA = {
    "Data/train/1/live/1.png": [0] * 44,
    "Data/train/2/spoof/2.png": [0] * 40 + [9, 1, 1, 1],
}
TREES: dict[str, tuple[str, str, dict[str, str]]] = {
    "nuaa": (
        "ClientRaw/0001/0001_00_00_01_0.jpg",
        "ImposterRaw/0002/0002_00_01_01_0.jpg",
        {},
    ),
    "casia-fasd": ("train_release/1/1.avi", "test_release/1/4.avi", {}),
    "replay-attack": (
        "train/real/client001_session01_webcam_authenticate_adverse_1.mov",
        "test/attack/fixed/attack_mobile_client009_session01_mobile_photo_controlled.mov",
        {},
    ),
    "replay-mobile": (
        "train/real/client001_session02_authenticate_mobile_adverse.mov",
        "devel/attack/attack_client005_session01_print_hand_tablet_photo_lighton.mov",
        {},
    ),
    "oulu-npu": ("Train_files/1_1_01_1.avi", "Dev_files/1_1_21_4.avi", {}),
    "siw": ("Train/live/003/003-1-1-1-1.mov", "Test/spoof/006/006-2-3-4-2.mov", {}),
    "celeba-spoof": (*CELEBA, {LABELS: json.dumps(CELEBA)}),
}


def _run(*arguments: str | Path) -> tuple[int, str, str]:
    done = runner.invoke(app, ["import", *map(str, arguments)])
    code, told = done.exit_code, done.stderr
    if isinstance(done.exception, LivenessError):
        code, told = fail(done.exception), told + str(done.exception)
    elif done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return code, done.stdout, told


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three frames of a face as a video, and one as a picture."""
    folder = tmp_path_factory.mktemp("footage")
    with DemoSource("bona-fide") as source:
        images = []
        for _ in range(3):
            frame = source.read()
            assert frame is not None
            images.append(cv2.resize(frame.image, (640, 360), interpolation=cv2.INTER_AREA))
    writer = cv2.VideoWriter(
        str(folder / "face.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25, (640, 360)
    )
    for image in images:
        writer.write(image)
    writer.release()
    cv2.imwrite(str(folder / "face.png"), images[0])
    cv2.imwrite(str(folder / "face.jpg"), images[0])
    (folder / "licence.txt").write_text("for research at one site only")
    return folder


Plant = Callable[[str], Path]


@pytest.fixture
def plant(footage: Path, tmp_path: Path) -> Plant:
    """Makes the tiny tree of a layout."""

    def make(layout: str) -> Path:
        *names, texts = TREES[layout]
        folder = tmp_path / layout
        for name in names:
            assert isinstance(name, str)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            kind = path.suffix if path.suffix in (".png", ".jpg") else ".avi"
            shutil.copy(footage / f"face{kind}", path)
        assert isinstance(texts, dict)
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        return folder

    return make


@pytest.mark.parametrize("layout", TREES)
def test_a_layout_becomes_takes(
    layout: str, plant: Plant, footage: Path, tmp_path: Path
) -> None:
    common = ("--layout", layout, "--out", tmp_path / "root", "--consent", "EULA")
    folder = plant(layout)
    code, said, told = _run(
        folder, *common, "--licence", footage / "licence.txt", "--format", "json"
    )
    rows = json.loads(said)
    complete = layout not in ("casia-fasd", "replay-attack")  # these know what is missing
    assert (code, len(rows)) == (0 if complete else 1, 2), told
    root = DatasetRoot.open(tmp_path / "root")
    live, attack = sorted(root.takes(), key=lambda take: not take.bona_fide)
    assert live.bona_fide
    assert live.subject is not None
    assert (attack.subject, attack.bona_fide) == (None, False)
    assert attack.target is not None
    prefix = live.subject.partition("-")[0]
    assert attack.target.startswith(prefix)
    assert {live.faces, attack.faces} <= {1, 3}
    with TakeReader(root.take_path(attack)) as take:
        assert str(take.labels["notes"]).startswith(f"{layout} ")
        assert take.consent["id"] == f"EULA.{attack.target}"
        assert "test" not in take.capture.source  # the file's own name is not kept
    split = load_split(root.path, layout)
    people = {root.subject_key(live.subject), root.subject_key(attack.target)}
    assert people == {key for keys in split.parts.values() for key in keys}
    # one face stands for all of a tree's people, which verify notices
    errors = {fault.code for fault in verify_root(root) if fault.severity == "error"}
    assert errors <= {"V-DUPLICATE"}
    code, said, told = _run(folder, *common, "--format", "json")
    assert json.loads(said) == []  # again: nothing is imported twice
    assert "2 of 2 files were takes already" in told
    _evaluated(root)


def _evaluated(root: DatasetRoot) -> None:
    """Error rates of the imported takes: two presentations, and what two cannot show."""
    done = runner.invoke(app, ["evaluate", str(root.path), "--format", "json"])
    assert done.exit_code == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["data"]["bona_fide"], report["data"]["attacks"]) == (1, 1)
    assert report["left_out"] == {}
    rates = report["assessment"]["rates"]
    (species,) = rates["species"]
    # each presentation is answered or a non-response, and three frames are rarely enough
    for answered, silent in (
        (rates["bpcer"], rates["bpnrr"]),
        (species["apcer"], species["apnrr"]),
    ):
        assert silent["n"] == 1
        assert answered["n"] == 1 - silent["errors"]


def test_what_is_unknown_missing_or_faceless_is_named_and_the_rest_done(
    plant: Plant, footage: Path, tmp_path: Path
) -> None:
    folder = plant("siw")
    (folder / "Train/live/004").mkdir(parents=True)
    (folder / "Train/live/004/004-1-1-1-1.mov").write_bytes(b"no video")
    (folder / "Train/live/readme.mov").write_bytes(b"")
    (folder / "Train/live/003/003-1-1-1-1.face").write_text("0 0 20 20\n" * 3)
    code, said, told = _run(
        folder, "--layout", "siw", "--out", tmp_path / "root", "--consent", "EULA",
        "--licence", footage / "licence.txt", "--format", "json",
    )  # fmt: skip
    assert (code, len(json.loads(said))) == (1, 2)
    assert "Train/live/004/004-1-1-1-1.mov: E-CAM-07" in told
    assert "files of names that the set does not have: 1: Train/live/readme.mov" in told
    assert "outside of the set's own box: 1: Train/live/003/003-1-1-1-1.mov" in told
    assert "2 of 3 files became takes" in told


def test_a_set_needs_its_licence(plant: Plant, footage: Path, tmp_path: Path) -> None:
    common = (plant("siw"), "--layout", "siw", "--out", tmp_path / "root", "--consent", "EULA")
    code, _, told = _run(*common)
    assert (code, "E-CON-01" in told, "--licence" in told) == (1, True, True)
    assert DatasetRoot.open(tmp_path / "root").takes() == []
    code, _, told = _run(*common, "--licence", tmp_path / "none.txt")
    assert (code, "E-IMP-05" in told) == (2, True)
    assert _run(*common, "--licence", footage / "licence.txt")[0] == 0
    other = tmp_path / "other.txt"
    other.write_text("another licence")
    code, _, told = _run(*common, "--licence", other)
    assert (code, "E-IMP-05" in told) == (2, True)
    root = DatasetRoot.open(tmp_path / "root")
    root.consents.withdraw("EULA")
    code, _, told = _run(*common)
    assert (code, "withdrawn" in told) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--layout", "imagenet"), "E-IMP-03"),
        (("--layout", "siw", "--subject", "S1"), "E-IMP-04"),
        (("--layout", "siw", "--bona-fide"), "E-IMP-04"),
        (("--layout", "oulu-npu"), "E-IMP-01"),
        ((), "E-LAB-02"),
    ],
)
def test_bad_usage_is_one_line(
    arguments: tuple[str, ...], text: str, plant: Plant, tmp_path: Path
) -> None:
    code, _, told = _run(
        plant("siw"), "--out", tmp_path / "root", "--consent", "EULA", *arguments
    )
    assert (code, text in told) == (1 if text == "E-IMP-01" else 2, True)
    assert told.strip().count("\n") == 0
    assert not (tmp_path / "root").exists()
