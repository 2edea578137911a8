"""Recover a dataset: recover.py ROOT."""

from __future__ import annotations

import sys
from pathlib import Path

from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot

if __name__ == "__main__":
    print(recover_root(DatasetRoot.open(Path(sys.argv[1]))))
