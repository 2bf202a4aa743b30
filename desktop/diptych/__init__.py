"""Diptych: an offline desktop reader for briefings on a dispute between two parties."""

__version__ = "0.1.0"
