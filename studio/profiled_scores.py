"""Score records as a profile decides them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from liveness.capture.profiled import outside, weights_of
from liveness.capture.verdict import posterior
from liveness.datasets.durable import sha256_of
from liveness.datasets.profile import Profile

from .fused_scores import fused_anew, fusion_of, versions_of_signals
from .rescoring import ScoreRecord


class ProfileJudge:
    """Decides score records by a profile, and says where it does not hold.

    Parameters
    ----------
    profile
        The profile.
    models
        JSON file of each trained model that the scores come from, by name of the signal.
    """

    def __init__(self, profile: Profile, models: Mapping[str, Path]) -> None:
        self._profile = profile
        self._fusion = fusion_of(weights_of(profile))
        self._models = {name: sha256_of(path) for name, path in models.items()}
        self._versions = versions_of_signals()

    def judge(self, record: ScoreRecord) -> ScoreRecord:
        """Return the record with the profile's score, decision and confidence."""
        if record.error is not None or record.camera is None:
            return record
        made = fused_anew(record, self._fusion)
        beyond = outside(
            self._profile, record.camera, versions=self._versions, models=self._models
        )
        return made.model_copy(
            update={
                "profile": self._profile.id,
                "confidence": None if made.score is None else posterior(made.score),
                "outside": beyond,
                "reasons": (*made.reasons, *beyond),
            }
        )
