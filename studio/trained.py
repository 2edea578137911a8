"""A model that was trained, and how it is written: first the network, then its description."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import ModelFile
from liveness.datasets.training import Training


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A model that was trained, not yet written.

    Parameters
    ----------
    file
        Its description; the ONNX file is named when it is written.
    onnx
        The network.
    left_out
        Takes that were not learnt from, by reason.
    faults
        Files that could not be read, one line each.
    """

    file: ModelFile
    onnx: bytes
    left_out: Mapping[str, int]
    faults: tuple[str, ...]

    @property
    def training(self) -> Training:
        """What it says of its making."""
        assert self.file.training is not None
        return self.file.training

    def write(self, path: Path) -> ModelFile:
        """Write ``path`` and beside it the network, whose name holds its hash.

        The description is replaced last: whenever it is cut off, the file that is there
        describes a whole network. The network of the model that it replaces is removed.

        Raises
        ------
        StorageError
            When it cannot be written.
        """
        digest = hashlib.sha256(self.onnx).hexdigest()
        name = f"{path.stem}-{digest[:12]}.onnx"
        network = self.file.networks[0].model_copy(update={"file": name})
        made = self.file.model_copy(update={"networks": (network,)})
        before = _own_network(path)
        replace_file(path.with_name(name), self.onnx)
        replace_file(path, made.model_dump_json(indent=2).encode() + b"\n")
        if before not in (None, name):
            path.with_name(str(before)).unlink(missing_ok=True)
        return made


def _own_network(path: Path) -> str | None:
    """Return the file name of the network of a model that this program wrote before."""
    try:
        before = ModelFile.load(path)
    except LivenessError:
        return None
    name = before.networks[0].file
    own = re.fullmatch(re.escape(path.stem) + r"-[0-9a-f]{12}\.onnx", name)
    return name if before.training is not None and own else None
