"""What runs an ONNX file: onnxruntime where it is installed, OpenCV's own reader otherwise."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.errors import LivenessError

from .plugins import one_line


class Runtime(Protocol):
    """A loaded network; it runs in the one thread that calls it, for repeatability."""

    name: str
    """What runs it, with its version."""
    outputs: Sequence[str]
    """Names of the outputs, in order."""

    def run(self, blob: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        """Return every output, in order."""


class OnnxRuntime:
    """A network in onnxruntime, on the processor.

    Parameters
    ----------
    module
        The module ``onnxruntime``.
    data
        Content of the ONNX file.
    """

    def __init__(self, module: Any, data: bytes) -> None:
        options = module.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session = module.InferenceSession(
            data, sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        self.outputs: Sequence[str] = [output.name for output in self._session.get_outputs()]
        self.name = f"onnxruntime {module.__version__}"

    def run(self, blob: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        """Return every output, in order."""
        return [
            np.asarray(out, np.float32) for out in self._session.run(None, {self._input: blob})
        ]


class OpenCvRuntime:
    """A network in ``cv2.dnn``.

    Parameters
    ----------
    data
        Content of the ONNX file.
    """

    def __init__(self, data: bytes) -> None:
        with _quiet():
            self._net = cv2.dnn.readNetFromONNX(np.frombuffer(data, np.uint8))
        self._net.setPreferableBackend(cv2.dnn.DNN_BACKEND_OPENCV)
        self.outputs: Sequence[str] = list(self._net.getUnconnectedOutLayersNames())
        self.name = f"cv2.dnn {cv2.__version__}"

    def run(self, blob: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        """Return every output, in order."""
        with _quiet():
            self._net.setInput(blob)
            # the answer is the network's own memory, which the next run overwrites
            return [np.array(out, np.float32) for out in self._net.forward(self.outputs)]


def open_network(data: bytes, title: str) -> Runtime:
    """Load a network into what is installed to run it.

    Parameters
    ----------
    data
        Content of the ONNX file.
    title
        What an error calls it.

    Raises
    ------
    LivenessError
        ``E-MOD-13`` when it is no ONNX file, or one that the runtime does not know.
    """
    try:
        return _open(data)
    except Exception as error:  # each runtime has errors of its own
        raise LivenessError(
            "E-MOD-13",
            f"{title} is no network that can be run here",
            f"{len(data)} bytes; {one_line(error)[:160]}",
            "check that the file is complete; installing onnxruntime adds more operators",
        ) from error


def _open(data: bytes) -> Runtime:
    try:
        module = importlib.import_module("onnxruntime")
    except ImportError:
        return OpenCvRuntime(data)
    return OnnxRuntime(module, data)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep OpenCV from writing to stderr what its exception says anyway."""
    before = cv2.getLogLevel()
    cv2.setLogLevel(0)
    try:
        yield
    finally:
        cv2.setLogLevel(before)
