"""How well copies are told from other articles, beside plain token-set and word overlap, and how fast.

Articles of the corpus, of the tests and (where they are) of the reference folder are edited as agencies
and blogs do. Hard negatives: other articles of the same dispute, summaries of one's sources, chronicles
continued, articles that quote the same statement at length, and standing texts with other news in them.

Run as ``python tests/bench/near_duplicates.py [ARTICLES]``; with a number only the time for so many.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "desktop"))

from rapidfuzz import fuzz  # noqa: E402

from diptych.analysis import near_duplicates as near  # noqa: E402

_LINES = (
    "LONDON (Agency) – ",
    "This article first appeared elsewhere and is published here with permission.",
    "Editing by the night desk. Follow us for more news of the region.",
    "Share this article with your friends. All rights reserved.",
)
_OLD_QUARREL = (
    "The two countries have quarrelled for decades, and no end is in sight. Observers speak of a matter that "
    "neither side can let go of without losing face, and of a public that has long since got used to it."
)
_STRAINED_BEFORE = (
    "Relations had been strained before. In earlier years talks were broken off more than once, and each "
    "time it took months until diplomats would sit at one table again, mostly out of sight of the press."
)
_CONTEXT = (_OLD_QUARREL, _STRAINED_BEFORE)
_MEANINGS = """
said:stated also:likewise big:large talks:negotiations but:yet show:reveal begin:start because:since
began:started about:around many:numerous however:still important:weighty according:as will:shall during:in
government:cabinet after:following new:fresh year:twelvemonth
"""
_SAME_MEANING = {word: other for word, _, other in (pair.partition(":") for pair in _MEANINGS.split())}


class Case(NamedTuple):
    """Two texts, whether they are copies, and what was done."""

    one: str
    other: str
    copies: bool
    kind: str


def articles() -> list[tuple[str, str]]:
    """The base articles: name and text of at least 90 words."""
    files = sorted((_ROOT / "corpus").rglob("*.md")) + sorted((_ROOT / "tests/data/training").glob("*.txt"))
    files += sorted((_ROOT / "tests/data/scrapes").glob("*.txt"))
    files += sorted((_ROOT.parent / "shared/articles").glob("*.txt"))
    found = []
    for file in files:
        text = re.sub(r"\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL).strip()
        if len(near.words(text)) >= 90:
            found.append((file.stem, text))
    return found


def _paragraphs(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"\n\s*\n|\n(?=\S)", text) if part.strip()]
    return parts if len(parts) > 2 else re.split(r"(?<=[.!?]) (?=[A-Z«“])", text)


def _cut(text: str, dice: random.Random) -> str:
    parts = _paragraphs(text)
    gone = set(dice.sample(range(len(parts)), max(1, len(parts) // 5)))
    return "\n\n".join(part for at, part in enumerate(parts) if at not in gone)


def _truncated(text: str, _: random.Random) -> str:
    return text[: text.rfind(" ", 0, int(len(text) * 0.6))]


def _reworded(text: str, dice: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        word = _SAME_MEANING.get(match.group().lower())
        return word if word and dice.random() < 0.6 else match.group()

    changed = re.sub(r"[A-Za-z]+", other, text)
    sentences = re.split(r"(?<=[.!?]) ", changed)
    for at in range(0, len(sentences), 9):
        sentences[at] = " ".join(dice.sample(words := sentences[at].split(), len(words)))
    return " ".join(sentences)


def _typos(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    for at in dice.sample(range(len(words)), max(1, len(words) // 40)):
        word = words[at]
        if len(word) > 3:
            place = dice.randrange(1, len(word) - 1)
            words[at] = word[:place] + word[place + 1 :]
    return " ".join(words)


def _agency(text: str, dice: random.Random) -> str:
    return f"{_LINES[0]}{text}\n\n" + "\n\n".join(dice.sample(_LINES[1:], 2))


def _with_context(text: str, dice: random.Random) -> str:
    parts = _paragraphs(text)
    for line in _CONTEXT:
        parts.insert(dice.randrange(1, len(parts) + 1), line)
    return "\n\n".join(parts)


def _headline(text: str, dice: random.Random) -> str:
    rest = _paragraphs(text)[1:]
    return "\n\n".join(
        [f"What {dice.choice(['nobody', 'everybody'])} tells you about it", *rest, *_LINES[2:3]]
    )


def _excerpt(text: str, dice: random.Random) -> str:
    parts = _paragraphs(text)
    size = max(2, len(parts) * 2 // 5)
    at = dice.randrange(0, len(parts) - size + 1)
    return "A must-read\n\n" + "\n\n".join(parts[at : at + size])


def _much(text: str, dice: random.Random) -> str:
    return _agency(_typos(_reworded(_cut(text, dice), dice), dice), dice)


_EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "a fifth cut": _cut,
    "cut to 60%": _truncated,
    "reworded": _reworded,
    "typos": _typos,
    "agency lines": _agency,
    "context added": _with_context,
    "new headline": _headline,
    "excerpt of 40%": _excerpt,
    "all at once": _much,
}


def cases() -> Iterator[Case]:
    """All copies and all hard negatives."""
    dice = random.Random(7)
    found = articles()
    for _, text in found:
        for kind, edit in _EDITS.items():
            yield Case(text, edit(text, dice), True, kind)
        yield Case(_agency(_typos(text, dice), dice), _cut(_headline(text, dice), dice), True, "two reposts")
    for (_, one), (_, other) in combinations(found, 2):
        yield Case(one, other, False, "another article")
    yield from _continued(found)
    yield from _quoting(found)
    yield from _standing(found)


def _continued(found: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """Chronicles that share their older half, each with a new half of its own."""
    for at, (_, text) in enumerate(found):
        parts = _paragraphs(text)
        half = parts[: len(parts) // 2]
        first, second = (_paragraphs(found[(at + step) % len(found)][1]) for step in (3, 7))
        size = len(" ".join(half))
        one, other = (_of_length(half, new, size) for new in (first, second))
        if one and other:
            yield Case(one, other, False, "chronicle continued")


def _of_length(half: Sequence[str], new: Sequence[str], size: int) -> str:
    taken: list[str] = []
    for part in new:
        if len(" ".join(taken)) >= size:
            break
        taken.append(part)
    return "\n\n".join([*half, *taken]) if len(" ".join(taken)) >= 0.8 * size else ""


def _quoting(found: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """Articles of two authors that quote a fifth of a third text each."""
    for at, (_, text) in enumerate(found):
        quote = text[: len(text) // 5]
        one, other = found[(at + 11) % len(found)][1], found[(at + 17) % len(found)][1]
        yield Case(f"{one}\n\n{quote}", f"{quote}\n\n{other}", False, "the same quotation")


def _standing(found: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """Short news with the same standing background behind it."""
    background = "\n\n".join(_CONTEXT)
    for at, (_, text) in enumerate(found):
        one, other = text[:400], found[(at + 5) % len(found)][1][:400]
        yield Case(f"{one}\n\n{background}", f"{other}\n\n{background}", False, "the same background")


def ours(case: Case) -> float:
    """What our comparison says of two texts, 0..1."""
    sketches = {1: near.sketch(case.one), 2: near.sketch(case.other)}
    if not near.candidates(sketches, [2]):
        return 0.0
    return near.same(case.one, case.other, near.contained(sketches[1], sketches[2]))


def token_set(case: Case) -> float:
    """The plain token-set ratio."""
    return fuzz.token_set_ratio(case.one[:20_000].lower(), case.other[:20_000].lower()) / 100


def jaccard(case: Case) -> float:
    """Shared words by all words."""
    one, other = set(near.words(case.one)), set(near.words(case.other))
    return len(one & other) / max(1, len(one | other))


def report() -> None:
    """Print precision and recall of all three, ours by kind of case."""
    of = list(cases())
    copies = sum(case.copies for case in of)
    print(f"{copies} copies of {len(articles())} articles, {len(of) - copies} hard negatives")
    for name, judge, threshold in (
        ("ours", ours, 0.5),
        ("token set", token_set, 0.86),
        ("Jaccard", jaccard, 0.5),
    ):
        said = [judge(case) >= threshold for case in of]
        right = sum(s and case.copies for s, case in zip(said, of, strict=True))
        print(f"  {name:<10} P {right / max(1, sum(said)):.4f}  R {right / copies:.4f}")
        if name == "ours":
            _by_kind(said, of)


def _by_kind(said: Sequence[bool], of: Sequence[Case]) -> None:
    for kind in dict.fromkeys(case.kind for case in of):
        here = [s for s, case in zip(said, of, strict=True) if case.kind == kind]
        print(f"    {kind:<20} {sum(here):>5} of {len(here)} taken for copies")


def timed(count: int) -> None:
    """Print the CPU time to sketch and compare so many articles of 840 words, one in ten a copy."""
    dice = random.Random(3)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "ei", "o", "u") for c in "lmnrstx"] * 3
    texts: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            texts.append(_typos(dice.choice(texts), dice))
        else:
            texts.append(" ".join(dice.choices(vocabulary, k=840)))
    began = time.process_time()
    sketches = {number: near.sketch(text) for number, text in enumerate(texts)}
    sketched = time.process_time()
    pairs = near.candidates(sketches, sketches)
    sought = time.process_time()
    found = [
        near.Pair(one, other, score)
        for one, other in pairs
        if (score := near.same(texts[one], texts[other], near.contained(sketches[one], sketches[other])))
    ]
    compared = time.process_time()
    near.candidates(sketches, [count - 1])
    single = time.process_time()
    families = near.families(found)
    size = sum(map(len, sketches.values())) * 8 / 1e6
    print(f"{count} articles, {len(families)} of them in families, {size:.0f} MB of sketches; CPU seconds:")
    print(f"  sketches {sketched - began:.1f}, candidates {sought - sketched:.1f}")
    print(f"  comparison of {len(pairs)} pairs {compared - sought:.1f}")
    print(f"  one more article {single - compared:.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        timed(int(sys.argv[1]))
    else:
        report()
        timed(10_000)
