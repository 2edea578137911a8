"""The landmarks that a take holds, in the place of the face mesh."""

from __future__ import annotations

import numpy as np

from liveness.datasets.codec import Codec
from liveness.datasets.reader import TakeReader

from . import pose
from .face import LANDMARKS, Face
from .frame import Frame
from .landmarks import MediapipeBackend, ModelId
from .signal import SignalContext


def why_not_stored(take: TakeReader) -> str | None:
    """Say why a take's landmarks cannot stand for a pass of the face mesh, or ``None``.

    They can where every frame was analysed, which a live recording does not promise, by the
    model that is in use now, and as it is kept: the mesh would see other pixels after a loss,
    and the llr of a demo print moved by .35 for it.

    Raises
    ------
    DataError
        ``E-DAT-02``, when they cannot be read.
    """
    if take.schedule != "offline":
        return "it was recorded live, where the analysis may skip frames"
    try:
        skipped = sum(not decision for decision in take.evidence("fused")["decision"])
    except KeyError:
        return "it does not say which frames were analysed"
    if skipped:
        return f"{skipped} of its {take.n_frames} frames were not analysed"
    if take.privacy != "full":
        return f"privacy mode {take.privacy} keeps other pixels than were analysed"
    if Codec.JPEG in take.codecs:
        return "its frames were compressed with loss after they were analysed"
    model = str(MediapipeBackend().model_id)
    if take.landmark_model != model:
        return f"its landmarks are of {take.landmark_model or 'an unknown model'}, not {model}"
    xyz, valid = take.landmarks()
    expected = (take.n_frames, LANDMARKS, 3)
    if xyz.shape != expected or len(valid) != take.n_frames:
        return f"its landmarks are {xyz.shape}, not {expected}"
    if not np.isfinite(xyz[valid]).all():
        return "its landmarks are no numbers where they should be"
    return None


class StoredFaces:
    """A tracker that finds no face by itself but remembers those of a take.

    Each face is made of the stored landmarks by the same function as in `FaceTracker`, so a
    pass over the take says the same to the last digit, without the time of the face mesh. Only
    the number of other people in the picture is not stored.

    Parameters
    ----------
    take
        An open take for which `why_not_stored` has no reason.
    context
        Field of view for the distance.
    """

    def __init__(self, take: TakeReader, context: SignalContext | None = None) -> None:
        self._context = context or SignalContext()
        self._xyz, self._valid = take.landmarks()
        frames = zip(take.index.tolist(), take.time_ns.tolist(), strict=True)
        self._rows = {frame: row for row, frame in enumerate(frames)}
        self._faces = 0

    @property
    def model_id(self) -> ModelId:
        """The model whose landmarks these are."""
        return MediapipeBackend().model_id

    @property
    def faces(self) -> int:
        """One where there was a face in the last frame: others are not stored."""
        return self._faces

    @property
    def conflict(self) -> str | None:
        """Never: a take with two people is not kept."""
        return None

    def update(self, frame: Frame) -> Face | None:
        """Return the face that was found in a frame of the take, or ``None``.

        Raises
        ------
        KeyError
            When the frame is none of the take's.
        """
        row = self._rows[frame.index, frame.time_ns]
        face = None
        if self._valid[row]:
            face = pose.face_of(self._xyz[row], frame.image.shape[:2], self._context)
        self._faces = int(face is not None)
        return face

    def reset(self) -> None:
        """Forget nothing: it remembers the take alone."""

    def close(self) -> None:
        """Nothing to free."""
