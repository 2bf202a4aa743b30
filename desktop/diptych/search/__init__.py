"""The search index and the query language.

The index is disposable: what it holds is in the library, and one that is missing, damaged or foreign is
built anew. Importing this package loads neither Whoosh nor NumPy.
"""

from diptych.search.holding import holds
from diptych.search.index import Index
from diptych.search.snippets import snippets
from diptych.search.spans import spans
from diptych.search.values import Document, Found, IndexState, Match
from diptych.search.writer import Writer

__all__ = ["Document", "Found", "Index", "IndexState", "Match", "Writer", "holds", "snippets", "spans"]
