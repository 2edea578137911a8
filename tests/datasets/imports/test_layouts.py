"""Names of the public sets' files, on trees of that layout with empty files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.imports.base import Item, Reading
from liveness.datasets.imports.registry import LAYOUTS, layout_of

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Makes a folder of files: empty ones by name, and ones with a text."""

    def make(*names: str, **texts: str) -> Path:
        for name, text in (*((name, "") for name in names), *texts.items()):
            path = tmp_path / "set" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path / "set"

    return make


def _by_name(reading: Reading) -> dict[str, Item]:
    return {item.name: item for item in reading.items}


def test_nuaa(tree: Tree) -> None:
    folder = tree(
        "raw/ClientRaw/0001/0001_00_00_01_0.jpg",
        "raw/ClientRaw/0002/0002_01_05_03_7.jpg",
        "raw/ImposterRaw/0001/0001_00_02_01_0.jpg",
        "raw/ImposterRaw/0001/holiday.jpg",
        **{
            "raw/client_train_raw.txt": "0001\\0001_00_00_01_0.jpg\n"
            "0003\\0003_00_00_01_9.jpg\n",
            "raw/client_test_raw.txt": "0002/0002_01_05_03_7.jpg\n",
        },
    )
    reading = layout_of("nuaa").read(folder)
    items = _by_name(reading)
    live = items["raw/ClientRaw/0001/0001_00_00_01_0.jpg"]
    assert (live.species, live.person, live.part) == (None, "NUAA-0001", "train")
    assert live.session == "NUAA-session1"
    attack = items["raw/ImposterRaw/0001/0001_00_02_01_0.jpg"]
    assert (attack.species, attack.part) == ("print-unspecified", "train")
    assert items["raw/ClientRaw/0002/0002_01_05_03_7.jpg"].part == "test"
    assert reading.unknown == ["raw/ImposterRaw/0001/holiday.jpg"]
    assert reading.missing == ["ClientRaw/0003_00_00_01_9.jpg"]


def test_a_set_whose_parts_share_people_has_no_split(tree: Tree) -> None:
    folder = tree("ClientRaw/0001/0001_00_00_01_0.jpg", "ClientRaw/0001/0001_00_05_03_0.jpg")
    assert layout_of("nuaa").read(folder).shared() == ("NUAA-0001",)


def test_casia_fasd(tree: Tree) -> None:
    names = [f"{n}.avi" for n in range(1, 9)] + [f"HR_{n}.avi" for n in range(1, 4)]
    folder = tree(
        *(f"train_release/1/{name}" for name in names),
        "test_release/30/HR_4.avi",
        "test_release/30/9.avi",
    )
    reading = layout_of("casia-fasd").read(folder)
    items = _by_name(reading)
    species = [items[f"train_release/1/{n}.avi"].species for n in range(1, 9)]
    assert species == [
        None, None, "print-bent", "print-bent", "print-cutout", "print-cutout",
        "replay-tablet", "replay-tablet",
    ]  # fmt: skip
    assert items["train_release/1/HR_1.avi"].species is None
    assert items["train_release/1/1.avi"].session == "CASIAFASD-low"
    last = items["test_release/30/HR_4.avi"]
    # people 1 to 20 train, and another 1 to 30 test
    assert (last.person, last.part, last.session) == ("CASIAFASD-50", "test", "CASIAFASD-high")
    assert items["train_release/1/1.avi"].person == "CASIAFASD-01"
    assert reading.unknown == ["test_release/30/9.avi"]
    assert "train_release/1/HR_4.avi" in reading.missing
    assert len(reading.missing) == 1 + 11
    assert reading.parts() == {"train": ("CASIAFASD-01",), "test": ("CASIAFASD-50",)}


def test_replay_attack(tree: Tree) -> None:
    attack = "attack/hand/attack_print_client001_session01_highdef_photo_adverse"
    folder = tree(
        "train/real/client001_session01_webcam_authenticate_controlled_1.mov",
        "train/real/client001_session01_webcam_authenticate_controlled_2.mov",
        "train/real/client001_session01_webcam_authenticate_adverse_1.mov",
        f"train/{attack}.mov",
        "devel/attack/fixed/attack_highdef_client003_session01_highdef_video_controlled.mov",
        "test/attack/fixed/attack_mobile_client009_session01_mobile_photo_controlled.mov",
        "enroll/train/client001_session02_webcam_enroll_adverse_1.mov",
        "test/attack/fixed/attack_hologram_client009.mov",
        **{f"face-locations/train/{attack}.face": "0 10 20 30 40\n1 0 0 0 0\n"},
    )
    layout = layout_of("replay-attack")
    reading = layout.read(folder)
    items = _by_name(reading)
    item = items[f"train/{attack}.mov"]
    assert (item.species, item.person, item.part) == (
        "print-matte",
        "REPLAYATTACK-001",
        "train",
    )
    assert (item.lighting, item.session) == ("adverse", "REPLAYATTACK-adverse")
    assert item.pai == "REPLAYATTACK-print-photo"
    assert item.attributes == {"support": "hand", "origin": "highdef", "sample": "photo"}
    assert layout.boxes(item, 320, 240) == {0: (10, 20, 30, 40)}
    kinds = sorted(str(other.species) for other in reading.items)
    assert kinds == ["None"] * 4 + ["print-matte", "replay-phone", "replay-tablet"]
    enrolled = items["enroll/train/client001_session02_webcam_enroll_adverse_1.mov"]
    assert (enrolled.species, enrolled.part) == (None, None)
    assert reading.unknown == ["test/attack/fixed/attack_hologram_client009.mov"]
    assert reading.missing == [
        "train/real/client001_session01_webcam_authenticate_adverse_2.mov"
    ]


def test_the_label_of_an_attack_names_the_target_and_no_presenter(tree: Tree) -> None:
    name = "train/attack/hand/attack_print_client001_session01_highdef_photo_adverse.mov"
    (item,) = layout_of("replay-attack").read(tree(name)).items
    who = item.presentation("replay-attack")
    assert (who.subject, who.target, who.family) == (None, "REPLAYATTACK-001", "print")
    assert who.conditions.notes == (
        f"replay-attack {name}; part train; support hand; origin highdef; sample photo"
    )


def test_replay_mobile(tree: Tree) -> None:
    attack = "devel/attack/attack_client005_session01_mattescreen_fixed_mobile_photo_lightoff"
    folder = tree(
        "devel/real/client005_session02_authenticate_mobile_adverse.mov",
        "enroll/devel/client005_session01_enroll_tablet_controlled.mov",
        f"{attack}.mov",
        "test/attack/attack_client009_session01_print_hand_tablet_photo_lighton.mov",
        "test/attack/attack_client009_print.mov",
        **{f"faceloc/rect/{attack}.face": "0 10 20 30 40\n"},
    )
    layout = layout_of("replay-mobile")
    reading = layout.read(folder)
    items = _by_name(reading)
    real = items["devel/real/client005_session02_authenticate_mobile_adverse.mov"]
    assert (real.species, real.person, real.part) == (None, "REPLAYMOBILE-005", "devel")
    assert (real.session, real.camera) == ("REPLAYMOBILE-mobile-session2", "LG-G4")
    screen = items[f"{attack}.mov"]
    assert (screen.species, screen.lighting) == ("replay-monitor", "lightoff")
    assert layout.boxes(screen, 720, 1280) == {0: (10, 20, 30, 40)}
    assert layout.boxes(screen, 1280, 720) == {}  # it lies on its side: they do not fit
    assert len(reading.items) == 4
    assert reading.unknown == ["test/attack/attack_client009_print.mov"]


def test_oulu_npu(tree: Tree) -> None:
    folder = tree(
        "Train_files/1_1_01_1.avi",
        "Train_files/6_3_20_3.avi",
        "Dev_files/2_2_21_4.avi",
        "Test_files/3_1_55_5.avi",
        "Test_files/7_1_55_5.avi",
        **{
            "Train_files/1_1_01_1.txt": "0,100,200,140,200\n1,0,0,0,0\n",
            "Protocols/Protocol_1/Train.txt": "+1,1_1_01_1\n-1,1_1_01_2\n",
        },
    )
    layout = layout_of("oulu-npu")
    reading = layout.read(folder)
    items = _by_name(reading)
    first = items["Train_files/1_1_01_1.avi"]
    assert (first.species, first.person, first.part) == (None, "OULUNPU-01", "train")
    assert (first.session, first.camera) == (
        "OULUNPU-phone1-session1",
        "Samsung Galaxy S6 edge",
    )
    assert layout.boxes(first, 1080, 1920) == {0: (60, 150, 120, 140)}
    printed = items["Train_files/6_3_20_3.avi"]
    assert (printed.species, printed.pai) == ("print-glossy", "OULUNPU-printer2")
    assert items["Dev_files/2_2_21_4.avi"].species == "replay-monitor"
    assert set(reading.parts()) == {"train", "dev", "test"}
    assert reading.unknown == ["Test_files/7_1_55_5.avi"]
    assert reading.missing == ["1_1_01_2.avi"]


def test_siw(tree: Tree) -> None:
    folder = tree(
        "Train/live/003/003-1-1-1-1.mov",
        "Train/spoof/003/003-1-2-1-1.mov",
        "Test/spoof/006/006-2-3-4-2.mov",
        "Test/spoof/006/006-2-1-1-2.mov",
        **{"Train/live/003/003-1-1-1-1.face": "10 20 40 60\n0 0 0 0\n"},
    )
    layout = layout_of("siw")
    reading = layout.read(folder)
    items = _by_name(reading)
    live = items["Train/live/003/003-1-1-1-1.mov"]
    assert (live.species, live.person, live.part) == (None, "SIW-003", "train")
    assert layout.boxes(live, 1920, 1080) == {0: (10, 20, 30, 40)}
    assert items["Train/spoof/003/003-1-2-1-1.mov"].species == "print-unspecified"
    replay = items["Test/spoof/006/006-2-3-4-2.mov"]
    assert (replay.species, replay.pai) == ("replay-unspecified", "SIW-replay-medium4")
    assert replay.session == "SIW-sensor2-session2"
    # the name says live and the folder says spoof
    assert reading.unknown == ["Test/spoof/006/006-2-1-1-2.mov"]


def _label(kind: int, light: int, place: int) -> list[int]:
    return [0] * 40 + [kind, light, place, int(kind > 0)]


def test_celeba_spoof(tree: Tree) -> None:
    train = {
        "Data/train/1/live/000001.png": _label(0, 0, 0),
        "Data/train/1/spoof/000002.png": _label(9, 4, 2),
        "Data/train/2/spoof/000003.jpg": _label(10, 1, 1),
        "Data/train/3/spoof/000009.png": _label(1, 1, 1),
    }
    folder = tree(
        *list(train)[:3],
        "Data/test/7/live/000005.png",
        "Data/test/7/spoof/000006.png",
        **{
            "metas/intra_test/train_label.json": json.dumps(train),
            "Data/train/1/spoof/000002_BB.txt": "56 28 112 168 0.99",
        },
    )
    layout = layout_of("celeba-spoof")
    reading = layout.read(folder)
    items = _by_name(reading)
    assert items["Data/train/1/live/000001.png"].session == "CELEBASPOOF-web"
    phone = items["Data/train/1/spoof/000002.png"]
    assert (phone.species, phone.lighting, phone.part) == (
        "replay-phone",
        "outdoor-dark",
        "train",
    )
    assert layout.boxes(phone, 448, 224) == {0: (112, 28, 224, 168)}
    assert items["Data/train/2/spoof/000003.jpg"].species == "mask-rigid"
    assert items["Data/test/7/live/000005.png"].species is None
    assert reading.unknown == ["Data/test/7/spoof/000006.png"]  # nobody says what it is
    assert reading.missing == ["Data/train/3/spoof/000009.png"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_folder_of_something_else_is_refused(layout: object, tree: Tree) -> None:
    folder = tree("a/b.avi", "c.mov", "d.jpg")
    with pytest.raises(DataError, match="E-IMP-01"):
        layout.read(folder)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "why"),
    [("{", "E-IMP-02"), ('{"Data/x": [1, 2]}', "E-IMP-02"), ("[]", "E-IMP-02")],
)
def test_damaged_labels_are_named(tree: Tree, text: str, why: str) -> None:
    folder = tree("Data/train/1/live/1.png", **{"metas/intra_test/train_label.json": text})
    with pytest.raises(DataError, match=why):
        layout_of("celeba-spoof").read(folder)


def test_damaged_boxes_are_named(tree: Tree) -> None:
    name = "train/real/client001_session01_webcam_authenticate_adverse_1"
    folder = tree(f"{name}.mov", **{f"face-locations/{name}.face": "0 10 twenty\n"})
    layout = layout_of("replay-attack")
    (item,) = layout.read(folder).items
    with pytest.raises(DataError, match="E-IMP-02"):
        layout.boxes(item, 320, 240)


def test_an_unknown_layout_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"E-IMP-03.*nuaa, casia-fasd"):
        layout_of("imagenet")
