"""The walk over Markdown tokens: blocks and inline pieces for the builder."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from diptych.importing.canonical import Mark, Part, Piece, Pieces
from diptych.model import BlockKind, Style

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.STRUCK}
_BULLET = "•"


class Placed(NamedTuple):
    """A part and the line of the source on which it begins, counted from 1 (0 when unknown)."""

    part: Part
    line: int


class Walk:
    """One pass over the block tokens of a document.

    A note keeps the label of the source as its marker; a note without one gets the next free number.
    """

    def __init__(self, tokens: Sequence[Token], env: dict[str, Any]) -> None:
        self._tokens = tokens
        notes = env.get("footnotes", {})
        self._unlabelled = self._numbered(notes)
        self._inline_notes: dict[int, Sequence[Token]] = {
            number: note["tokens"] for number, note in notes.get("list", {}).items() if note.get("tokens")
        }
        self._placed: list[Placed] = []
        self._notes: list[Placed] = []
        self._line = 0
        self._quotes = 0
        self._lists: list[int] = []
        self._marker = ""
        self._note = ""
        self._in_note = False
        self._rows: list[tuple[Pieces, ...]] = []
        self._cells: list[Pieces] = []

    def parts(self) -> list[Placed]:
        """The parts in the order of the text, notes last."""
        before = ""
        for token in self._tokens:
            if token.map:
                self._line = token.map[0] + 1
            handler = getattr(self, f"_on_{token.type}", None)
            if handler is not None:
                handler(token, before)
            before = token.type
        for number, tokens in self._inline_notes.items():
            pieces = self._inline(tokens)
            self._notes.append(Placed(Part(BlockKind.NOTE, pieces, marker=self._unlabelled[number]), 0))
        return self._placed + self._notes

    @staticmethod
    def _numbered(notes: dict[str, Any]) -> dict[int, str]:
        """Numbers for the notes without a label that no label has taken."""
        listed: dict[int, dict[str, Any]] = notes.get("list", {})
        taken = {label.removeprefix(":") for label in notes.get("refs", {})}
        free = (str(n) for n in range(1, len(taken) + len(listed) + 1) if str(n) not in taken)
        return {number: next(free) for number, note in listed.items() if not note.get("label")}

    def _add(self, part: Part) -> None:
        (self._notes if part.kind is BlockKind.NOTE else self._placed).append(Placed(part, self._line))

    def _prose(self, pieces: Pieces) -> None:
        """A paragraph, or what the lists, quotes and notes around it make of it."""
        if self._in_note:
            self._add(Part(BlockKind.NOTE, pieces, marker=self._note))
        elif self._lists:
            self._add(Part(BlockKind.ITEM, pieces, level=len(self._lists), marker=self._marker))
            self._marker = ""
        elif self._quotes:
            self._add(Part(BlockKind.QUOTE, pieces, level=self._quotes))
        else:
            self._add(Part(BlockKind.PARAGRAPH, pieces))

    def _on_inline(self, token: Token, before: str) -> None:
        pieces = self._inline(token.children or [])
        if before == "heading_open":
            self._add(Part(BlockKind.HEADING, pieces, level=self._level))
        elif before in ("th_open", "td_open"):
            self._cells.append(pieces)
        else:
            self._prose(pieces)

    # One handler for each type of token that means something; the names are markdown-it's.

    def _on_heading_open(self, token: Token, _: str) -> None:
        self._level = int(token.tag[1])

    def _on_blockquote_open(self, _token: Token, _: str) -> None:
        self._quotes += 1

    def _on_blockquote_close(self, _token: Token, _: str) -> None:
        self._quotes -= 1

    def _on_bullet_list_open(self, _token: Token, _: str) -> None:
        self._lists.append(-1)

    def _on_ordered_list_open(self, token: Token, _: str) -> None:
        self._lists.append(int(token.attrGet("start") or 1) if token.attrGet("start") != 0 else 0)

    def _on_bullet_list_close(self, _token: Token, _: str) -> None:
        self._lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, _token: Token, _: str) -> None:
        number = self._lists[-1]
        self._marker = _BULLET if number < 0 else f"{number}."
        if number >= 0:
            self._lists[-1] += 1

    def _on_footnote_reference_open(self, token: Token, _: str) -> None:
        self._in_note, self._note = True, token.meta["label"]

    def _on_footnote_reference_close(self, _token: Token, _: str) -> None:
        self._in_note = False

    def _on_fence(self, token: Token, _: str) -> None:
        self._prose((Piece(token.content, (Mark(Style.CODE),)),))

    _on_code_block = _on_fence

    def _on_html_block(self, token: Token, _: str) -> None:
        self._prose((Piece(_visible(token.content)),))

    def _on_tr_close(self, _token: Token, _: str) -> None:
        self._rows.append(tuple(self._cells))
        self._cells = []

    def _on_table_close(self, _token: Token, _: str) -> None:
        self._add(Part(BlockKind.TABLE, rows=tuple(self._rows)))
        self._rows = []

    def _inline(self, children: Sequence[Token]) -> Pieces:
        """The pieces of inline tokens; pictures are left out, and so is HTML but for its line breaks."""
        pieces: list[Piece] = []
        marks: list[Mark] = []
        for child in children:
            kind, _, edge = child.type.rpartition("_")
            if kind in _STYLES or kind == "link":
                if edge == "open":
                    href = str(child.attrGet("href") or "")
                    marks.append(Mark(Style.LINK, href) if kind == "link" else Mark(_STYLES[kind]))
                elif marks:
                    marks.pop()
                continue
            text, own = self._leaf(child)
            if text:
                pieces.append(Piece(text, (*marks, *own)))
        return tuple(pieces)

    def _leaf(self, token: Token) -> tuple[str, tuple[Mark, ...]]:
        if token.type == "footnote_ref":
            label = token.meta.get("label") or self._unlabelled.get(token.meta["id"], "")
            return f"[{label}]", (Mark(Style.NOTE_REF, label),)
        if token.type == "code_inline":
            return token.content, (Mark(Style.CODE),)
        if token.type == "softbreak":
            return " ", ()
        if token.type == "hardbreak":
            return "\n", ()
        if token.type == "html_inline":
            return ("\n" if token.content.lower().startswith("<br") else ""), ()
        return ("" if token.type == "image" else token.content), ()


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in ("script", "style")
        if tag in ("br", "p", "div", "li", "tr"):
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in ("script", "style")))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data.replace("\n", " "))


def _visible(source: str) -> str:
    """The text that a piece of HTML shows, with its line breaks."""
    parser = _Visible()
    parser.feed(source)
    parser.close()
    return "".join(parser.texts)
