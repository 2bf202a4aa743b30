"""The search index and the query language.

The index is disposable: what it holds is in the library, and one that is missing, damaged or foreign is
built anew. Importing this package loads neither Whoosh nor NumPy.
"""

from diptych.search.dates import Interval, interval
from diptych.search.holding import holds
from diptych.search.index import Index
from diptych.search.names import NamedThing, Names, Subject
from diptych.search.nodes import Filter, Phrase, filters
from diptych.search.query import Query, parse
from diptych.search.snippets import snippets
from diptych.search.spans import apart, marked, spans
from diptych.search.values import Document, Found, IndexState, Match
from diptych.search.writer import Writer

__all__ = [
    "Document",
    "Filter",
    "Found",
    "Index",
    "IndexState",
    "Interval",
    "Match",
    "NamedThing",
    "Names",
    "Phrase",
    "Query",
    "Subject",
    "Writer",
    "apart",
    "filters",
    "holds",
    "interval",
    "marked",
    "parse",
    "snippets",
    "spans",
]
