"""Least quality of a take: the limits that a protocol's step sets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .model import Model


class Gates(Model):
    """Least quality of a take; on attack steps the gates warn and never block.

    The defaults are start values from the input quality chapter of a public playbook for such
    collections; a site edits them in its protocol. The face's least share of the picture is
    not among them: `iod_px` asks for the same in the unit that the signals need.
    """

    mode: Literal["block", "warn"] = "block"
    """Whether a bona fide take waits until they hold. Refusing bad attacks would bias APCER."""
    iod_px: float = Field(default=60.0, ge=0)
    """Least distance between the eyes, pixels."""
    width_percent: float = Field(default=50.0, gt=0, le=100)
    """Largest width of the face in the picture's width, per cent."""
    sharpness: float = Field(default=50.0, ge=0)
    """Least variance of the Laplacian on the face box."""
    luma_min: float = Field(default=60.0, ge=0, le=255)
    luma_max: float = Field(default=215.0, ge=0, le=255)
    """Least and largest mean grey level of the face, 0..255."""
    clipped_percent: float = Field(default=20.0, ge=0, le=100)
    """Most of the face that may be black or white, per cent."""
    light_ratio: float = Field(default=3.0, ge=1)
    """Most that one half of the face may be brighter than the other, as a ratio."""
    yaw_deg: float = Field(default=20.0, gt=0)
    """Largest turn of the head to either side, degrees."""
    pitch_deg: float = Field(default=15.0, gt=0)
    """Largest nod, degrees."""
    roll_deg: float = Field(default=15.0, gt=0)
    """Largest tilt towards a shoulder, degrees."""
    fps: float = Field(default=15.0, ge=0)
    """Least rate of the camera, frames per second."""
    lost_frames: int = Field(default=3, ge=0)
    """Most frames that may be lost in a row."""
    settle_s: float = Field(default=0.5, ge=0, le=5)
    """For so long the light on the face must have been steady before a take, seconds: a
    camera's automatic exposure takes 0.3 to 0.8 s to settle."""


__all__ = ["Gates"]
