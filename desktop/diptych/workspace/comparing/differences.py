"""What the machine thinks anew, against what it thought when the analyst judged."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import Changes, MachineAnswer, Override, Value, Verdict


class Kind(StrEnum):
    """How the machine's answer differs. ``FOUND`` and ``GONE``: now it says something, or nothing more."""

    CHANGED = "changed"
    FOUND = "found"
    GONE = "gone"


class Difference(Value, frozen=True, omit_defaults=False):
    """A verdict on whose words the machine has changed its mind; the verdict stands all the same.

    ``agrees`` says that the machine now says what the analyst said.
    """

    verdict: Override
    kind: Kind
    before: MachineAnswer | None
    now: MachineAnswer | None
    agrees: bool


class Differences:
    """Where machine and analyst have come apart since the analyst judged."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> list[Difference]:
        """Every difference, in the order of the texts. Verdicts on older texts are broken, not different."""
        broken = {each.id for each in self._library.broken_verdicts()}
        verdicts = [each for each in self._library.overrides() if each.id not in broken]
        answers = self._library.machine_answers(verdicts)
        return [
            Difference(
                verdict=verdict,
                kind=Kind.FOUND if before is None else Kind.GONE if now is None else Kind.CHANGED,
                before=before,
                now=now,
                agrees=agrees(verdict, now),
            )
            for verdict, now in zip(verdicts, answers, strict=True)
            if _said(before := verdict.machine) != _said(now)
        ]

    def keep(self, *differences: Difference) -> Changes:
        """Stay with what the analyst said; the machine's new answer is known and shown no more."""
        return self._library.note_machine([each.verdict.id for each in differences])

    def accept(self, difference: Difference) -> Changes:
        """Let the machine's new answer stand: confirmed as it is, or, where it says nothing, gone."""
        now, verdict = difference.now, difference.verdict
        if now is None:
            if verdict.verdict is Verdict.REJECTED:
                raise DiptychError("The machine agrees that this is no position; keep your word.")
            return self._library.clear_override(verdict.id)
        confirmed = msgspec.structs.replace(
            verdict,
            verdict=Verdict.CONFIRMED,
            party=now.party,
            voice=now.voice,
            direction=now.direction,
            strength=now.strength,
        )
        return self._library.judge("Accept the machine's answer", [confirmed])


def agrees(verdict: Override, answer: MachineAnswer | None) -> bool:
    """Whether the machine says what the analyst says."""
    if answer is None or verdict.verdict is Verdict.REJECTED:
        return answer is None and verdict.verdict is Verdict.REJECTED
    return (answer.party, answer.direction) == (verdict.party, verdict.direction)


def _said(answer: MachineAnswer | None) -> tuple[str, ...] | None:
    """What is said, without how sure it is and why."""
    return None if answer is None else (answer.party, answer.voice, answer.direction)
