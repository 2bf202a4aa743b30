"""What the analyst marks in articles and makes of it: highlights, briefs, and their way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from diptych.briefing import as_html, as_markdown
from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import BriefItem, BriefItemKind, Changes, Highlight, Span, StoredBrief
from diptych.workspace.brief_contents import contents, overview
from diptych.workspace.dispute import Dispute

_FORMATS = {".md": as_markdown, ".html": as_html}


class Notebook:
    """The highlights and briefs of a library."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        self._library = library
        self._dispute = dispute

    def highlights(self, article: int | None = None) -> list[Highlight]:
        """The marks on an article, or on all outside the bin, in the order of the texts."""
        return self._library.highlights(article)

    def highlight(self, text_id: int, span: Span, colour: int, note: str = "") -> tuple[int, Changes]:
        """Mark a span of a text; gives back the mark's id."""
        return self._library.add_highlight(text_id, span, colour, note)

    def change_highlight(self, id_: int, *, colour: int | None = None, note: str | None = None) -> Changes:
        """Give a mark another colour or note."""
        return self._library.change_highlight(id_, colour=colour, note=note)

    def remove_highlight(self, id_: int) -> Changes:
        """Take a mark away."""
        return self._library.remove_highlight(id_)

    def make_brief(
        self, title: str, issues: Sequence[str], highlights: Sequence[Highlight]
    ) -> tuple[int, Changes]:
        """Make a brief of the comparison of some issues and of some highlights; gives back its id."""
        items = [BriefItem(kind=BriefItemKind.ISSUE, content=issue) for issue in issues]
        items += [
            BriefItem(
                kind=BriefItemKind.EXCERPT,
                content=mark.note,
                text_id=mark.text_id,
                start=mark.start,
                end=mark.end,
            )
            for mark in highlights
            if not mark.broken
        ]
        return self._library.make_brief(title, items)

    def briefs(self) -> list[StoredBrief]:
        """All briefs, the newest first."""
        return self._library.briefs()

    def remove_brief(self, id_: int) -> Changes:
        """Take a brief away; raises ``NotFound``."""
        return self._library.remove_brief(id_)

    def overview_page(self) -> str:
        """All that the library holds, compared on every issue, as one HTML page."""
        return as_html(overview(self._library, self._dispute(), datetime.now(UTC).date().isoformat()))

    def export(self, id_: int, file: Path) -> None:
        """Write a brief to a Markdown or HTML file, by its ending, whole or not at all.

        Raises ``NotFound`` for a brief that is none and ``DiptychError`` for an ending or a place that
        cannot be written.
        """
        write = _FORMATS.get(file.suffix.lower())
        if write is None:
            raise DiptychError(f"{file.name} must end in {' or '.join(_FORMATS)}.")
        brief = contents(self._library.brief(id_), self._library, self._dispute)
        draft = file.with_name(f".{file.name}.part")
        try:
            draft.write_text(write(brief), encoding="utf-8")
            draft.replace(file)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise DiptychError(f"{file} could not be written: {error.strerror}.") from error
