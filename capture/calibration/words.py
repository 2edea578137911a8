"""What a person is told who calibrates a camera: the title, the steps and the next hint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .task import Hint
from .tasks import Kind


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one calibration.

    Parameters
    ----------
    title
        What is measured.
    why
        What it is good for.
    steps
        What to do, in order.
    """

    title: str
    why: str
    steps: tuple[str, ...]


PAGES: Final[Mapping[Kind, Page]] = {
    "lens": Page(
        "Lens and field of view",
        "turns pixels into angles: distances and the screen's place need it",
        (
            "print the board at 100 %, check its line of 100 mm, glue it on something flat",
            "hold it still before the camera, so that it fills a third of the picture",
            "tilt it by 20 to 40 degrees to each side; bring it into every corner",
        ),
    ),
    "distance": Page(
        "Distance and scale",
        "says how far people sit, and how many millimetres a pixel spans there",
        (
            "hold the printed board where the face will be, facing the camera",
            "or sit there yourself and look into the camera: irises have a known size",
        ),
    ),
    "noise": Page(
        "Sensor noise",
        "tells a picture that was smoothed or generated from this camera's own",
        (
            "lock exposure and gain, and turn noise reduction off",
            "fill the outline with a plain grey card, out of focus and still",
            "light it from one side, so that it fades from dark to bright",
        ),
    ),
    "colour": Page(
        "Colour and white balance",
        "says how true colours are, and whether grey is grey",
        (
            "lock white balance and exposure",
            "hold the chart of 24 patches, or a grey card, upright in the outline",
            "light it evenly, without glare",
        ),
    ),
    "flicker": Page(
        "Flicker of lamps",
        "lamps on the mains pulse at 100 or 120 Hz, which shows as bands",
        (
            "point the camera at a plain wall under the lamps, and keep it still",
            "choose a short exposure that is no multiple of 8.3 or 10 ms, and enter it",
            "if bands may stand still, record again at another frame rate",
        ),
    ),
    "screen": Page(
        "Place of the screen",
        "says from where the screen's light falls on a face, for the glint in the eyes",
        (
            "calibrate the lens first; measure the lit part of the screen",
            "show the pattern on the screen, and turn the camera to where faces will be",
            "hold a flat hand mirror so that the camera sees the pattern in it",
            "tilt it a little to the sides and up and down, and keep it still each time",
        ),
    ),
}
"""The pages in the order of the window."""

HINTS: Final[Mapping[Hint, str]] = {
    "show-board": "show the whole board",
    "hold-still": "hold it still",
    "move-on": "tilt it, or move it elsewhere",
    "taken": "taken: now another way",
    "enough": "that is enough",
    "show-card": "fill the outline with the plain card",
    "show-card-or-face": "show the card, or a face",
    "show-plain": "fill the outline with something plain",
    "too-bright": "too bright: less light or exposure",
    "too-dark": "too dark: more light or exposure",
    "keep-going": "keep it still",
    "show-chart": "hold the chart in the outline",
    "show-screen": "show the screen's pattern in the mirror",
    "tilt-mirror": "tilt the mirror another way",
    "wrong-size": "the picture's size has changed: begin anew",
}
"""The one sentence over the picture."""
