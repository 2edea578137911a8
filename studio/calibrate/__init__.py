"""The Calibrate layout: a page of panels, and what they compute (that part knows no Qt)."""
