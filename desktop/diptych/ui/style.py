"""The one style sheet of the application, filled with the colours of a theme.

Widgets are addressed by their object name or by the dynamic property ``role``; no widget carries a
style sheet of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QToolTip { color: $text; background: $card; border: 1px solid $border2; padding: 3px 6px; }
""")


def sheet(colors: Mapping[str, str]) -> str:
    """The style sheet; ``colors`` maps the theme's keys to "#RRGGBB". Raises ``KeyError``."""
    return _SHEET.substitute(colors)
