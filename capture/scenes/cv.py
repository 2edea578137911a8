"""OpenCV as it is: its stubs know neither plain numbers as colours nor dtypes that stay."""

from __future__ import annotations

from typing import Any

import cv2 as _cv2

cv2: Any = _cv2
