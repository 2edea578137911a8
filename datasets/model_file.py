"""The JSON text beside a trained network: what goes in, what comes out, and what it may claim.

A model is one or more ONNX files and this description. It becomes a second scorer inside a
signal (design: "model slot"); nothing about it is guessed from the ONNX file itself.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import (
    Field,
    FiniteFloat,
    PositiveFloat,
    PositiveInt,
    StringConstraints,
    model_validator,
)

from .errors import LivenessError
from .evidence import MapKind
from .model import Model, Pseudonym
from .texture_null import TextureNull
from .training import Training

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]

DEFAULT_CAP = (-2.0, 1.5)
"""Limits of an uncalibrated llr. At the lower one a model may just reject alone, when its input
was whole; at the upper one it never accepts alone."""

CALIBRATED_CAP = (-8.0, 8.0)
"""Limits of a calibrated llr: no data set of ours is large enough to claim more."""


class Crop(Model):
    """A picture of the face as input, shape ``(1, 3, height, width)`` float32.

    The box is that of the face (`liveness.capture.face.Face.box`: brow line to chin), grown
    about its centre.
    """

    scale: PositiveFloat
    """The box's sides are multiplied by this."""
    square: bool = False
    """Whether the box is made square first, of its longer side; else it keeps its shape and the
    picture is stretched to ``size``."""
    size: tuple[PositiveInt, PositiveInt]
    """Width and height that the network wants, pixels."""
    colour: Literal["bgr", "rgb"]
    mean: tuple[FiniteFloat, FiniteFloat, FiniteFloat] = (0.0, 0.0, 0.0)
    """Subtracted from each channel, in the network's order, levels 0..255."""
    std: tuple[PositiveFloat, PositiveFloat, PositiveFloat] = (1.0, 1.0, 1.0)
    """Each channel is divided by it afterwards; 255 gives 0..1."""
    border: Literal["shift", "reflect"] = "shift"
    """``shift``: a box that leaves the image is moved inside it, and shrunk where it is larger;
    ``reflect``: the image is mirrored at its border (the border pixel is not repeated)."""
    resize: Literal["linear", "area"] = "linear"
    """``area`` averages where the crop is made smaller, Lanczos where it is made larger."""
    layout: Literal["nchw"] = "nchw"


class Features(Model):
    """Raw quantities of the signal as input, shape ``(1, n)`` float32."""

    names: tuple[Line, ...] = Field(min_length=1)
    """Names in the signal's ``raw``."""
    mean: tuple[FiniteFloat, ...] = ()
    """Subtracted; none, or one for each name."""
    std: tuple[PositiveFloat, ...] = ()
    """Divided by; none, or one for each name."""
    limit: PositiveFloat | None = None
    """Afterwards a value beyond ``-limit..limit`` counts as that edge: far off the training
    takes nothing was learnt."""
    missing: Literal["abstain", "indicate"] = "abstain"
    """``abstain``: while one is missing the model is silent; ``indicate``: a missing one is 0,
    and the input is ``(1, 2 n)``: after the values comes 1 for each that is missing, else 0."""
    least: PositiveInt = 1
    """With ``indicate``, the model is silent while fewer are known."""

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        for key in ("mean", "std"):
            length = len(getattr(self, key))
            if length not in (0, len(self.names)):
                raise ValueError(f"{key} has {length} values for {len(self.names)} names")
        if self.least > len(self.names):
            raise ValueError(f"least is {self.least} of {len(self.names)} names")
        return self

    @property
    def width(self) -> int:
        """Length of the input."""
        return len(self.names) * (2 if self.missing == "indicate" else 1)


class Descriptor(Model):
    """Numbers that the program computes of a face, as input of shape ``(1, n)`` float32."""

    name: Literal["colour-texture"]
    """``colour-texture``: `liveness.capture.colour_texture`."""
    version: Literal[1] = 1
    """Of the numbers: a model knows only those that it was trained on."""


class ScoreOutput(Model):
    """Where a network's answer stands and how it is read."""

    output: str | None = None
    """Name of the output; may be left out where there is only one (runtimes differ in the order
    of several)."""
    kind: Literal["logits", "probability", "softmax"]
    """``logits``: softmax is still needed (sigmoid for a single number); ``softmax``: one
    probability per class; ``probability``: a single probability."""
    bona_fide: int = Field(default=0, ge=0)
    """Index of the class *bona fide*, where there are several."""
    polarity: Literal["bona-fide-high", "attack-high"] = "bona-fide-high"
    """What a single number means when it is high; several classes say it by ``bona_fide``."""

    @model_validator(mode="after")
    def _check_polarity(self) -> Self:
        if self.polarity == "attack-high" and self.bona_fide:
            raise ValueError("polarity is for a single number: give it or bona_fide, not both")
        return self


class MapOutput(Model):
    """An output that is a picture, shown over the crop."""

    output: str
    """Name of the output; its last two axes are height and width."""
    title: Line
    kind: MapKind = "relief"
    """Chooses the colour map."""
    unit: Line = "1"
    low: FiniteFloat = 0.0
    high: FiniteFloat = 1.0

    @model_validator(mode="after")
    def _check_range(self) -> Self:
        if not self.low < self.high:
            raise ValueError(f"low {self.low} must be below high {self.high}")
        if self.kind == "flow":
            raise ValueError("a flow has a direction, which one output cannot give")
        return self


class Network(Model):
    """One ONNX file, its input and its outputs."""

    file: Line
    """Path of the ONNX file, absolute or relative to the JSON file."""
    sha256: Sha256
    crop: Crop | None = None
    features: Features | None = None
    descriptor: Descriptor | None = None
    score: ScoreOutput
    map: MapOutput | None = None

    @model_validator(mode="after")
    def _check_input(self) -> Self:
        given = [each for each in (self.crop, self.features, self.descriptor) if each]
        if len(given) != 1:
            raise ValueError("give crop, features or descriptor, one of them")
        if self.map is not None and self.crop is None:
            raise ValueError("a map lies over a crop, and this network has none")
        return self


class Calibration(Model):
    """An affine map of the mean logit, fitted on takes of the deployment."""

    slope: PositiveFloat
    offset: FiniteFloat
    takes: PositiveInt
    """Number of takes it was fitted on."""


class ModelFile(Model):
    """A trained model for the slot of a signal."""

    schema_version: Literal[1] = 1
    name: Pseudonym
    """What a person reads."""
    version: Line
    networks: tuple[Network, ...] = Field(min_length=1, max_length=8)
    """Their logits are averaged."""
    prior: float = Field(gt=0, lt=1)
    """P(bona fide) among the training examples; one half where it is unknown."""
    every: int = Field(default=5, ge=1, le=300)
    """Every n-th frame is scored, the first always."""
    window: int = Field(default=60, ge=1, le=300)
    """Scored frames whose logits are averaged, the last ones; 1 where the input itself sums up
    the frames before."""
    cap: tuple[FiniteFloat, FiniteFloat] | None = None
    """Lowest and highest llr; else `DEFAULT_CAP`, or `CALIBRATED_CAP` with a calibration."""
    calibration: Calibration | None = None
    licence: Line
    """Licence of the weights."""
    provenance: Line
    """Where the weights come from and what they were trained on."""
    training: Training | None = None
    """Of a model that ``train`` made: the takes, and how it did on people held out."""
    texture_null: TextureNull | None = None
    """What live skin gave at the camera of the training; texture compares with it there."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.cap is not None and not self.cap[0] < 0 < self.cap[1]:
            raise ValueError(f"cap must enclose 0, got {self.cap[0]}..{self.cap[1]}")
        if sum(network.map is not None for network in self.networks) > 1:
            raise ValueError("one network at most may have a map")
        return self

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest llr of this model."""
        if self.cap is not None:
            return self.cap
        return DEFAULT_CAP if self.calibration is None else CALIBRATED_CAP

    @classmethod
    def json_schema_text(cls) -> str:
        """Return the JSON schema of the file, for editors and for the documentation."""
        import json

        return json.dumps(cls.model_json_schema(), indent=2, sort_keys=True) + "\n"


class ModelBytes(NamedTuple):
    """A model as it was read from the disk, every hash checked."""

    path: Path
    """The JSON file."""
    file: ModelFile
    networks: tuple[bytes, ...]
    """Content of each network's ONNX file, in order."""


def read_model(path: Path) -> ModelBytes:
    """Read a model's JSON file and its networks, and check every hash.

    Parameters
    ----------
    path
        The JSON file.

    Raises
    ------
    LivenessError
        ``E-DAT-03`` when the JSON cannot be read or does not fit `ModelFile`; ``E-MOD-11`` when
        a network's file is missing or unreadable, ``E-MOD-12`` when its SHA-256 differs.
    """
    file = ModelFile.load(path)
    return ModelBytes(path, file, tuple(_content(path, network) for network in file.networks))


def _content(path: Path, network: Network) -> bytes:
    at = path.parent / network.file  # an absolute path replaces the folder
    try:
        data = at.read_bytes()
    except OSError as error:
        raise LivenessError(
            "E-MOD-11",
            f"the network {at} of {path.name} cannot be read",
            str(error.strerror or error),
            f"put the file there, or correct 'file' in {path.name}",
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != network.sha256:
        raise LivenessError(
            "E-MOD-12",
            f"the network {at.name} is not the one that {path.name} describes",
            f"its SHA-256 is {found[:12]}..., {network.sha256[:12]}... is expected",
            "fetch the right file, or write a description of this one",
        )
    return data
