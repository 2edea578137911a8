"""Judge the three public networks beside our fusion on the shared real media.

Usage: ``python tests/benchmarks/peers.py --out DIR [--seconds 3] [--workers 2]``.
Makes a dataset of the media in DIR (each file a person of its own, for nobody knows who is who
in all of them), then does what ``evaluate --model A --model B ...`` and ``report`` do. Attacks
of no certain species are left out. Two stills of attacks are all that is left: no error rate.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

import cv2

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.sources import open_source
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.presentation import Presentation
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli.comparing import comparison_lines
from liveness.studio.cli.shared import out
from liveness.studio.comparison_page import comparison_html
from liveness.studio.off_the_shelf import compare_models
from liveness.studio.taking import TakeRequest, generator, record_offline

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SPECIES = {"print_handheld_002": "print-matte", "replay_phone_F2": "replay-phone"}
MODELS = ("minifasnet-v2", "minifasnet-v1se", "minifasnet-pair", "facenox")


def record(
    root: DatasetRoot, session: Session, path: Path, number: int, seconds: float
) -> str | None:
    """Turn the beginning of a file into a take; return why not."""
    species = SPECIES.get(path.stem)
    name = f"M{number}"
    consent = Consent(id=f"C-{name}", subject=name, form_version="public")
    root.consents.add(consent)
    label = (
        Presentation(subject=name)
        if species is None
        else Presentation.attack(species, subject=name, target=name, pai=f"PAI-{name}")
    )
    try:
        with open_source(str(path)) as source, Analyser(context_of(source.info)) as analyser:
            request = TakeRequest(label, consent, session, source_name=f"media{path.suffix}")
            record_offline(
                root, request, source, analyser, seconds=seconds, keep_without_face=True
            )
    except LivenessError as error:
        return f"{path.name}: {error}"
    return None


def dataset(folder: Path, media: Path, seconds: float) -> DatasetRoot:
    """Return the dataset of the media, made anew where it is not there."""
    if (folder / "dataset.json").is_file():
        return DatasetRoot.open(folder)
    root = DatasetRoot.create(folder)
    files = sorted((media / "bona_fide").iterdir())
    files += [p for p in sorted((media / "attack").iterdir()) if p.stem in SPECIES]
    with root.locked():
        session = root.start_session(site="public-media", operator=None, camera="several")
        for number, path in enumerate(files, 1):
            fault = record(root, session, path, number, seconds)
            if fault is not None:
                print(fault, file=sys.stderr)
    return root


def models(folder: Path, networks: Path) -> list[Path]:
    """Return the descriptions, beside links to the networks."""
    folder.mkdir(exist_ok=True)
    for network in networks.glob("*.onnx"):
        if not (folder / network.name).exists():
            (folder / network.name).symlink_to(network)
    for name in MODELS:
        shutil.copy(ROOT / "examples" / "models" / f"{name}.json", folder)
    return [folder / f"{name}.json" for name in MODELS]


def main() -> int:
    """Make the dataset, compare, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for dataset and page")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each file at most")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--media", type=Path, default=SHARED / "media")
    parser.add_argument("--models", type=Path, default=SHARED / "models")
    options = parser.parse_args()
    if not options.media.is_dir() or not options.models.is_dir():
        print(f"no media in {options.media} or no models in {options.models}", file=sys.stderr)
        return 2
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    root = dataset(options.out / "media", options.media, options.seconds)
    paths = models(options.out / "models", options.models)
    found = compare_models(root, paths, workers=options.workers)
    for line in comparison_lines(found):
        out.print(line, soft_wrap=isinstance(line, str))
    page = options.out / "peers.html"
    text = comparison_html(found, title="public media", generator=generator())
    page.write_text(text, "utf-8")
    print(f"wrote {page}; {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
