"""The daily copy of the database in the library's own folder."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from diptych.library import opening
from diptych.library.problems import BACKUPS, DATABASE

KEPT = 7
"""Daily copies that are kept."""

_DAY = 24 * 60 * 60
_DAILY = re.compile(r"library-\d{8}-\d{6}\.db")

_log = logging.getLogger(__name__)


def daily(folder: Path) -> None:
    """Copy the database to the backups if the last copy is a day old and out of date; keep the last few."""
    copies = _copies(folder)
    last = max((copy.stat().st_mtime for copy in copies), default=0.0)
    if time.time() - last < _DAY or (folder / DATABASE).stat().st_mtime < last:
        return
    opening.copy(folder, f"library-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
    for copy in _copies(folder)[:-KEPT]:
        copy.unlink(missing_ok=True)


def daily_or_log(folder: Path) -> None:
    """Make the daily copy; where it cannot be made, only the log says so, as work must go on."""
    try:
        daily(folder)
    except (OSError, sqlite3.Error) as error:
        _log.warning("No daily copy of %s: %s", folder, error)


def _copies(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / BACKUPS).glob("library-*.db") if _DAILY.fullmatch(file.name))
