"""Search a library: hits, facets, saved searches, the analyst's own words."""

from diptych.workspace.finding.finding import Finding
from diptych.workspace.finding.requests import (
    Choice,
    Facet,
    FacetName,
    FacetValue,
    OwnWords,
    SearchNews,
    SearchRequest,
    Sort,
)

__all__ = [
    "Choice",
    "Facet",
    "FacetName",
    "FacetValue",
    "Finding",
    "OwnWords",
    "SearchNews",
    "SearchRequest",
    "Sort",
]
