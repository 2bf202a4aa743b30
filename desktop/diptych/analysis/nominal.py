"""Frames whose cue is a noun that somebody owns, or an adjective said of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.analysis.frames import Frame
from diptych.analysis.lexicons import Lexicons, load
from diptych.analysis.tree import Tree
from diptych.analysis.verbal import modal_of

_PREDICATES = frozenset({"acomp", "attr", "oprd", "ROOT", "conj", "acl", "advcl"})
_TOWARDS = frozenset({"opposes", "regrets", "supports"})
_PLACES = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "attr": "object", "ROOT": "object"}


def noun_frames(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    """The frames of a sentence's nouns of stance ("X's intention to", "the desire of X")."""
    for index, token in enumerate(tree.tokens):
        readings = lexicon.nouns.get(token.lower, ()) if token.tag.startswith("NN") else ()
        source = owner(tree, index, readings[0].group) if readings else None
        if source is None:
            continue
        yield Frame(
            source=source,
            cue=index,
            base=readings[0].base,
            group=readings[0].group,
            kind="noun",
            content=tuple(tree.subtree(_predicate(tree, index))),
            negated=_is_none(tree, index),
            depth=tree.depth(index),
            modal=_modal(tree, index),
            place=_place(tree, index),
        )


def adjective_frames(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    """The frames of a sentence's adjectives ("X is ready to", "X remains opposed to")."""
    for index, token in enumerate(tree.tokens):
        readings = lexicon.adjectives.get(token.lower, ()) if token.dep in _PREDICATES else ()
        source = _bearer(tree, index) if readings else None
        if source is None:
            continue
        above = tree.head(index)
        anchor = above if above is not None and tree.is_verb(above) else index
        yield Frame(
            source=source,
            cue=index,
            base=readings[0].base,
            group=_willed(tree, index, readings[0].group, lexicon),
            kind="adjective",
            content=tuple(tree.subtree(index)),
            negated=tree.is_negated(anchor) or tree.is_negated(index),
            depth=tree.depth(index),
        )


def owner(tree: Tree, noun: int, group: str = "") -> int | None:
    """Who owns a noun: a possessor, an "of" or "by" phrase, a nationality, or the subject of a light verb.

    What stands after "of" is the target and not the owner where the ``group`` is a feeling or an answer
    towards somebody ("criticism of X").
    """
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        return possessor
    owning = {"by", "from"} if group in _TOWARDS else {"of", "by", "from"}
    for preposition in tree.children(noun, "prep"):
        thing = tree.child(preposition, "pobj") if tree.lower(preposition) in owning else None
        if thing is not None and (tree.lower(preposition) == "by" or _names_somebody(tree, thing)):
            return thing
    modifiers = [
        m for m in tree.children(noun, "amod", "compound", "nmod") if tree.tokens[m].text[:1].isupper()
    ]
    if modifiers and not any(t.text in {"-", "–"} for t in tree.tokens[tree.left_edge(noun) : noun]):
        return modifiers[0]
    return _light_subject(tree, noun)


def _light_subject(tree: Tree, noun: int) -> int | None:
    verb = tree.head(noun)
    if verb is None or tree.tokens[noun].dep not in {"dobj", "attr"}:
        return None
    if tree.lower(verb) not in load().grammar["light"]:
        return None
    return tree.agent(verb) if tree.is_passive(verb) else tree.subject(verb)


def _modal(tree: Tree, noun: int) -> str:
    verb = tree.head(noun)
    return modal_of(tree, verb) if verb is not None and tree.tokens[noun].dep in {"dobj", "attr"} else ""


def _place(tree: Tree, noun: int) -> str:
    """Where a noun stands; one that a clause completes ("the judgement that") counts as "clause"."""
    for child in tree.children(noun, "acl", "ccomp", "relcl"):
        if tree.lower(child) != "that" and any(
            tree.lower(c) in {"that", "to"} for c in tree.children(child, "mark", "aux")
        ):
            return "clause"
    return _PLACES.get(tree.tokens[noun].dep, "")


def _names_somebody(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].tag.startswith("PRP") or any(
        tree.tokens[i].text[:1].isupper() for i in tree.subtree(noun) if i <= noun
    )


def _predicate(tree: Tree, noun: int) -> int:
    verb = tree.head(noun)
    return verb if verb is not None and tree.tokens[noun].dep in {"nsubj", "nsubjpass"} else noun


def _is_none(tree: Tree, noun: int) -> bool:
    verb = tree.head(noun)
    determined = any(tree.lower(c) in {"no", "little", "any"} for c in tree.children(noun))
    under = verb is not None and tree.tokens[noun].dep in {"dobj", "attr"} and tree.is_negated(verb)
    return determined or under


def _bearer(tree: Tree, index: int) -> int | None:
    own = tree.child(index, "nsubj", "nsubjpass")
    above = tree.head(index)
    if own is not None or above is None:
        return own
    if tree.lower(above) in load().grammar["copulas"] or tree.tokens[index].dep == "conj":
        return tree.subject(above)
    return None


def _willed(tree: Tree, index: int, group: str, lexicon: Lexicons) -> str:
    if group != "wants":
        return group
    for child in tree.children(index, "xcomp"):
        for cue in lexicon.verbs.get(tree.lower(child), ()):
            if cue.group in {"offers", "demands", "opposes"} and not cue.follow:
                return cue.group
    return group
