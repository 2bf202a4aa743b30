"""Sentences that look like a position and state none: meetings, visits, dates, figures, questions."""

from __future__ import annotations

import re

from diptych.analysis.reading import Sentence

_FIGURES = re.compile(
    r"\d[\d.,]*\s*(?:%|percent|per cent|million|billion|thousand|trillion|tons|tonnes|kilomet)"
    r"|[$€£¥]\s?\d"
)
_PROCEDURE = re.compile(
    r"\b(?:will (?:visit|travel|arrive|meet|attend|hold talks|take place|be held)"
    r"|(?:is|are|was|were) (?:held|scheduled|slated|planned|located|headed|founded|born|appointed)"
    r"|(?:likely|expected|due|scheduled|set|planned|plans) to (?:visit|travel|meet|attend|arrive|hold)"
    r"|accept(?:s|ed)? an invitation|took place|takes place|on the sidelines|paid a visit"
    r"|met with|visited|arrived|travell?ed|consists? of"
    r"|held (?:a|the|their|its|talks|bilateral|several|consultations))\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:in|since|from|until|between|by) (?:1[6-9]\d\d|20[01]\d)\b|\b1[0-9]{3}\b"
    r"|\b(?:[Ww]orld [Ww]ar|century|was born|was founded|dates back|originated)\b",
    re.IGNORECASE,
)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks and does not state."""
    return sentence.text.rstrip("\"'”’»)").endswith("?")


def is_fragment(sentence: Sentence) -> bool:
    """Whether a sentence is a heading, a caption or a by-line: no verb in it, or hardly a word."""
    tree = sentence.tree
    verbs = any(
        tree.is_verb(i) and tree.tokens[i].tag in {"VBZ", "VBP", "VBD", "VB", "VBN", "VBG"}
        for i in range(len(tree))
    )
    return not verbs or len(tree) < 4


def is_old(text: str) -> bool:
    """Whether a passage tells of what is long past: a year before 1990, a century, a world war."""
    return bool(
        re.search(r"\b1[0-9]{3}\b(?<!199\d)|\bcentury\b|\bworld war\b|\bdecades ago\b", text, re.IGNORECASE)
    )


def signs(text: str) -> dict[str, float]:
    """What makes a passage look like procedure, figures or plain history, by name."""
    return {
        "procedure": float(bool(_PROCEDURE.search(text))),
        "figures": min(2, len(_FIGURES.findall(text))) / 2,
        "history": float(bool(_HISTORY.search(text))),
    }


def penalty(text: str) -> float:
    """How much a passage looks like procedure, figures or plain history: 0 to about 2."""
    return (
        0.8 * bool(_PROCEDURE.search(text))
        + 0.4 * min(2, len(_FIGURES.findall(text)))
        + 0.4 * bool(_HISTORY.search(text))
    )
