"""From a query to the articles found: all words first, then the best of some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from diptych.search.arrays import Flags
from diptych.search.nodes import Filter, Node, filters, relaxed
from diptych.search.query import Query
from diptych.search.ranking import Conditions, Ranking, Scored
from diptych.search.resolving import resolve
from diptych.search.values import Found, Match

SOME_OF_THE_WORDS = "No article has all of this; those with some of it are shown, the most complete first."
AND_SOME_OF_THE_WORDS = "Few articles have all of this; those with some of it are shown after them."
A_QUESTION = "This was read as a question: articles are ranked by its most telling words."

LITTLE = 3
"""Articles with all words, below which those with some of them are shown too."""

SOME_OF_IT = 0.2
"""The share of a query's weight that an article must have to be shown after those with all of it."""

TELLING = 0.05
"""The share of a question's weight that an article must have."""


def answer(
    ranking: Ranking,
    query: Query,
    limit: int,
    allowed: Collection[int] | None,
    conditions: Mapping[Filter, Iterable[int]],
) -> Found:
    """What is found among the allowed articles; raises ``Damaged``."""
    if query.node is None:
        return Found(query, notes=query.notes)
    living = ranking.layers.living
    may = living if allowed is None else living & ranking.among(allowed)
    known = {each: ranking.among(conditions.get(each, ())) for each in filters(query.node)}
    scored, partial, note, query = _scored(ranking, query, known, may)
    documents = np.flatnonzero(scored.matching & may)
    ids, scores = ranking.layers.ids[documents], scored.scores[documents]
    cut = (f"Very many words begin with “{word}”; only the commonest were searched." for word in query.cut)
    return Found(
        query,
        matches=best(ids, scores, limit),
        count=len(documents),
        notes=(*query.notes, *note, *cut),
        partial=partial,
        ids=ids,
        scores=scores,
    )


def best(
    ids: np.ndarray[tuple[int], np.dtype[np.int64]],
    scores: np.ndarray[tuple[int], np.dtype[np.float32]],
    limit: int,
) -> tuple[Match, ...]:
    """The best ``limit`` articles, of equal ones that with the lower id first."""
    if 0 < limit < len(ids):
        lowest = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        near = np.flatnonzero(scores >= lowest)
        ids, scores = ids[near], scores[near]
    order = np.lexsort((ids, -scores))[: max(limit, 0)]
    return tuple(
        Match(int(id_), round(float(score), 4)) for id_, score in zip(ids[order], scores[order], strict=True)
    )


def _scored(
    ranking: Ranking, query: Query, known: Conditions, may: Flags
) -> tuple[Scored, bool, tuple[str, ...], Query]:
    """What matches, whether some of it only in part, a note on that, and the query as it was answered."""
    assert query.node is not None
    wanted, binding = relaxed(query.node)
    if query.question and len(wanted) > 1:
        scored = _bound(ranking, ranking.best_of(wanted, known, TELLING, query.subjects), binding, known)
        return scored, False, (A_QUESTION, *_subjects(query)), query
    scored = ranking.evaluate(query.node, known)
    count = int((scored.matching & may).sum())
    if count >= LITTLE or len(wanted) < 2:
        return scored, False, (), query
    loose = resolve(query.node, ranking.layers.lexicons, akin=True).node
    wanted, binding = relaxed(loose)
    some = _bound(
        ranking, ranking.best_of(wanted, known, SOME_OF_IT if count else 0.0, query.subjects), binding, known
    )
    if int((some.matching & may).sum()) <= count:
        return scored, False, (), query
    above = float(some.scores[some.matching & may].max(initial=0.0))
    merged = np.where(scored.matching, scored.scores + np.float32(above), some.scores)
    note = AND_SOME_OF_THE_WORDS if count else SOME_OF_THE_WORDS
    both = Scored(scored.matching | some.matching, merged.astype(np.float32))
    return both, True, (note, *_subjects(query)), query._replace(node=loose)


def _subjects(query: Query) -> tuple[str, ...]:
    names = ", ".join(f"“{subject.name}”" for subject in query.subjects)
    return (f"Articles with much on {names} stand higher.",) if names else ()


def _bound(ranking: Ranking, scored: Scored, binding: Iterable[Node], known: Conditions) -> Scored:
    for part in binding:
        scored = scored._replace(matching=scored.matching & ranking.evaluate(part, known).matching)
    return scored
