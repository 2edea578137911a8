"""Imports: how the files of public sets are named, and what their names say.

A set is one file here and one line in ``registry.LAYOUTS``; docs/imports.md tells the source of
each layout. Only names and the sets' own small label files are read here, never a picture.
"""
