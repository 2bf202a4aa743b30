"""What facets and their values are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from diptych.model import Direction
from diptych.ui.models import stances
from diptych.ui.models.wording import one_line, tr
from diptych.workspace.comparison import ANALYST, BOTH, THIRD

if TYPE_CHECKING:
    from diptych.workspace.finding import FacetValue


def names() -> dict[str, str]:
    """The facets that are offered, in the order in which they stand."""
    return {
        "outlet": tr("Outlet"),
        "position": tr("Position held"),
        "issue": tr("Issue"),
        "person": tr("Person"),
        "place": tr("Place"),
        "organisation": tr("Organisation"),
        "language": tr("Language"),
        "tag": tr("Tag"),
        "reviewed": tr("Reviewed"),
    }


def value_words(facet: str, value: FacetValue) -> str:
    """A value in words."""
    if facet == "language":
        language = QLocale(value.value).language()
        return QLocale.languageToString(language) if language != QLocale.Language.C else value.value
    if facet == "reviewed":
        return {"yes": tr("Reviewed"), "no": tr("Not reviewed")}.get(value.value, value.label)
    if facet == "position":
        return _position(value)
    return one_line(value.label) or value.value


def _position(value: FacetValue) -> str:
    """ "Here: demands" from the label and the value, which is "party:direction"."""
    party, _, direction = value.value.partition(":")
    others = {BOTH: tr("Both sides"), THIRD: tr("Third parties"), ANALYST: tr("Analysts")}
    name = others.get(party) or one_line(value.label.rpartition(":")[0])
    try:
        leaning = stances.direction(Direction(direction)).lower()
    except ValueError:
        return one_line(value.label)
    return f"{name}: {leaning}"
