"""A file becomes a draft article: text, Markdown and HTML."""

from diptych.importing.folders import SUPPORTED, walk
from diptych.importing.reading import IMPORTER_VERSION, read

__all__ = ["IMPORTER_VERSION", "SUPPORTED", "read", "walk"]
