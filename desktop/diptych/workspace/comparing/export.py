"""Writing a comparison to a file, in the format that its ending names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from diptych.briefing import as_csv, as_docx, as_html, as_markdown, as_xlsx
from diptych.dossier import Dossier
from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import EvidenceLink
from diptych.workspace.comparing.picture import picture
from diptych.workspace.comparing.query import ComparisonQuery
from diptych.workspace.comparing.reading import Reading
from diptych.workspace.comparing.report import Report, as_json, evidence_grid, grids, page
from diptych.workspace.comparing.timeline import Timeline

FORMATS = (".md", ".html", ".docx", ".xlsx", ".csv", ".json")
"""The endings of files that a comparison is written to."""

_AT_ONCE = 500


class Export:
    """Takes comparisons out of a library. Broken evidence is never among what is taken."""

    def __init__(
        self,
        library: Library,
        reading: Reading,
        links: Callable[[], list[EvidenceLink]],
        timeline: Callable[[str, ComparisonQuery], Timeline],
    ) -> None:
        self._library = library
        self._reading = reading
        self._links = links
        self._timeline = timeline

    def report(self, query: ComparisonQuery, made: str = "") -> Report:
        """The comparison with all its sound evidence."""
        matrix = self._reading.matrix(query)
        evidence = {
            (cell.issue, cell.party): tuple(
                each
                for start in range(0, cell.pieces, _AT_ONCE)
                for each in self._reading.evidence(
                    query, cell.issue, cell.party, start=start, limit=_AT_ONCE
                ).evidence
                if not each.broken
            )
            for row in matrix.rows
            for cell in row.cells
            if cell.pieces
        }
        ends = {(e.text_id, e.start, e.end) for found in evidence.values() for e in found}
        links = tuple(
            link
            for link in self._links()
            if all(
                not end.broken and (end.text_id, end.start, end.end) in ends
                for end in (link.evidence, link.other)
            )
        )
        made = made or datetime.now(UTC).date().isoformat()
        return Report(matrix=matrix, evidence=evidence, links=links, made=made)

    def text(self, query: ComparisonQuery) -> str:
        """The comparison as Markdown, as for the clipboard."""
        return as_markdown(page(self.report(query), self._reading.dossier(), self._library))

    def page(self, query: ComparisonQuery) -> str:
        """The comparison as an HTML page, as for the clipboard."""
        return as_html(page(self.report(query), self._reading.dossier(), self._library))

    def table(self, query: ComparisonQuery) -> str:
        """The matrix alone as tab-separated text, as spreadsheets paste it."""
        matrix = grids(self.report(query), self._reading.dossier(), self._library)[0]
        return "\n".join("\t".join(_cell(cell) for cell in row) for row in (matrix.header, *matrix.rows))

    def json(self, query: ComparisonQuery) -> dict[str, object]:
        """The comparison as the command line prints it."""
        return as_json(self.report(query))

    def write(self, query: ComparisonQuery, file: Path) -> None:
        """Write a comparison whole or not at all.

        Raises ``DiptychError`` for an ending that is no format's and a place that cannot be written.
        """
        make = _MAKE.get(file.suffix.lower())
        if make is None:
            raise DiptychError(f"{file.name} must end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
        put(file, make(self.report(query), self._reading.dossier(), self._library))

    def picture(self, issue: str, query: ComparisonQuery, theme: str = "light") -> str:
        """The timeline of an issue as SVG; raises ``NotFound``."""
        return picture(self._timeline(issue, query), self._reading.dossier(), theme)

    def write_picture(self, issue: str, query: ComparisonQuery, file: Path) -> None:
        """Write the timeline of an issue; raises ``DiptychError`` for a file that is not an .svg."""
        if file.suffix.lower() != ".svg":
            raise DiptychError(f"{file.name} must end in .svg.")
        put(file, self.picture(issue, query).encode())


def _json(report: Report, _: Dossier, __: Library) -> bytes:
    return msgspec.json.format(msgspec.json.encode(as_json(report)), indent=1)


_MAKE: dict[str, Callable[[Report, Dossier, Library], bytes]] = {
    ".md": lambda *taken: as_markdown(page(*taken)).encode(),
    ".html": lambda *taken: as_html(page(*taken)).encode(),
    ".docx": lambda *taken: as_docx(page(*taken)),
    ".xlsx": lambda *taken: as_xlsx(grids(*taken)),
    ".csv": lambda report, dossier, _: as_csv(evidence_grid(report, dossier)).encode(),
    ".json": _json,
}


def put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises ``DiptychError``."""
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DiptychError(f"{file} could not be written: {error.strerror}.") from error


def _cell(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
