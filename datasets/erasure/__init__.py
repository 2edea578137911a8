"""Erasing a person from a dataset, and proving it; see ``erasing``."""
