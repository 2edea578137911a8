"""The fixtures of the dataset tests, for the tests of faults."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

_HERE = Path(__file__).resolve().parent
_LONG = os.environ.get("LIVENESS_FAULTS") == "long"


def _load(name: str, path: Path) -> ModuleType:
    """Load a file as a module of that name: tests are no package, and are collected later."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_MODULE = _load("dataset_fixtures", _HERE.parent / "datasets" / "conftest.py")
for _name in ("crash_model", "crash_check", "mutants"):
    _load(_name, _HERE / f"{_name}.py")
_load("scenario", _HERE / "scripts" / "scenario.py")

root = _MODULE.root
header_of = _MODULE.header_of
journal_of = _MODULE.journal_of
finalise_here = _MODULE.finalise_here


@pytest.fixture
def scripts() -> Path:
    return Path(__file__).parent / "scripts"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB in memory, where we may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def box() -> Iterator[Path]:
    """A folder for many states of a disk, in memory where there is such a place."""
    memory = Path("/dev/shm")
    where = memory if os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="liveness-faults-", dir=where)).resolve()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library made of write_log.c."""
    if sys.platform != "linux":
        pytest.skip("the log of writes needs Linux")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.skip("the log of writes needs a C compiler: sh scripts/system-packages.sh")
    library = tmp_path_factory.mktemp("shim") / "write_log.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", library, _HERE / "write_log.c"]
    subprocess.run([*command, "-lpthread"], check=True)
    return library


_TABLE: dict[str, Counter[str]] = {}


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts what a test has done, for the table at the end of the session."""
    return _TABLE.setdefault(request.node.name, Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the counts; `make faults` is about them."""
    if not _LONG:
        return
    terminalreporter.section("faults")
    for name, counts in _TABLE.items():
        shown = ", ".join(f"{count:,} {what}" for what, count in counts.items())
        terminalreporter.line(f"{name}: {shown}")
