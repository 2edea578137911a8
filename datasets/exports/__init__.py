"""Exports: what leaves a dataset, in the formats that others read.

A format is one file here and one line in ``registry.EXPORTS``.
"""
