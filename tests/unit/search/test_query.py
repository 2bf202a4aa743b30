from __future__ import annotations

import pytest

from diptych.search.nodes import AllOf, AnyOf, Node, Not, Phrase, leaves
from diptych.search.query import Query, parse


def shown(node: Node | None) -> str:
    """A query as it was read, in brackets."""
    if node is None:
        return ""
    if isinstance(node, Phrase):
        star = "*" if node.slots[-1].kind == "prefix" else ""
        return f"{node.field}:{node.label}{star}".lstrip(":")
    if isinstance(node, Not):
        return f"-{shown(node.part)}"
    assert isinstance(node, AnyOf | AllOf)
    mark = "=" if isinstance(node, AnyOf) and node.spelling else "|" if isinstance(node, AnyOf) else " "
    return f"[{mark.join(shown(part) for part in node.parts)}]"


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("harbour", "harbour"),
        ("harbour treaty", "[harbour treaty]"),
        ("harbour AND treaty", "[harbour treaty]"),
        ("harbour OR treaty fish", "[harbour|[treaty fish]]"),
        ("(harbour OR treaty) fish", "[[harbour|treaty] fish]"),
        ("harbour | treaty", "[harbour|treaty]"),
        ("harbour -treaty", "[harbour -treaty]"),
        ("harbour NOT treaty", "[harbour -treaty]"),
        ("-(harbour OR treaty)", "-[harbour|treaty]"),
        ('"the harbour treaty"', "the harbour treaty"),
        ("“harbour treaty” fish", "[harbour treaty fish]"),
        ("「漁業」", "漁業"),
        ("title:harbour", "title:harbour"),
        ("Author: hill fish", "[authors:hill fish]"),
        ('outlet:"evening post"', "outlet:evening post"),
        ("title:(harbour OR treaty)", "[title:harbour|title:treaty]"),
        ("-title:harbour", "-title:harbour"),
        ("the harbour", "harbour"),
        ("to be or", "[to be or]"),
        ("harb*", "harb*"),
        ("two-plus-two", "[two plus two=twoplustwo]"),
        ("cooperation", "[cooperation=co operation]"),
        ("co-operation", "[co operation=cooperation]"),
        ("hill,kovar", "[hill kovar]"),
        ("U.S.", "us"),
        ("harbour - treaty", "[harbour treaty]"),
        ("author:", "author"),
    ],
)
def test_queries_are_read(query: str, read: str) -> None:
    assert shown(parse(query).node) == read
    assert parse(query).notes == ()


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("harbour tre", "[harbour tre*]"),
        ("harbour ", "harbour"),
        ("the", "the*"),
        ("harbour -tre", "[harbour -tre]"),
        ('"harbour tre', "harbour tre*"),
        ('"harbour tre"', "harbour tre"),
        ("title:harb", "title:harb*"),
        ("two-pl", "[two pl*=twopl*]"),
        ("harbour OR", "harbour"),
        ("harbour (tre", "[harbour tre*]"),
        ("漁業", "漁業"),
    ],
)
def test_the_last_word_is_a_prefix_while_typing(query: str, read: str) -> None:
    assert shown(parse(query, typing=True).node) == read
    assert parse(query, typing=True).notes == ()


@pytest.mark.parametrize(
    ("query", "read", "note"),
    [
        ('"harbour treaty', "harbour treaty", "not closed"),
        ("(harbour treaty", "[harbour treaty]", "not closed"),
        ("harbour) treaty", "[harbour treaty]", "no opening"),
        ("harbour OR", "harbour", "both sides"),
        ("OR harbour", "harbour", "both sides"),
        ("harbour NOT", "harbour", "after it"),
        ("*a", "a", "wildcard"),
        ("publisher:harbour", "publisher harbour", "no field"),
        ("!!!", "", "no word"),
        ('""', "", "no word"),
    ],
)
def test_what_makes_no_sense_becomes_a_note(query: str, read: str, note: str) -> None:
    found = parse(query)
    assert shown(found.node) == read
    assert any(note in sentence for sentence in found.notes)


def test_an_empty_query_asks_for_nothing() -> None:
    assert parse("  ") == Query(None)


def test_long_and_deep_queries_are_cut() -> None:
    assert len(list(leaves(parse(" ".join(f"w{n}x" for n in range(500))).node))) == 64
    assert parse("x" * 10_000).notes
    deep = parse("(" * 60 + "harbour" + ")" * 60)
    assert shown(deep.node) == "harbour"
    assert deep.notes


def test_leaves_leave_out_what_is_excluded() -> None:
    node = parse("harbour -treaty (fish OR sea)").node
    assert [phrase.label for phrase in leaves(node)] == ["harbour", "fish", "sea"]


def test_a_prefix_accepts_beginnings_and_its_own_stem() -> None:
    slot = parse("negotiati", typing=True).node
    assert isinstance(slot, Phrase)
    assert slot.slots[0].accepts("negotiations", "negoti")
    assert not slot.slots[0].accepts("negotiate", "negoti")


def test_sides_of_or_may_be_missing_in_groups() -> None:
    assert isinstance(parse("a (b OR c) d").node, AllOf)
