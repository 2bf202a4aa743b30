"""How long a correction of a name takes to be kept and shown in a large library.

Run as ``python tests/bench/names_speed.py [ARTICLES]``; each has 60 mentions, of 300 names of the
dossier and 3,000 unknown ones. Prints milliseconds of elapsed time, medians; the first reading of all
names, which no act pays for, stands apart.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from diptych import dossier as dossiers  # noqa: E402
from diptych import paths  # noqa: E402
from diptych.library import Library  # noqa: E402
from diptych.model import Analysis, Block, BlockKind, Draft, EntityKind, Mention  # noqa: E402
from diptych.workspace.dispute import Dispute  # noqa: E402
from diptych.workspace.name_acts import NameCorrection, Reaching, Saying  # noqa: E402

_ROUNDS = 15


def article(number: int, dossier: dossiers.Dossier, chance: random.Random) -> tuple[Draft, Analysis]:
    """A text of sixty sentences with a name each, frequent names more often than rare ones."""
    mentions, text = [], ""
    for _ in range(60):
        rank = int(chance.paretovariate(0.6)) % 3_300
        known = dossier.entities[rank] if rank < min(300, len(dossier.entities)) else None
        name = known.name if known else f"Name {rank}"
        mentions.append(
            Mention(
                start=len(text),
                end=len(text) + len(name),
                text=name,
                entity=known.id if known else f"?name {rank}",
                name=name,
                kind=known.kind if known else EntityKind.PERSON,
                party=known.party if known else None,
                method="gazetteer" if known else "recognised name",
            )
        )
        text += f"{name} spoke of wool and tariffs, went home by the last ferry and wrote it all down. "
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    draft = Draft(title=f"Article {number}", text=text, blocks=(block,), importer="bench", language="en")
    return draft, Analysis(sentences=(), mentions=tuple(mentions), positions=())


def spent(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes."""
    before = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - before)


def main(articles: int) -> None:
    """Make a library, correct names in it, and print what that takes."""
    dossier = dossiers.load(paths.shipped_dossiers()[0])
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        for number in range(articles):
            made, found = article(number, dossier, chance)
            id_, _ = library.add(made, str(number).encode(), f"/{number}")
            library.save_analysis(library.article(id_).text_id, found, dossier.hash)
        dispute = Dispute(library, dossier)
        names = dispute.corrections
        print(f"{articles} articles, {60 * articles} mentions")
        print(f"  first reading of all names {spent(names.rows):8.1f} ms")
        figures: dict[str, list[float]] = {}
        for number in range(_ROUNDS):
            row = names.rows()[number]
            mention = next(m for m in dispute.mentions(1 + number) if not m.reviewed)
            acts = {
                "rename everywhere": NameCorrection(
                    key=row.key, saying=Saying.FACTS, name=f"New {number}", kind=row.kind, party=row.party
                ),
                "no name here": NameCorrection(
                    key=mention.mention.entity, saying=Saying.NO_NAME, reaching=Reaching.HERE, mention=mention
                ),
            }
            for name, act in acts.items():
                steps: dict[str, Callable[[], object]] = {
                    "what it would change": partial(names.reach, act),
                    "kept": partial(names.correct, act),
                    "marks of the open article": partial(dispute.mentions, 1 + number),
                    "list of names": names.rows,
                    "undone": library.undo,
                    "marks again": partial(dispute.mentions, 1 + number),
                }
                for step, work in steps.items():
                    figures.setdefault(f"{name}: {step}", []).append(spent(work))
        for name, times in figures.items():
            print(f"  {name:42} {median(times):8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
