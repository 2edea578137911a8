"""Packed clips in PyTorch itself, and the example of the docs as it is printed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.running import run_export
from liveness.datasets.packed import PackedClips
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

torch = pytest.importorskip("torch")
DOCS = Path(__file__).resolve().parents[3] / "docs" / "exports.md"


@pytest.fixture
def packed(root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path) -> Path:
    out = tmp_path / "clips.h5"
    run_export(root, "packed", out, ExportOptions(clip_frames=4, size=32))
    return out


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_loader_with_workers_gives_every_clip_once(packed: Path, start: str) -> None:
    clips = PackedClips(packed, landmarks=True)
    len(clips)  # opened before the workers start, as a training script does
    loader = torch.utils.data.DataLoader(
        clips, batch_size=3, shuffle=True, num_workers=2, multiprocessing_context=start
    )
    seen: dict[int, np.ndarray] = {}
    for batch in loader:
        assert batch["pixels"].dtype == torch.uint8
        assert batch["landmarks"].shape[1:] == (4, 478, 3)
        for i, number in enumerate(batch["clip"].tolist()):
            seen[number] = batch["pixels"][i].numpy()
            assert batch["bona_fide"][i] == clips.bona_fide[number]
            assert batch["label"][i] == clips.column("label")[number]
    assert sorted(seen) == list(range(len(clips)))
    assert all(np.array_equal(seen[i], clips.clip(i)) for i in seen)


def test_the_example_of_the_docs_runs(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(import torch\n.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert code is not None
    shown: dict[str, object] = {}
    exec(code[1], shown)
    assert len(shown["train"]) > 0  # type: ignore[arg-type]
    assert shown["x"].shape[1:] == (3, 3, 32, 32)  # type: ignore[attr-defined]
