"""What is taken out of a comparison, against files that a person has looked at.

``DIPTYCH_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from diptych.briefing import as_csv, as_docx, as_html, as_markdown, as_xlsx
from diptych.library import Library
from diptych.model import (
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    DatePrecision,
    Direction,
    Draft,
    LinkKind,
    Position,
    Stance,
    Voice,
)
from diptych.workspace import Workspace
from diptych.workspace.comparing import ComparisonQuery
from diptych.workspace.comparing.report import Report, as_json, evidence_grid, grids, page

_ROOT = Path(__file__).resolve().parents[2]
DOSSIER = _ROOT / "data" / "dossiers" / "argentina-uk"
GOLDEN = _ROOT / "golden" / "comparison"
_PRECISION = {0: DatePrecision.NONE, 4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
WHOLE = ComparisonQuery()
QUOTES = ("=SUM(A1) is what *she* said <b>of</b> it", "+ no, they | answered", "maybe “so”, in time")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    text = "\n\n".join(QUOTES)
    blocks = []
    for quote in QUOTES:
        start = text.index(quote)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(quote)))
    with Workspace.open(library_folder, dossier=DOSSIER) as workspace:
        for number, date in enumerate(("2010", "2011-05", "2015-02-03", "2016-01", ""), 1):
            draft = Draft(
                title=f"@Article {number}",
                text=text,
                blocks=tuple(blocks),
                importer="test",
                outlet="-Harbour",
                date=ArticleDate(
                    value=date or None, precision=DatePrecision.DAY if date else DatePrecision.NONE
                ),
                language="en",
            )
            id_, _ = workspace._library.add(draft, b"%d" % number, f"/{number}", bundled=True)
            way = Direction.SUPPORTS if number < 3 else Direction.OPPOSES
            save(workspace._library, id_, workspace, text, way)
        yield workspace


def save(library: Library, id_: int, workspace: Workspace, text: str, way: Direction) -> None:
    first, second = (issue.id for issue in workspace.dispute.dossier.issues[:2])
    said = [(0, "uk", first, way), (1, "argentina", first, Direction.DEMANDS)]
    said.append((2, "third", second, Direction.NEUTRAL))
    positions = tuple(
        Position(
            start=text.index(QUOTES[at]),
            end=text.index(QUOTES[at]) + len(QUOTES[at]),
            sentence=at,
            party=party,
            holder="the minister",
            voice=Voice.OFFICIAL,
            stances=(Stance(issue=issue, direction=direction, confidence=0.75),),
            quoted=at == 0,
            reported_by="media" if at else None,
            rule="a verb of saying",
        )
        for at, party, issue, direction in said
    )
    library.save_analysis(
        library.article(id_).text_id,
        Analysis(sentences=(), mentions=(), positions=positions),
        workspace.dispute.dossier.hash,
    )


@pytest.fixture
def report(workspace: Workspace) -> Report:
    comparing, issue = workspace.comparing, workspace.dispute.dossier.issues[0].id
    ours = comparing.evidence(WHOLE, issue, "uk").evidence[0]
    theirs = comparing.evidence(WHOLE, issue, "argentina").evidence[0]
    comparing.judging.confirm(ours)
    comparing.judging.summarise(issue, "uk", "They have changed their mind.", [ours])
    comparing.judging.link(theirs, LinkKind.ANSWERS, ours, "=see")
    found = comparing.export.report(WHOLE, made="2020-01-02")
    links = tuple(msgspec.structs.replace(link, created="2020-01-02") for link in found.links)
    return msgspec.structs.replace(found, links=links)


def golden(name: str, content: str) -> None:
    file = GOLDEN / name
    if os.environ.get("DIPTYCH_GOLDEN") == "write":
        file.write_text(content, encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as kept:
        assert content == kept.read()


def test_pages_are_as_they_were_looked_at(workspace: Workspace, report: Report) -> None:
    brief = page(report, workspace.dispute.dossier, workspace._library)
    golden("page.md", as_markdown(brief))
    golden("page.html", as_html(brief))
    word = zipfile.ZipFile(BytesIO(as_docx(brief))).read("word/document.xml")
    paragraphs = ElementTree.fromstring(word).iter(f"{_W}p")
    golden("page.docx.txt", "\n".join("".join(p.itertext()) for p in paragraphs))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_tables_are_as_they_were_looked_at(workspace: Workspace, report: Report) -> None:
    dossier, library = workspace.dispute.dossier, workspace._library
    golden("evidence.csv", as_csv(evidence_grid(report, dossier)))
    golden("comparison.json", msgspec.json.format(msgspec.json.encode(as_json(report)), indent=1).decode())
    sheets = grids(report, dossier, library)
    with zipfile.ZipFile(BytesIO(as_xlsx(sheets))) as book:
        strings = [
            "".join(item.itertext())
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter()
            if item.tag.endswith("}si")
        ]
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert all(b"<f>" not in part and b"<hyperlink" not in part for part in parts)
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    golden("book.xlsx.txt", "\n".join([*names, "", *strings]))


def test_timelines_are_as_they_were_looked_at(workspace: Workspace, report: Report) -> None:
    drawn = workspace.comparing.export.picture(workspace.dispute.dossier.issues[0].id, WHOLE)
    ElementTree.fromstring(drawn)
    golden("timeline.svg", drawn)
    empty = workspace.comparing.export.picture(workspace.dispute.dossier.issues[2].id, WHOLE, "dark")
    assert "No statement on this has a date." in empty


def test_what_is_broken_is_not_taken_along(workspace: Workspace, report: Report) -> None:
    import sqlite3

    workspace._library.close()
    with sqlite3.connect(workspace.folder / "library.db") as db:
        db.execute("UPDATE positions SET quote = 'never said' WHERE text = 1")
        db.execute("UPDATE overrides SET quote = 'never said'")
    db.close()
    with Workspace.open(workspace.folder, dossier=DOSSIER, write=False) as damaged:
        brief = page(damaged.comparing.export.report(WHOLE), damaged.dispute.dossier, damaged._library)
        text = as_markdown(brief) + damaged.comparing.export.table(WHOLE)
    assert "never said" not in text
    assert "no longer stand" in text
