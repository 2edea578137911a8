"""A profile put to work: fusion that decides by it, and where it does not hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from liveness.datasets.profile import CameraProfile, Profile
from liveness.datasets.take import CaptureInfo

from .analysis import Analyser
from .fusion import Fusion, FusionWeights
from .signal import SignalContext


def weights_of(profile: Profile) -> FusionWeights:
    """Return the fusion of a profile: calibrated, with one threshold and nothing undecided.

    What lies below the threshold is rejected; with ``accept_families`` above 1 what too few
    families speak for stays undecided.
    """
    terms, threshold = profile.fusion, profile.operating_point.threshold
    return FusionWeights(
        weights=dict(terms.weights),
        biases=dict(terms.biases),
        offset=terms.offset,
        caps=dict(terms.caps),
        lone_cap=None,
        accept=threshold,
        # fusion rejects at this score or below: the next one under the threshold
        reject=math.nextafter(threshold, -math.inf),
        accept_families=terms.accept_families,
        calibrated=True,
    )


def outside(
    profile: Profile,
    info: CaptureInfo | CameraProfile,
    *,
    lighting: str | None = None,
    versions: Mapping[str, str] | None = None,
    models: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return why a profile does not hold here, in plain words; empty when it does.

    Parameters
    ----------
    profile
        The profile.
    info
        The source that is looked at, or its camera.
    lighting
        A word for its light, where it is known.
    versions
        Algorithm version by signal of the program that runs.
    models
        SHA-256 of each trained model's description by signal; not compared when ``None``.
    """
    camera = CameraProfile.of(info) if isinstance(info, CaptureInfo) else info
    found = list(profile.limits.faults(camera, lighting))
    for name, version in (versions or {}).items():
        made = profile.signals.get(name)
        if made is not None and made != version:
            found.append(
                f"the profile was made for version {made} of {name}, this is {version}"
            )
    if models is not None:
        for name in sorted({*models, *profile.models}):
            if models.get(name) != profile.models.get(name):
                made = "another model" if name in profile.models else "no model"
                found.append(f"the profile was made for {made} in {name}")
    expired = profile.expired()
    return tuple(found) if expired is None else (*found, expired)


def analyser_of(profile: Profile) -> Callable[[SignalContext], Analyser]:
    """Return what makes analysers that decide by a profile, for a check or a live engine."""
    weights = weights_of(profile)

    def make(context: SignalContext) -> Analyser:
        analyser = Analyser(context)
        analyser.fusion = Fusion(weights, signals=analyser.signals)
        return analyser

    return make
