from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from liveness.capture.recorder import Recorder
from liveness.datasets.consent import Consent
from liveness.datasets.model_file import ModelBytes, read_model
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader


def _make_importable(file: str, name: str) -> None:
    """Load a file beside this one as ``name``: tests are no package, and come after us."""
    path = Path(__file__).with_name(file)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


_make_importable("fakes.py", "capture_fakes")
_make_importable("fake_portaudio.py", "fake_portaudio")
EYE = sys.modules["capture_fakes"].EYE


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    return DatasetRoot.create(tmp_path / "root")


@pytest.fixture
def live_header(root: DatasetRoot) -> Callable[[], TakeHeader]:
    """Makes the header of a new live take of the fake camera."""
    session = root.start_session(site="here", operator="O1", camera="fake")

    def new() -> TakeHeader:
        return TakeHeader(
            id=root.new_take_id(),
            session=session.id,
            presentation=Presentation(subject="S1"),
            consent=Consent(id="C1", subject="S1"),
            capture=CaptureInfo(source="fake", kind="demo", width=64, height=48, fps=100.0),
            schedule="live",
        )

    return new


@pytest.fixture
def make_recorder(root: DatasetRoot) -> Iterator[Callable[..., Recorder]]:
    """Makes recorders, and sees to it that they leave no thread behind."""
    made: list[Recorder] = []

    def recorder(
        *, codec: str = "lossless", clock: str = "media", **options: object
    ) -> Recorder:
        header = TakeHeader(
            id=root.new_take_id(),
            session="visit",
            presentation=Presentation(subject="S1"),
            consent=Consent(id="C1", subject="S1"),
            capture=CaptureInfo.model_validate(
                {"source": "x", "kind": "camera", "width": 30, "height": 20, "clock": clock}
            ),
            codec=codec,  # type: ignore[arg-type]
        )
        made.append(Recorder(root, header, zero_ns=1000, **options))  # type: ignore[arg-type]
        return made[-1]

    yield recorder
    for item in made:
        item.stop()
    alive = [thread.name for thread in threading.enumerate() if thread.name == "journal"]
    assert alive == []


@pytest.fixture
def eye_model(tmp_path: Path, tiny_onnx: ModuleType) -> ModelBytes:
    """A model that says red minus blue."""
    path = tiny_onnx.write_model(tmp_path, tiny_onnx.brightness(4, EYE, [0, 0]))
    return read_model(path)


@pytest.fixture
def map_model(tmp_path: Path, tiny_onnx: ModuleType) -> ModelBytes:
    """The same with a map."""
    shown = {"map": {"output": "map", "title": "of the model", "high": 255}}
    data = tiny_onnx.brightness(4, EYE, [0, 0])
    return read_model(tiny_onnx.write_model(tmp_path / "map", data, network=shown))
