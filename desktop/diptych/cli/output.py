"""The JSON that commands print: the contract that other programs rely on. Absent values are null."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from diptych.model import Article, ArticleSummary, ImportResult, SearchResult, Snippet


def json(value: object) -> None:
    """Print a value as indented JSON."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def import_result(result: ImportResult) -> dict[str, Any]:
    """One line of an import's report."""
    return {
        "path": result.path,
        "status": result.status,
        "id": result.id,
        "reason": result.reason or None,
    }


def summary(article: ArticleSummary) -> dict[str, Any]:
    """An article in a list."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": article.authors,
        "outlet": article.outlet or None,
        "date": article.date,
        "source": article.source or None,
    }


def article(article: Article) -> dict[str, Any]:
    """One article whole."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "outlet": article.outlet or None,
        "date": article.date.value,
        "source": article.source or None,
        "date_precision": article.date.precision,
        "date_evidence": article.date.evidence or None,
        "language": article.language or None,
        "url": article.url or None,
        "text": article.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in article.blocks],
    }


def search_result(result: SearchResult) -> dict[str, Any]:
    """An answer to a query. Hits are never folded; ``family`` names a hit's reposts."""
    return {
        "query": result.query,
        "count": result.count,
        "seconds": round(result.seconds, 6),
        "hits": [
            {
                "id": hit.id,
                "title": hit.title,
                "outlet": hit.outlet or None,
                "date": hit.date,
                "score": hit.score,
                "family": None,
                "snippets": [{"text": s.text, "marks": s.marks} for s in hit.snippets],
            }
            for hit in result.hits
        ],
    }


def marked(snippet: Snippet) -> str:
    """A snippet with its hits between square brackets."""
    parts, at = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[at:start], "[", snippet.text[start:end], "]"]
        at = end
    return "".join((*parts, snippet.text[at:]))
