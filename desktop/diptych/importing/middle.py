"""Furniture inside an article's text: breaks, pictures, advertisements, links to other articles."""

from __future__ import annotations

from diptych.importing import shapes
from diptych.importing.layout import weight
from diptych.importing.page import Page

_SHORT = 16


def read_middle(page: Page, start: int, end: int) -> None:
    """Drop the lines between ``start`` and ``end`` that are certainly no part of the text."""
    for index in range(start, end):
        if index not in page.reasons:
            _read_line(page, index)


def _read_line(page: Page, index: int) -> None:
    text = page.text(index)
    if page.lines[index].rule:
        page.drop(index, "thematic break")
        return
    if weight(text) > 40 or page.lines[index].level:
        return
    if page.repeats_title(index):
        page.drop(index, "repeated title")
    elif weight(text) <= _SHORT and shapes.is_credit(text):
        page.drop(index, "photo credit")
        _drop_caption(page, index - 1)
    elif shapes.is_credited_caption(text):
        page.drop(index, "photo caption")
    else:
        _drop_widget(page, index)


def _drop_caption(page: Page, index: int) -> None:
    text = page.text(index)
    if index not in page.reasons and shapes.is_caption(text) and shapes.sentences_in(text) <= 2:
        page.drop(index, "photo caption")


def _drop_widget(page: Page, index: int) -> None:
    """Drop an advertisement's label or a link to another article, with the links below its heading."""
    kind = page.kind(index)
    text = page.text(index)
    if kind is None or not kind.anywhere or (kind.opens and weight(text) == 1):
        return
    page.drop(index, kind.reason)
    if page.opens_links(index):
        _drop_links(page, index, kind.reason)


def _drop_links(page: Page, index: int, reason: str) -> None:
    """Drop the few short lines that stand close under the heading of a list of links."""
    group = range(index + 1, page.group(index).stop)
    texts = [page.text(i) for i in group]
    if 1 <= len(group) <= 5 and all(
        weight(text) <= _SHORT and not shapes.is_terminal(text) for text in texts
    ):
        for below in group:
            page.drop(below, reason)
