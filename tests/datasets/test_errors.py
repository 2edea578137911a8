from __future__ import annotations

from liveness.datasets.errors import LivenessError


def test_an_error_is_one_line_with_code_fact_and_remedy() -> None:
    error = LivenessError("E-CAM-05", "no frame", "waited 2.0 s\nin vain", "reconnect it.")
    assert str(error) == "E-CAM-05: no frame (waited 2.0 s in vain). Reconnect it."
    assert str(LivenessError("E-X-01", "odd")) == "E-X-01: odd."
    assert str(LivenessError("E-X-01", "this?", "", "see it")) == "E-X-01: this? See it."
