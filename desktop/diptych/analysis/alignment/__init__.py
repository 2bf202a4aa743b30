"""Passages of two articles that speak of the same event or point, found and scored."""

from diptych.analysis.alignment.matching import THRESHOLD, align
from diptych.analysis.alignment.rarity import Rarity
from diptych.analysis.alignment.units import Side

__all__ = ["THRESHOLD", "Rarity", "Side", "align"]
