"""Frames: who (source) by which word (cue) says, wants or does what (content), read off the parse.

The patterns are those of attribution in news prose: verbs with a subject, passives with an agent,
"according to X", "in X's opinion", "X's intention to", "X is ready to".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diptych.analysis.lexicons import Cue, Lexicons, load
from diptych.analysis.tree import Tree

_PREDICATES = frozenset({"acomp", "attr", "oprd", "ROOT", "conj", "amod", "acl", "advcl"})


class Frame(NamedTuple):
    """One attribution. ``source`` and ``cue`` are token indices; ``content`` lists the
    tokens of what is said.

    ``kind`` is verb, noun, adjective or phrase; ``depth`` counts clauses under the main one.
    """

    source: int | None
    cue: int
    base: str
    group: str
    kind: str
    content: tuple[int, ...]
    negated: bool = False
    modal: str = ""
    passive: bool = False
    depth: int = 0


def frames(tree: Tree, lexicon: Lexicons) -> list[Frame]:
    """All frames of a sentence, in the order of their cues."""
    found = [
        *_phrases(tree),
        *_verbs(tree, lexicon),
        *_nouns(tree, lexicon),
        *_adjectives(tree, lexicon),
    ]
    return sorted(found, key=lambda frame: frame.cue)


def _verbs(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    for index in range(len(tree)):
        if not tree.is_verb(index) or tree.tokens[index].dep in {"aux", "auxpass", "amod", "compound"}:
            continue
        cue = _reading(tree, index, lexicon)
        if cue is None:
            continue
        passive = tree.is_passive(index)
        yield Frame(
            source=_verb_source(tree, index, passive),
            cue=index,
            base=" ".join((cue.base, *cue.follow)),
            group=cue.group,
            kind="verb",
            content=_content(tree, index),
            negated=_negated(tree, index),
            modal=_modal(tree, index),
            passive=passive,
            depth=tree.depth(index),
        )


def _reading(tree: Tree, index: int, lexicon: Lexicons) -> Cue | None:
    for cue in lexicon.verbs.get(tree.lower(index), ()):
        if all(_follows(tree, index, word) for word in cue.follow):
            return cue
    return None


def _follows(tree: Tree, index: int, word: str) -> bool:
    window = range(index + 1, min(len(tree), index + 6))
    return any(tree.lower(i) == word for i in window) or any(
        tree.lower(c) == word for c in tree.children(index)
    )


def _verb_source(tree: Tree, verb: int, passive: bool) -> int | None:
    if passive:
        return tree.agent(verb)
    if tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN":
        return tree.agent(verb)
    return tree.subject(verb)


def _content(tree: Tree, verb: int) -> tuple[int, ...]:
    subject = tree.child(verb, "nsubj", "nsubjpass")
    without = set(tree.subtree(subject)) if subject is not None else set()
    return tuple(i for i in tree.subtree(verb) if i not in without and i != verb)


def _negated(tree: Tree, verb: int) -> bool:
    above = tree.head(verb)
    shared = tree.tokens[verb].dep == "xcomp" and above is not None and tree.is_negated(above)
    return tree.is_negated(verb) or shared


def _modal(tree: Tree, verb: int) -> str:
    above = tree.head(verb)
    own = tree.modal(verb)
    return own or (
        tree.modal(above) if above is not None and tree.tokens[verb].dep in {"xcomp", "conj"} else ""
    )


def _nouns(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    for index in range(len(tree)):
        if not tree.tokens[index].tag.startswith("NN"):
            continue
        readings = lexicon.nouns.get(tree.lower(index), ())
        if not readings:
            continue
        source = owner(tree, index)
        if source is None:
            continue
        yield Frame(
            source=source,
            cue=index,
            base=readings[0].base,
            group=readings[0].group,
            kind="noun",
            content=tuple(tree.subtree(_predicate(tree, index))),
            negated=_no(tree, index),
            depth=tree.depth(index),
        )


def owner(tree: Tree, noun: int) -> int | None:
    """Who owns a noun: a possessor, an "of" or "by" phrase, a nationality, or the subject of a light verb."""
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        return possessor
    for preposition in tree.children(noun, "prep"):
        if tree.lower(preposition) in {"of", "by", "from"}:
            thing = tree.child(preposition, "pobj")
            if thing is not None and (
                tree.tokens[thing].tag.startswith(("NNP", "PRP")) or tree.lower(preposition) == "by"
            ):
                return thing
            if thing is not None and _names_somebody(tree, thing):
                return thing
    for modifier in tree.children(noun, "amod", "compound", "nmod"):
        if tree.tokens[modifier].text[:1].isupper():
            return modifier
    verb = tree.head(noun)
    if (
        verb is not None
        and tree.tokens[noun].dep in {"dobj", "attr"}
        and tree.lower(verb) in load().grammar["light"]
    ):
        return tree.agent(verb) if tree.is_passive(verb) else tree.subject(verb)
    return None


def _names_somebody(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[i].tag.startswith("NNP") or tree.tokens[i].text[:1].isupper()
        for i in tree.subtree(noun)
        if i <= noun
    )


def _predicate(tree: Tree, noun: int) -> int:
    verb = tree.head(noun)
    copular = verb is not None and tree.tokens[noun].dep in {"nsubj", "nsubjpass"}
    return verb if copular and verb is not None else noun


def _no(tree: Tree, noun: int) -> bool:
    verb = tree.head(noun)
    determined = any(tree.lower(c) in {"no", "little", "any"} for c in tree.children(noun))
    return determined or (
        verb is not None and tree.tokens[noun].dep in {"dobj", "attr"} and tree.is_negated(verb)
    )


def _adjectives(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    for index in range(len(tree)):
        readings = lexicon.adjectives.get(tree.lower(index), ())
        above = tree.head(index)
        if not readings or (above is not None and tree.tokens[index].dep not in _PREDICATES):
            continue
        source = _adjective_source(tree, index, above)
        if source is None:
            continue
        anchor = above if above is not None and tree.is_verb(above) else index
        yield Frame(
            source=source,
            cue=index,
            base=readings[0].base,
            group=readings[0].group,
            kind="adjective",
            content=tuple(tree.subtree(index)),
            negated=tree.is_negated(anchor) or tree.is_negated(index),
            modal=tree.modal(anchor),
            depth=tree.depth(index),
        )


def _adjective_source(tree: Tree, index: int, above: int | None) -> int | None:
    own = tree.child(index, "nsubj", "nsubjpass")
    if own is not None:
        return own
    if above is None:
        return None
    if tree.tokens[index].dep in {"acomp", "attr", "oprd", "conj"} and (
        tree.lower(above) in load().grammar["copulas"] or tree.tokens[index].dep == "conj"
    ):
        return tree.subject(above)
    return None


def _phrases(tree: Tree) -> Iterator[Frame]:
    everything = tuple(range(len(tree)))
    for index, token in enumerate(tree.tokens):
        source: int | None = None
        if token.lower == "according":
            source = _according(tree, index)
        elif token.lower in {"in", "from", "for", "to"} and token.dep in {
            "prep",
            "ROOT",
            "agent",
            "dative",
            "mark",
        }:
            source = _view_owner(tree, index)
        if source is not None:
            yield Frame(
                source,
                index,
                token.lower,
                "says" if token.lower == "according" else "views",
                "phrase",
                everything,
            )


def _according(tree: Tree, index: int) -> int | None:
    to = index + 1
    if to < len(tree) and tree.lower(to) == "to":
        return tree.child(to, "pobj") or (to + 1 if to + 1 < len(tree) else None)
    return tree.child(index, "pobj", "dobj")


def _view_owner(tree: Tree, index: int) -> int | None:
    noun = tree.child(index, "pobj")
    if noun is None or tree.lower(noun) not in load().grammar["opinion_nouns"]:
        return None
    return tree.child(noun, "poss") or next(
        (thing for of in tree.children(noun, "prep") if (thing := tree.child(of, "pobj")) is not None), None
    )
