"""Compare what the importer makes of the reference articles with what is expected, field by field.

Run as ``python tests/bench/import_gold.py``. Prints ok or the difference for each field of each file, and
beside it what a plain reading (paragraphs between blank lines, nothing more) gets right. Exits 1 when a
field differs, 2 when the reference articles are not there.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "desktop"))

from diptych.importing import read  # noqa: E402
from diptych.importing.canonical import Part, Piece, build  # noqa: E402
from diptych.model import Block, BlockKind, Draft, Style  # noqa: E402

Gold = dict[str, Any]
Field = Callable[[Draft, Gold], tuple[object, object]]


def plain(data: bytes) -> Draft:
    """The baseline: the text between blank lines is a paragraph, and nothing else is known."""
    source = data.decode("utf-8")
    text, blocks = build(
        Part(BlockKind.PARAGRAPH, (Piece(part.replace("\n", " ")),)) for part in re.split(r"\n\s*\n", source)
    )
    return Draft(title="", text=text, blocks=blocks, importer="plain")


def _text(draft: Draft, block: Block) -> str:
    return draft.text[block.start : block.end]


def _texts(draft: Draft, kind: BlockKind) -> list[str]:
    return [_text(draft, block) for block in draft.blocks if block.kind is kind]


def _body(draft: Draft) -> str:
    return "\n\n".join(_texts(draft, BlockKind.PARAGRAPH))


def _authors(draft: Draft, gold: Gold) -> tuple[object, object]:
    keys = ("family", "given", "as_printed", "affiliation")
    return [[getattr(a, key) for key in keys] for a in draft.authors], [
        [author[key] for key in keys] for author in gold["authors"]
    ]


def _outlet(draft: Draft, gold: Gold) -> tuple[object, object]:
    """An outlet that the reference calls inferred may be left out or offered as a guess, never stated."""
    expected = gold["outlet"] or ""
    if "outlet_note" not in gold:
        return draft.outlet, expected
    guess = draft.outlet_guess.casefold()
    return [draft.outlet, guess if guess else expected.casefold()], ["", expected.casefold()]


def _notes(draft: Draft, gold: Gold) -> tuple[object, object]:
    found = [[b.marker, _text(draft, b)] for b in draft.blocks if b.kind is BlockKind.NOTE]
    return found, [[note["marker"], note["text"]] for note in gold["footnotes"]]


def _anchors(draft: Draft, gold: Gold) -> tuple[object, object]:
    runs = [run for block in draft.blocks for run in block.runs if run.style is Style.NOTE_REF]
    found = [[run.target, draft.text[run.start : run.end]] for run in runs]
    return found, [[note["marker"], f"[{note['marker']}]"] for note in gold["footnotes"]]


def _blocks(draft: Draft, gold: Gold) -> tuple[object, object]:
    found: list[object] = []
    for block in draft.blocks:
        if block.kind is BlockKind.HEADING:
            found.append([_text(draft, block), block.level])
        elif block.kind is not BlockKind.NOTE:
            found.append(len(_text(draft, block).split()))
    expected = [[b["text"], b["level"]] if b["type"] == "h" else b["words"] for b in gold["blocks"]]
    return found, expected


def _dropped(draft: Draft, gold: Gold) -> tuple[object, object]:
    """Line numbers that are out of the body; notes are out of it too, though they are kept."""
    notes = {note["text"] for note in gold["footnotes"]}
    kept = set(_texts(draft, BlockKind.NOTE))
    expected = [
        row["line"]
        for row in gold["lines_not_in_body"]
        if not any(text in kept and row["text"].endswith(text) for text in notes)
    ]
    return sorted(d.line for d in draft.dropped if d.reason), expected


def _sha(draft: Draft, gold: Gold) -> tuple[object, object]:
    return hashlib.sha256(_body(draft).encode()).hexdigest(), gold["body_sha256_nfc_lf"]


_FIELDS: dict[str, Field] = {
    "title": lambda d, g: (d.title, g["title"]),
    "subtitle": lambda d, g: (d.subtitle, g["subtitle"] or ""),
    "authors": _authors,
    "outlet": _outlet,
    "publisher": lambda d, g: (d.publisher, g.get("original_publisher", "")),
    "date": lambda d, g: (
        [d.date.value, str(d.date.precision)],
        [g["date"]["value"], g["date"]["precision"]],
    ),
    "language": lambda d, g: (d.language, g["language"]),
    "sections": lambda d, g: (list(d.sections), g["sections"]),
    "notes": _notes,
    "anchors": _anchors,
    "paragraphs": lambda d, g: (len(_texts(d, BlockKind.PARAGRAPH)), g["n_paragraphs"]),
    "headings": lambda d, g: (len(_texts(d, BlockKind.HEADING)), g["n_headings"]),
    "blocks": _blocks,
    "words": lambda d, g: (len(_body(d).split()), g["n_words"]),
    "first words": lambda d, g: (" ".join(_body(d).split()[:8]), g["first_8_words"]),
    "last words": lambda d, g: (" ".join(_body(d).split()[-8:]), g["last_8_words"]),
    "body hash": _sha,
    "dropped lines": _dropped,
}


def _compare(draft: Draft, baseline: Draft, gold: Gold) -> tuple[bool, bool]:
    """Print a row for each field; whether all are as expected in the draft, and in the baseline."""
    right = plain_right = True
    for name, pair in _FIELDS.items():
        found, expected = pair(draft, gold)
        simple, same = pair(baseline, gold)
        verdict = "ok" if found == expected else "DIFFERS"
        print(f"  {name:14} {verdict:8} plain: {'ok' if simple == same else 'differs'}")
        plain_right &= simple == same
        if found != expected:
            right = False
            print(f"    found    {found!r}\n    expected {expected!r}")
    return right, plain_right


def main() -> int:
    """Compare all reference articles; the exit status."""
    shared = _ROOT.parent / "shared"
    if not (shared / "gold" / "import.json").is_file():
        print(f"The reference articles are not in {shared}, so there is nothing to compare with.")
        return 2
    golds = json.loads((shared / "gold" / "import.json").read_text(encoding="utf-8"))["articles"]
    results = []
    for gold in golds:
        print(gold["file"])
        data = (shared / "articles" / gold["file"]).read_bytes()
        results.append(_compare(read(data, gold["file"]), plain(data), gold))
    right, plain_right = (sum(column) for column in zip(*results, strict=True))
    print(f"{right} of {len(golds)} (plain reading: {plain_right} of {len(golds)})")
    return 0 if right == len(golds) else 1


if __name__ == "__main__":
    raise SystemExit(main())
