"""Frames whose cue is a verb: "X insists on", "was rejected by X", "X agreed to urge"."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.analysis.frames import Frame
from diptych.analysis.lexicons import Cue, Lexicons, load
from diptych.analysis.tree import Tree

# "X is expected to", "X is said to" tell of X; after these passives X is the target.
_TARGETING = frozenset({"opposes", "regrets", "acts_against", "demands"})
# A verb of will takes the sense of what is willed: "agreed to urge", "is ready to offer".
_HANDING_ON = frozenset({"wants", "commits", "agrees", "supports"})
_HANDED = frozenset({"offers", "demands", "opposes", "acts_against"})
_CONTRASTING = frozenset({"although", "though", "while", "whereas", "unlike", "despite"})
_AS = frozenset({"as", "that", "to"})


def verb_frames(tree: Tree, lexicon: Lexicons) -> Iterator[Frame]:
    """The frames of a sentence's verbs."""
    for index, token in enumerate(tree.tokens):
        if not tree.is_verb(index) or token.dep in {"aux", "auxpass", "amod", "compound"}:
            continue
        cue = reading(tree, index, lexicon)
        if cue is not None:
            yield _frame(tree, index, cue, lexicon)


def reading(tree: Tree, index: int, lexicon: Lexicons) -> Cue | None:
    """The reading of a verb's form whose particles and clause stand with it."""
    for cue in lexicon.verbs.get(tree.lower(index), ()):
        if _fits(tree, index, cue):
            return cue
    return None


def _fits(tree: Tree, index: int, cue: Cue) -> bool:
    if cue.clause and (not _has_clause(tree, index) or _is_reflexive(tree, index)):
        return False
    if cue.object and tree.child(index, "dobj", "nsubjpass") is None:
        return False
    return all(_follows(tree, index, word) for word in cue.follow)


def verb_content(tree: Tree, verb: int) -> tuple[int, ...]:
    """What a verb governs: its subtree without its subject and without a clause that stands before it."""
    apart = [child for child in tree.children(verb) if _apart(tree, verb, child)]
    without = {i for child in apart for i in tree.subtree(child)} | {verb}
    return tuple(i for i in tree.subtree(verb) if i not in without)


def _apart(tree: Tree, verb: int, child: int) -> bool:
    dep = tree.tokens[child].dep
    if child < verb and (dep == "advcl" or tree.lower(tree.subtree(child)[0]) in _CONTRASTING):
        return True
    return dep in {"nsubj", "nsubjpass"} or (
        dep == "conj" and tree.child(child, "nsubj", "nsubjpass") is not None
    )


def _frame(tree: Tree, index: int, cue: Cue, lexicon: Lexicons) -> Frame:
    passive = tree.is_passive(index)
    willed, deed = _willed(tree, index, cue, lexicon)
    return Frame(
        source=_source(tree, index, cue, passive, lexicon),
        cue=index,
        base=" ".join((willed.base, *willed.follow)),
        group=_group(tree, index, cue, willed, lexicon),
        kind="verb",
        content=verb_content(tree, index),
        negated=_negated(tree, index),
        passive=passive,
        depth=tree.depth(index),
        modal="" if cue.base in {"like", "prefer", "want"} else modal_of(tree, index),
        deed=deed,
        place="gerund" if _is_gerund(tree, index) else _place(tree, index),
    )


def modal_of(tree: Tree, verb: int) -> str:
    """The modal that a verb stands under, its own or that of the verb it completes; "must" for "has to"."""
    own = tree.modal(verb)
    above = tree.head(verb)
    if own or above is None or tree.tokens[verb].dep not in {"xcomp", "conj"}:
        return own
    if tree.tokens[verb].dep == "xcomp" and tree.lower(above) in load().grammar["obliging"]:
        return "must"
    return "" if tree.child(verb, "nsubj") is not None else tree.modal(above)


def _group(tree: Tree, index: int, cue: Cue, willed: Cue, lexicon: Lexicons) -> str:
    if cue.group in {"disturbs", "pleases"}:
        return "regrets" if cue.group == "disturbs" else "supports"
    if cue.group in {"says", "agrees"} and _tells_of_travel(tree, index, lexicon):
        return "travels"
    return willed.group


def _willed(tree: Tree, index: int, cue: Cue, lexicon: Lexicons) -> tuple[Cue, int]:
    """The cue that a verb of will takes its sense from ("agreed to urge"), and where it stands."""
    if cue.group in _HANDING_ON:
        for child in tree.children(index, "xcomp", "ccomp"):
            willed = reading(tree, child, lexicon) if tree.child(child, "nsubj") is None else None
            if willed is not None and willed.group in _HANDED:
                return willed, child
    return cue, index


def _source(tree: Tree, verb: int, cue: Cue, passive: bool, lexicon: Lexicons) -> int | None:
    if cue.group in {"disturbs", "pleases"}:
        return tree.child(verb, "nsubjpass") if passive else tree.child(verb, "dobj")
    if passive or (tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN"):
        return tree.agent(verb)
    if tree.child(verb, "nsubj") is None and _under_targeting(tree, verb, lexicon):
        return None
    if any(tree.lower(c) == "for" for c in tree.children(verb, "mark")):
        return None
    if tree.tokens[verb].dep == "xcomp" and (moved := _moved(tree, verb)) is not None:
        return moved if tree.lower(tree.tokens[verb].head) in load().grammar["causing"] else None
    subject = tree.subject(verb)
    return _name_before(tree, verb) if subject is None else subject


def _moved(tree: Tree, verb: int) -> int | None:
    """Whom the verb above moves to do this one ("led X to take part", "urged X to stop")."""
    above = tree.head(verb)
    return None if above is None or tree.child(verb, "nsubj") is not None else tree.child(above, "dobj")


def _name_before(tree: Tree, verb: int) -> int | None:
    """The name right before a main verb that the parser left without a subject."""
    if tree.tokens[verb].dep != "ROOT" or tree.tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return None
    before = [i for i in range(verb) if not tree.tokens[i].tag.startswith(("RB", "MD"))]
    return before[-1] if before and tree.tokens[before[-1]].tag.startswith("NNP") else None


def _under_targeting(tree: Tree, verb: int, lexicon: Lexicons) -> bool:
    for above in tree.ancestors(verb):
        if tree.is_verb(above):
            cue = reading(tree, above, lexicon)
            return tree.is_passive(above) and cue is not None and cue.group in _TARGETING
    return False


def _negated(tree: Tree, verb: int) -> bool:
    above = tree.head(verb)
    shared = tree.tokens[verb].dep == "xcomp" and above is not None and tree.is_negated(above)
    return tree.is_negated(verb) or shared


def _tells_of_travel(tree: Tree, verb: int, lexicon: Lexicons) -> bool:
    """Whether what is said or confirmed is that somebody will come."""
    for child in tree.children(verb, "ccomp", "xcomp"):
        cue = reading(tree, child, lexicon)
        return cue is not None and cue.group == "travels"
    return False


def _is_gerund(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return (
        token.tag == "VBG"
        and tree.child(verb, "aux") is None
        and token.dep in {"pcomp", "acl", "csubj", "amod", "pobj"}
    )


def _place(tree: Tree, verb: int) -> str:
    """Whether a verb stands inside the subject of another one ("the fact that X resumed talks helps")."""
    chain = [verb, *tree.ancestors(verb)]
    inside = any(tree.tokens[at].dep in {"csubj", "nsubj", "nsubjpass"} for at in chain)
    return "inside subject" if inside else ""


def _follows(tree: Tree, index: int, word: str) -> bool:
    window = range(index + 1, min(len(tree), index + 6))
    return any(tree.lower(i) == word for i in window) or any(
        tree.lower(c) == word for c in tree.children(index)
    )


def _is_reflexive(tree: Tree, verb: int) -> bool:
    return any(tree.lower(c).endswith(("self", "selves")) for c in tree.children(verb, "dobj", "nsubj"))


def _has_clause(tree: Tree, verb: int) -> bool:
    if tree.child(verb, "ccomp", "xcomp", "oprd") is not None:
        return True
    return any(tree.lower(c) in _AS for c in tree.children(verb, "prep", "mark"))
