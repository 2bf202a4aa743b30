"""Where things lie: the shipped resources and corpus, the user's data and settings."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name


def resources() -> Path:
    """The folder of themes, lexicons and dossiers (in the wheel under ``_data``, else the checkout)."""
    return _shipped("resources")


def corpus() -> Path:
    """The folder of the bundled articles."""
    return _shipped("corpus")


def shipped_dossiers() -> list[Path]:
    """The folders of the shipped dossiers, sorted by name; the first is the default."""
    return sorted(path.parent for path in (resources() / "dossiers").glob("*/dossier.toml"))


def default_library() -> Path:
    """The library that is used, and seeded with the bundled corpus, when none is named."""
    return platformdirs.user_data_path("Diptych", appauthor=False) / "library"


def index_key() -> Path:
    """The secret by which search indexes that this user's program wrote are told from those from outside."""
    return platformdirs.user_data_path("Diptych", appauthor=False) / "index.key"


def index_cache() -> Path:
    """Search indexes of libraries on media that cannot be written, by the libraries' ids."""
    return platformdirs.user_cache_path("Diptych", appauthor=False) / "indexes"


def settings_file() -> Path:
    """The user's settings."""
    return platformdirs.user_config_path("Diptych", appauthor=False) / "settings.toml"


def crash_folder() -> Path:
    """Where crash reports are written."""
    return platformdirs.user_state_path("Diptych", appauthor=False) / "crashes"
