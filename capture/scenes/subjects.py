"""The demo's subjects: one portrait, different in shape and in the tone of skin and hair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Tone = tuple[float, float, float, float]
"""Gamma, then gains of blue, green and red."""


@dataclass(frozen=True, slots=True)
class Subject:
    """How one demo subject differs from the portrait.

    Parameters
    ----------
    mirrored
        Whether the portrait is mirrored.
    skin, hair
        Tone curves ``gain * (value / 255) ** gamma``.
    suit_hue
        Rotation of the suit's hue, degrees.
    width, length
        Scale of the head across and along.
    jaw
        Widening of the lower face, fraction.
    chin_mm
        Lengthening of the chin.
    relief
        Scale of the relief (a flatter or deeper face).
    nose_mm
        Further protrusion of the nose.
    iris_bgr
        Colour of the iris.
    distance_mm
        Distance at which the subject sits.
    """

    mirrored: bool = False
    skin: Tone = (1.0, 1.0, 1.0, 1.0)
    hair: Tone = (1.0, 1.0, 1.0, 1.0)
    suit_hue: float = 0.0
    width: float = 1.0
    length: float = 1.0
    jaw: float = 0.0
    chin_mm: float = 0.0
    relief: float = 1.0
    nose_mm: float = 0.0
    iris_bgr: tuple[int, int, int] = (38, 58, 92)
    distance_mm: float = 455.0


_NAMED = (
    Subject(),
    Subject(
        mirrored=True,
        skin=(1.35, 0.62, 0.72, 0.84),
        hair=(1.7, 0.42, 0.38, 0.36),
        suit_hue=200,
        width=1.03,
        jaw=0.04,
        relief=1.05,
        nose_mm=-2,
        iris_bgr=(22, 32, 52),
    ),
    Subject(
        skin=(1.1, 0.86, 0.92, 0.97),
        hair=(1.5, 0.55, 0.42, 0.40),
        suit_hue=120,
        width=0.97,
        length=1.03,
        chin_mm=4,
        nose_mm=3,
        iris_bgr=(30, 42, 70),
        distance_mm=447,
    ),
    Subject(
        mirrored=True,
        skin=(0.95, 1.04, 1.01, 0.99),
        hair=(0.8, 1.05, 1.1, 1.15),
        suit_hue=330,
        width=1.02,
        length=0.97,
        jaw=0.05,
        relief=0.94,
        iris_bgr=(120, 105, 80),
        distance_mm=460,
    ),
    Subject(
        skin=(1.6, 0.46, 0.56, 0.70),
        hair=(2.0, 0.30, 0.28, 0.28),
        suit_hue=85,
        width=1.0,
        length=1.02,
        jaw=0.02,
        chin_mm=2,
        relief=1.08,
        iris_bgr=(18, 26, 42),
    ),
    Subject(
        mirrored=True,
        skin=(1.2, 0.74, 0.84, 0.92),
        hair=(0.75, 1.25, 1.1, 1.0),
        suit_hue=260,
        width=0.96,
        length=1.0,
        jaw=-0.04,
        relief=1.0,
        nose_mm=2,
        iris_bgr=(60, 90, 84),
        distance_mm=450,
    ),
)


def subject(number: int) -> Subject:
    """Return a demo subject; six are composed by hand, further ones are drawn by number.

    Raises
    ------
    ValueError
        When the number is negative.
    """
    if number < 0:
        raise ValueError(f"demo subjects are numbered from 0, got {number}")
    if number < len(_NAMED):
        return _NAMED[number]
    rng = np.random.default_rng([number, 478])
    dark = float(rng.uniform(0, 1))
    hair = float(rng.uniform(0.3, 1.1))
    return Subject(
        mirrored=bool(rng.integers(2)),
        skin=(1 + 0.6 * dark, 1 - 0.5 * dark, 1 - 0.4 * dark, 1 - 0.28 * dark),
        hair=(2 - hair, hair, hair * 0.97, hair * 0.95),
        suit_hue=float(rng.uniform(0, 360)),
        width=float(rng.uniform(0.96, 1.04)),
        length=float(rng.uniform(0.97, 1.03)),
        jaw=float(rng.uniform(-0.04, 0.05)),
        chin_mm=float(rng.uniform(0, 4)),
        relief=float(rng.uniform(0.94, 1.08)),
        nose_mm=float(rng.uniform(-2, 3)),
        distance_mm=float(rng.uniform(447, 460)),
    )
