"""More like this: the words that tell an article from the others become a query."""

from __future__ import annotations

import math
from collections import Counter

from diptych.search.nodes import AnyOf, Node, Phrase, Slot
from diptych.search.ranking import Ranking
from diptych.search.values import Document
from diptych.search.words import FUNCTION_WORDS, is_dense, tokens

MOST_TERMS = 25
_MOST_WEIGHED = 80
_TITLE = 3


def telling(document: Document, ranking: Ranking) -> Node | None:
    """The words with the highest frequency here against that elsewhere, any of which may be there.

    None where the article has no words that others share.
    """
    counted: Counter[Slot] = Counter()
    for text, times in ((document.title, _TITLE), (document.text, 1)):
        for token in tokens(text):
            dense = is_dense(token.word)
            if (
                token.word not in FUNCTION_WORDS
                and not token.word.isdigit()
                and not (dense and token.term == token.word)
            ):
                kind = "dense" if dense else "word"
                counted[Slot(0, token.term if dense else "", token.term, kind)] += times  # type: ignore[arg-type]
    living = int(ranking.layers.living.sum())
    weighed = []
    for slot, times in counted.most_common(_MOST_WEIGHED):
        having = len(ranking.layers.postings("text", slot.term).documents)
        if having > 1:
            weighed.append(((1 + math.log(times)) * math.log1p(living / having), slot))
    chosen = sorted(weighed, key=lambda pair: -pair[0])[:MOST_TERMS]
    parts = tuple(Phrase((slot._replace(word=slot.word or slot.term),)) for _, slot in chosen)
    return AnyOf(parts) if len(parts) > 1 else parts[0] if parts else None
