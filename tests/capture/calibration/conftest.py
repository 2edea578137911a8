from __future__ import annotations

import pytest

from liveness.capture.calibration.board import Board


@pytest.fixture(scope="session")
def board() -> Board:
    return Board()
