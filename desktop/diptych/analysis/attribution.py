"""All frames of a sentence, read off its parse.

The patterns are those of attribution in news prose: verbs with a subject, passives with an agent,
nouns with an owner, adjectives with a bearer, and phrases: "according to X", "in X's opinion", "for
X," and "of importance to X".
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.analysis.frames import Frame
from diptych.analysis.lexicons import Lexicons, load
from diptych.analysis.nominal import adjective_frames, noun_frames
from diptych.analysis.tree import Tree
from diptych.analysis.verbal import verb_frames

_CONNECTING = frozenset({"but", "and", "thus", "so", "however", "therefore", "meanwhile", "yet"})


def frames(tree: Tree, lexicon: Lexicons) -> list[Frame]:
    """All frames of a sentence, in the order of their cues."""
    found = [
        *_phrases(tree),
        *verb_frames(tree, lexicon),
        *noun_frames(tree, lexicon),
        *adjective_frames(tree, lexicon),
    ]
    return sorted(found, key=lambda frame: frame.cue)


def _phrases(tree: Tree) -> Iterator[Frame]:
    everything = tuple(range(len(tree)))
    for index, token in enumerate(tree.tokens):
        if token.lower == "according":
            source, group = _according(tree, index), "says"
        elif token.lower in {"in", "from"}:
            source, group = _view_owner(tree, index), "views"
        elif token.lower == "for" and _opens(tree, index):
            source, group = tree.child(index, "pobj"), "matters"
        elif token.lower in load().grammar["matters"]:
            source, group = _matters_to(tree, index), "matters"
        else:
            continue
        if source is not None:
            depth = 0 if group in {"says", "views"} else tree.depth(index)
            yield Frame(source, index, token.lower, group, "phrase", everything, depth=depth)


def _according(tree: Tree, index: int) -> int | None:
    to = index + 1
    if to < len(tree) and tree.lower(to) == "to":
        return tree.child(to, "pobj")
    return tree.child(index, "pobj", "dobj")


def _view_owner(tree: Tree, index: int) -> int | None:
    noun = tree.child(index, "pobj")
    if noun is None or tree.lower(noun) not in load().grammar["opinion_nouns"]:
        return None
    if tree.child(noun, "amod", "compound") is not None:
        return None
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        return possessor
    things = [tree.child(p, "pobj") for p in tree.children(noun, "prep") if tree.lower(p) == "of"]
    return next((thing for thing in things if thing is not None), None)


def _opens(tree: Tree, index: int) -> bool:
    """Whether only quotation marks and connecting words stand before a token."""
    return index <= 3 and all(not t.text[:1].isalpha() or t.lower in _CONNECTING for t in tree.tokens[:index])


def _matters_to(tree: Tree, index: int) -> int | None:
    for preposition in tree.children(index, "prep"):
        if tree.lower(preposition) == "to":
            return tree.child(preposition, "pobj")
    return None
