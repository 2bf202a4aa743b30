"""What the learned weights see of a sentence, a claim, and an issue: named values, no words of a dispute.

Words enter only through the lexicons (cue groups, judging words, modal verbs), so that weights learned
on one dispute hold for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from diptych.analysis import direction, judgement, leaning, lexicons, lookalikes
from diptych.analysis.choosing import Setting
from diptych.analysis.claims import Claim
from diptych.analysis.holders import ANALYST, BOTH, THIRD
from diptych.analysis.learned import Features
from diptych.analysis.reading import Reading, Sentence
from diptych.analysis.verbal import reading as cue_reading

_PATTERNS = {
    "obliging": r"\b(?:should|must|ought|have to|has to|needs? to|had to)\b",
    "will": r"\b(?:will|shall|won't|'ll)\b",
    "would": r"\b(?:would|'d)\b",
    "could": r"\b(?:could|can|cannot|can't)\b",
    "may": r"\b(?:may|might|perhaps|possibly|probably|likely|seems?|appears?)\b",
    "denied": r"\b(?:not|never|no|nothing|nobody|none|neither|nor|without|cannot|hardly|refus\w+)\b|n't\b",
    "if": r"\b(?:if|unless|until|provided|only|as long as|once|before|after)\b",
    "only": r"\bonly (?:if|when|after|once)\b|\bnot until\b|\bfirst\b|\bcondition",
    "we": r"\b(?:we|our|us|ours)\b",
    "i": r"\b(?:i|my|me|mine)\b",
    "you": r"\b(?:you|your)\b",
    "year": r"\b(?:1[5-9]|20)\d\d\b",
    "number": r"\b\d[\d,.]*\b",
    "day": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\bnext (?:week|month|year)\b",
    "month": r"\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    "but": r"^\W*(?:but|yet|however|still|instead|nevertheless)\b",
    "linked": r"^\W*(?:it|this|that|these|those|such|he|she|they|his|her|its|their|also|so|then)\b",
    "colon": r":",
    "asks": r"\?",
    "marked": r"[“\"«]",
    "more": r"\b(?:more|less|better|worse|best|worst|too|enough|most|least)\b",
    "right": r"\b(?:rights?|law|legal|legitimate|just|fair|entitled|valid|illegal|unlawful)\b",
    "extreme": r"\b(?:every|all|any|always|whatever|none|full|fully|absolutely|entirely|never)\b",
    "money": r"[$€£¥]|\b(?:percent|per cent|million|billion|tonnes|tons)\b",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_FIRST = re.compile(r"\b(?:we|our|us|ours|i|my|me|mine)\b")
_PAIRING = re.compile(
    r"\b(?:both|the two|jointly|joint|together|mutual\w*|each other|bilateral|sides|neither)\b"
)
_LEANING = "leaning "
_MOST_WORDS = 3
_KINDS = {
    "contrast": "told",
    "act": "told",
    "agreed": "told",
    "resumed": "said",
    "named": "guess",
    "subject": "guess",
    "context": "guess",
}


def of_sentence(sentence: Sentence, own: Mapping[str, float]) -> Features:
    """The features of a sentence, whatever is claimed in it."""
    text = sentence.text.lower().replace("’", "'")
    outside = _outside(sentence).lower().replace("’", "'")
    found: Features = {name: 1.0 for name, pattern in _COMPILED.items() if pattern.search(text)}
    found |= {f"outside {n}": 1.0 for n in ("we", "i", "you") if _COMPILED[n].search(outside)}
    found["words"] = min(len(sentence.tree) / 40, 1.5)
    found["short"] = float(len(sentence.tree) < 9)
    found["judging"] = judgement.weight(sentence.text)
    found |= lookalikes.signs(sentence.text)
    found["question"] = float(lookalikes.is_question(sentence))
    found["fragment"] = float(lookalikes.is_fragment(sentence))
    found["old"] = float(lookalikes.is_old(sentence.text))
    found["on issue"] = min(max(own.values(), default=0.0), 3.0) / 3
    found["quotation"] = float(sentence.main_quote() is not None)
    found["part quotation"] = float(bool(sentence.quotes) and sentence.main_quote() is None)
    found |= {f"has {group}": 1.0 for group in {frame.group for frame in sentence.frames}}
    found |= {f"content {name}": 1.0 for name in lexicons.load().content if direction.has(text, name)}
    found |= _root(sentence)
    return {name: value for name, value in found.items() if value}


def of_setting(sentence: Sentence, paragraph: int) -> Setting:
    """What a sentence shows to those that stand around it."""
    text, outside = sentence.text.lower(), _outside(sentence).lower()
    return Setting(
        paragraph=paragraph,
        parties=frozenset(sentence.parties),
        spoken=sentence.main_quote() is not None,
        asks=lookalikes.is_question(sentence),
        own=_FIRST.search(outside) is not None,
        person=_FIRST.search(text) is not None,
        pairing=len(_PAIRING.findall(text)),
    )


def of_claim(claim: Claim, sentence: Features, *, rank: int, among: int, around: Features) -> Features:
    """The features of a claim in a sentence; ``rank`` is its place among the sentence's claims.

    ``around`` is what the text before says of its party (``of_party``).
    """
    holder, cue = claim.holder, claim.cue
    group = _KINDS.get(claim.kind, claim.kind)
    side = holder.party if holder.party in {BOTH, THIRD, ANALYST} else "party"
    found: Features = {
        f"kind {claim.kind}": 1.0,
        f"kind {claim.kind} {side}": 1.0,
        "sure": float(claim.sure),
        f"sure {claim.kind}": float(claim.sure),
        "score": claim.score / 3,
        f"score {group}": claim.score / 3,
        f"side {side}": 1.0,
        f"voice {holder.voice}": 1.0,
        f"voice {holder.voice} {group}": 1.0,
        "person": float(holder.person),
        "plural": float(holder.plural),
        "pronoun": float("stands for" in holder.rule),
        "first": float(rank == 0),
        "alone": float(among == 1),
        f"reported by {claim.reported_by}": 1.0,
        f"by {_grounds(holder.rule)}": 1.0,
        f"by {_grounds(holder.rule)} {group}": 1.0,
    }
    if cue is not None:
        found |= {
            f"cue {cue.group}": 1.0,
            f"cue {cue.kind}": 1.0,
            f"cue {cue.group} {cue.kind}": 1.0,
            f"place {cue.place}": 1.0,
            "depth": min(cue.depth, 3) / 3,
            "cue denied": float(cue.negated),
            f"modal {cue.modal}": float(bool(cue.modal)),
            "passive": float(cue.passive),
        }
    found |= {f"{group}: {name}": value for name, value in sentence.items()}
    found |= sentence
    found |= around
    found |= {f"{group}: {name}": value for name, value in around.items()}
    if side != "party":
        found |= {f"{side}: {name}": value for name, value in sentence.items()}
    return {name: value for name, value in found.items() if value}


def of_party(
    sentence: Sentence, reading: Reading, claims: Sequence[Claim], before: Claim | None, party: str
) -> Features:
    """What a sentence and the text before it show of a party, whatever is claimed.

    ``before`` is the claim that came first in the sentence before.
    """
    recent = [holder for holder in reading.recent.get(sentence.index, ()) if holder.party]
    subject = reading.subjects.get(sentence.index)
    quote = sentence.main_quote()
    speaker = reading.speakers.get(quote) if quote is not None else None
    rival = next((claim for claim in claims if claim.holder.party != party and claim.cue is not None), None)
    kind = _subject_kind(sentence)
    found: Features = {
        "named": float(party in sentence.parties),
        "only named": float(sentence.parties == {party}),
        "other named": float(bool(sentence.parties - {party})),
        "went before": float(before is not None and before.holder.party == party),
        "other went before": float(before is not None and before.holder.party != party),
        "named last": float(bool(recent) and recent[-1].party == party),
        "named at all": float(any(holder.party == party for holder in recent[-4:])),
        "person named last": float(next((h.party for h in reversed(recent) if h.person), "") == party),
        "subject": float(subject is not None and subject.party == party),
        "other subject": float(subject is not None and subject.party not in {party, ""}),
        "speaker": float(speaker is not None and speaker.party == party),
        "other speaker": float(speaker is not None and speaker.party not in {party, ""}),
        "no speaker": float(quote is not None and (speaker is None or not speaker.party)),
        f"subject {kind}": 1.0,
    }
    if rival is not None:
        found |= {f"rival {rival.kind}": 1.0, f"rival by {_grounds(rival.holder.rule)}": 1.0}
        found |= {"rival sure": float(rival.sure), f"rival {rival.holder.voice}": 1.0}
    for name in ("went before", "named last", "named", "speaker", "named at all"):
        if found.get(name):
            found[f"{name}, subject {kind}"] = 1.0
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=8)
def _subject_kind(sentence: Sentence) -> str:
    """What the subject of a sentence is: a pronoun, a name, a plain noun, or none."""
    tree = sentence.tree
    root = next((i for i, token in enumerate(tree.tokens) if token.head == i and tree.is_verb(i)), None)
    subject = None if root is None else tree.child(root, "nsubj", "nsubjpass")
    if subject is None:
        return "none"
    word, tag = tree.lower(subject), tree.tokens[subject].tag
    if tag.startswith("PRP"):
        return word
    if tag.startswith("NNP"):
        return "name"
    return (
        "the " if tree.lower(tree.left_edge(subject)) in {"the", "its", "his", "her", "their"} else ""
    ) + ("people" if tag == "NNS" else "noun")


def _grounds(rule: str) -> str:
    """The kind of reason for a holder, without the names in it."""
    for words in ("stands for", "named after", "held the office", "text before", "record", "nationality"):
        if words in rule:
            return words
    return rule


def of_direction(claim: Claim, sentence: Features, text: str) -> Features:
    """The features that tell which way a claim leans."""
    content = (claim.content or text).lower().replace("’", "'")
    found: Features = {
        f"rule {claim.direction}": 1.0,
        f"rule {claim.direction} {claim.kind}": 1.0,
        f"kind {claim.kind}": 1.0,
        f"voice {claim.holder.voice}": 1.0,
    }
    found |= _of_content(content)
    group = _KINDS.get(claim.kind, claim.kind)
    found |= _of_words(text, str(claim.holder.voice), f"{group}:", "sentence")
    found |= _of_words(claim.content or text, "", f"{group}:", "content")
    if claim.cue is not None:
        found |= {f"cue {claim.cue.group}": 1.0, f"cue {claim.cue.group} denied": float(claim.cue.negated)}
        found |= {f"base {claim.cue.base}": 1.0}
    found |= {f"has {name[4:]}": 1.0 for name in sentence if name.startswith("has ")}
    found |= {name: value for name, value in sentence.items() if name.startswith("root ")}
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=64)
def _of_content(content: str) -> Mapping[str, float]:
    """The features of what is claimed; the claims of one sentence share it."""
    found: Features = {
        f"judged {direction.of_judgement(content)}": 1.0,
        f"content {direction.of_content(content)}": 1.0,
    }
    found |= {f"says {name}": 1.0 for name, pattern in _COMPILED.items() if pattern.search(content)}
    found |= {f"list {name}": 1.0 for name in lexicons.load().content if direction.has(content, name)}
    found |= {f"counts {name}": min(n, 3) / 3 for name, n in direction.judging(content).items()}
    return MappingProxyType(found)


def _of_words(text: str, voice: str, kind: str, where: str) -> Features:
    """The leaning words of a text, counted, and their balance by the kind of claim."""
    counts = leaning.counts(text)
    towards, against = leaning.balance(counts)
    net = max(-_MOST_WORDS, min(_MOST_WORDS, towards - against))
    balance = {
        "net towards": max(net, 0) / _MOST_WORDS,
        "net against": max(-net, 0) / _MOST_WORDS,
        "towards": min(towards, _MOST_WORDS) / _MOST_WORDS,
        "against": min(against, _MOST_WORDS) / _MOST_WORDS,
    }
    found = {f"{where} {name}": min(count, 2) / 2 for name, count in counts.items()}
    if voice:
        found |= {f"{voice} {name}": value for name, value in found.items()}
    found |= {f"{where} {name}": value for name, value in balance.items()}
    found |= {f"{kind} {where} {name}": value for name, value in balance.items()}
    return {_LEANING + name: value for name, value in found.items()}


def of_strength(claim: Claim, leaning: Features, marks: Mapping[str, int]) -> Features:
    """The features that tell how firmly a claim is made; ``marks`` count the words of each strength."""
    found = {f"words {name}": min(count, 3) / 3 for name, count in marks.items()}
    found |= {f"reported by {claim.reported_by}": 1.0, f"direction {claim.direction}": 1.0}
    found |= {name: value for name, value in leaning.items() if not name.startswith(("base ", _LEANING))}
    return {name: value for name, value in found.items() if value}


def _root(sentence: Sentence) -> Features:
    tree = sentence.tree
    for index, token in enumerate(tree.tokens):
        if token.head == index and tree.is_verb(index):
            cue = cue_reading(tree, index, lexicons.load())
            return {
                f"root {cue.group if cue else 'unknown'}": 1.0,
                f"root {token.tag}": 1.0,
                f"root modal {tree.modal(index)}": 1.0,
                "root denied": float(tree.is_negated(index)),
                "root passive": float(tree.is_passive(index)),
            }
    return {"root none": 1.0}


def _outside(sentence: Sentence) -> str:
    """A sentence without what stands in its quotations."""
    text, at = "", sentence.span.start
    for quote in sorted(sentence.quotes):
        text += sentence.text[at - sentence.span.start : max(at, quote.start) - sentence.span.start]
        at = max(at, quote.end)
    return text + sentence.text[at - sentence.span.start :]
