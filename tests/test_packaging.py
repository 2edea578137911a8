"""Wheel, sdist and editable install: all there, and nobody else's `datasets` touched."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("studio", "widgets", "capture", "datasets")
MARKER = "SOMEBODY_ELSES = True\n"


def _run(*command: str | Path, cwd: Path, **env: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _copy(folder: Path) -> Path:
    """Copy what a fresh clone of the working tree would hold."""
    keep = [*ROOMS, "tests", "examples", "docs", "hatch_build.py", "pyproject.toml"]
    keep += ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile"]
    folder.mkdir()
    for name in keep:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy(tmp_path_factory.mktemp("packaging") / "tree")


@pytest.fixture(scope="module")
def wheel(tree: Path) -> Path:
    _run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist", cwd=tree)
    return next((tree / "dist").glob("*.whl"))


def _environment(folder: Path) -> tuple[Path, Path]:
    """Make an environment with our dependencies and somebody else's ``datasets``."""
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        _run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
        ).strip()
    )
    # a path line in a .pth is not itself searched for .pth files: our dependencies are there,
    # our own editable install is not
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (site / "datasets").mkdir()
    (site / "datasets" / "__init__.py").write_text(MARKER)
    return python, site


def _install(python: Path, cwd: Path, *what: str | Path) -> None:
    _run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
        "--no-index", "--no-build-isolation", "--disable-pip-version-check", *what, cwd=cwd,
    )  # fmt: skip


def _check(python: Path, site: Path, cwd: Path) -> str:
    code = (
        "import datasets, liveness.datasets as ours, liveness.datasets.take, "
        "liveness.capture.signal; assert datasets.SOMEBODY_ELSES; print(ours.__file__)"
    )
    where = _run(python, "-c", code, cwd=cwd)
    assert (site / "datasets" / "__init__.py").read_text() == MARKER
    return where


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {n for n in archive.namelist() if n.startswith("liveness/")}
    ours = {
        f"liveness/{p.relative_to(ROOT).as_posix()}"
        for room in ROOMS
        for p in (ROOT / room).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert packed == ours


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_an_install_leaves_somebody_elses_datasets_alone(
    kind: str, wheel: Path, tree: Path, tmp_path: Path
) -> None:
    python, site = _environment(tmp_path / "env")
    what = {
        "wheel": (wheel,),
        "sdist": (next(wheel.parent.glob("*.tar.gz")),),
        "editable": ("-e", tree),
    }[kind]
    _install(python, tmp_path, *what)
    where = _check(python, site, tmp_path)
    assert ("build/editable" in Path(where).as_posix()) == (kind == "editable")
    _run(
        sys.executable, "-m", "pip", "--python", python, "uninstall", "--quiet", "--yes",
        "--disable-pip-version-check", "liveness-studio", cwd=tmp_path,
    )  # fmt: skip
    assert (site / "datasets" / "__init__.py").read_text() == MARKER


def test_exactly_one_opencv_is_installed() -> None:
    names = {dist.metadata["Name"] for dist in importlib.metadata.distributions()}
    assert sorted(n for n in names if n and n.lower().startswith("opencv")) == [
        "opencv-contrib-python"
    ]


WRONG = {
    "datasets/model.py": "import liveness.capture.frame\n",
    "capture/face.py": "import PySide6.QtCore\n",
    "capture/signals/depth.py": "import liveness.capture.signals.motion\n",
}


@pytest.mark.parametrize("path", WRONG)
def test_the_import_contracts_refuse_a_wrong_arrow(path: str, tmp_path: Path) -> None:
    tree = _copy(tmp_path / "tree")
    package = tree / "namespace" / "liveness"
    package.mkdir(parents=True)
    for room in ROOMS:
        (package / room).symlink_to(tree / room, target_is_directory=True)
    lint = Path(sysconfig.get_path("scripts")) / "lint-imports"
    command = [str(lint), "--no-cache", "--config", str(tree / "pyproject.toml")]
    # -S keeps our editable install out: only the copy is seen
    paths = os.pathsep.join([str(tree / "namespace"), sysconfig.get_path("purelib")])
    env = {**os.environ, "PYTHONPATH": paths}

    def lint_copy() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-S", *command],
            cwd=tree / "namespace",
            env=env,
            capture_output=True,
            text=True,
            timeout=100,
        )

    assert lint_copy().returncode == 0, lint_copy().stdout
    file = tree / path
    text = file.read_text()
    at = text.index("from __future__ import annotations\n") + len(
        "from __future__ import annotations\n"
    )
    file.write_text(text[:at] + WRONG[path] + text[at:])
    broken = lint_copy()
    assert broken.returncode == 1
    assert "BROKEN" in broken.stdout
