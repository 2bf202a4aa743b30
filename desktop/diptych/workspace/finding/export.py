"""A list of hits as CSV or Markdown."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from diptych.errors import DiptychError
from diptych.model import Hit, SearchResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: SearchResult, file: Path) -> None:
    """Write the hits to a .csv or .md file, whole or not at all; raises ``DiptychError``."""
    made = _FORMATS.get(file.suffix.lower())
    if made is None:
        raise DiptychError(f"{file.name} must end in {' or '.join(_FORMATS)}.")
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(made(result))
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DiptychError(f"{file} could not be written ({error.strerror or error}).") from error


def as_csv(result: SearchResult) -> str:
    """A row for each hit; no cell begins as a formula does."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(("id", "title", "outlet", "date", "language", "score", "hits", "names", "passage"))
    for hit in result.hits:
        writer.writerow(_harmless(cell) for cell in _cells(hit))
    return out.getvalue()


def as_markdown(result: SearchResult) -> str:
    """A heading with the query, and an item for each hit with its passages."""
    lines = [f"# Search: {_plain(result.query)}", "", f"{result.count} articles found.", ""]
    for n, hit in enumerate(result.hits, 1):
        facts = ", ".join(_plain(fact) for fact in (hit.outlet, hit.date or "") if fact)
        lines.append(f"{n}. **{_plain(hit.title)}**" + (f" ({facts})" if facts else ""))
        lines += [f"   > {_emphasised(hit, which)}\n" for which in range(len(hit.snippets))]
    return "\n".join(lines).rstrip() + "\n"


def _cells(hit: Hit) -> Sequence[str]:
    passage = hit.snippets[0].text if hit.snippets else ""
    names = "; ".join(hit.names)
    numbers = (f"{hit.score:.4f}", str(hit.count))
    return (str(hit.id), hit.title, hit.outlet, hit.date or "", hit.language, *numbers, names, passage)


def _harmless(cell: str) -> str:
    """The cell, an apostrophe before what a spreadsheet takes for a formula (OWASP, "CSV injection")."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|~!" else c for c in " ".join(text.split()))


def _emphasised(hit: Hit, which: int) -> str:
    snippet = hit.snippets[which]
    parts, at = [], 0
    for start, end in snippet.marks:
        parts += [_plain_inside(snippet.text[at:start]), "**", _plain(snippet.text[start:end]), "**"]
        at = end
    return "".join((*parts, _plain_inside(snippet.text[at:])))


def _plain_inside(text: str) -> str:
    return (
        (" " if text[:1] == " " else "") + _plain(text) + (" " if text[-1:] == " " and text.strip() else "")
    )


_FORMATS: dict[str, Callable[[SearchResult], str]] = {".csv": as_csv, ".md": as_markdown}
