"""What to export, and how: one model for all formats, stored with each export."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from liveness.datasets.model import Model

Purpose = Literal["train", "evaluate", "share"]
"""What the export is for; the consents' scope must contain it."""

Extra = Literal["superseded", "rejected"]
"""Takes that are left out unless they are asked for."""


class ExportOptions(Model):
    """Filters and form of an export; what a format does not need it passes over."""

    purpose: Purpose | None = None
    """``None``: what the format is usually for."""
    labels: tuple[str, ...] = ()
    """Only these labels (``bona-fide`` or species); none means all."""
    sessions: tuple[str, ...] = ()
    """Only these sessions; none means all."""
    split: str | None = None
    """Name of a split of ``ROOT/splits``."""
    part: str | None = None
    """Part of that split, for instance ``train``."""
    include: tuple[Extra, ...] = ()
    """Kinds of takes to export although they are usually left out."""
    size: int = Field(default=112, ge=16, le=1024)
    """Side of a face clip, pixels."""
    margin: float = Field(default=1.5, ge=1.0, le=4.0)
    """Side of the crop over the longer side of the landmarks' box; 1 is the bare face."""
    clip_frames: int = Field(default=16, ge=1, le=4096)
    """Frames of a clip."""
    every: int = Field(default=1, ge=1, le=1000)
    """A clip takes every n-th frame."""
    stride: int | None = Field(default=None, ge=1)
    """Frames from one clip's start to the next one's; ``None``: clips lie end to end."""
    image: Literal["original", "png", "jpeg"] = "original"
    """Format of single pictures: ``original`` keeps a JPEG's own bytes and writes others as
    PNG, ``png`` keeps every pixel, ``jpeg`` is quality 98, 4:4:4."""
    video: Literal["lossless", "mjpeg"] = "lossless"
    """Format of videos: FFV1, or Motion-JPEG of quality 98."""
    shard_samples: int = Field(default=1000, ge=1)
    """Samples of one WebDataset shard."""

    @property
    def span(self) -> int:
        """Frames of the take from a clip's first frame to its last, both counted."""
        return (self.clip_frames - 1) * self.every + 1

    @property
    def step(self) -> int:
        """Frames from one clip's start to the next one's."""
        return self.stride or self.clip_frames * self.every
