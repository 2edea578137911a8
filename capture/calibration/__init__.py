"""Calibration of a camera where it stands: one file for each thing that is measured."""
