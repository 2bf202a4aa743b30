"""The library: articles, texts and all that was said of them, in one folder with SQLite as the truth."""

from diptych.library.store import Library, restore

__all__ = ["Library", "restore"]
