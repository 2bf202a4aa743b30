"""The desk at which issues and parties are edited: how they stand, and acts of several edits at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec

from diptych.dossier import Cue, Issue, Party
from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import Changes, DossierEdit, EditAction, Override, Value, Verdict
from diptych.progress import Progress
from diptych.workspace.comparing import Comparing, ComparisonQuery
from diptych.workspace.comparing.judging import override
from diptych.workspace.comparison import Evidence, columns
from diptych.workspace.cue_preview import CuePreview, enough, marks, preview
from diptych.workspace.dispute import Dispute
from diptych.workspace.issues import Issues

_AT_ONCE = 500
_MOST_SPLIT = 1000


class IssueRow(Value, frozen=True, omit_defaults=False):
    """An issue as it stands: its facts, how much evidence there is, and whether it was set aside.

    ``weak`` says that its cues do not suffice to find anything; ``changed`` that the analyst edited it.
    """

    issue: Issue
    pieces: int
    aside: bool
    weak: bool
    changed: bool


class Shared(Value, frozen=True, omit_defaults=False):
    """The evidence of an issue that is to be split: what would go by the terms, and what would stay."""

    goes: tuple[Evidence, ...]
    stays: tuple[Evidence, ...]


class IssueDesk(Issues):
    """All acts on the issues and parties of a library's dossier, with what the editor shows of them."""

    def __init__(
        self, library: Library, dispute: Callable[[], Dispute], comparing: Callable[[], Comparing]
    ) -> None:
        super().__init__(library, dispute)
        self._comparing = comparing

    # Reads

    def rows(self) -> list[IssueRow]:
        """All issues in their order."""
        corrections = self._dispute().corrections
        aside = self._comparing().judging.aside()
        pieces = {row.issue: row.pieces for row in self._comparing().matrix(ComparisonQuery(aside=True)).rows}
        base = {issue.id: issue for issue in corrections.standing.base.issues}
        return [
            IssueRow(
                issue=issue,
                pieces=pieces.get(issue.id, 0),
                aside=issue.id in aside,
                weak=bool(_wants_cues(issue)) and not enough(issue.cues),
                changed=base.get(issue.id) != issue,
            )
            for issue in self._dispute().dossier.issues
        ]

    def parties(self) -> tuple[Party, ...]:
        """The two parties as they stand."""
        return self._dispute().dossier.parties

    def preview_all(self, cues: Sequence[Cue], progress: Progress) -> CuePreview:
        """What these cues would match in the library; raises ``Cancelled``."""
        return preview(self._library, cues, progress)

    def shared(self, issue: str, terms: Collection[str]) -> Shared:
        """The evidence of an issue, parted by whether its words hold one of the terms."""
        found = [
            piece for column in columns(self._dispute().dossier) for piece in self._evidence(issue, column)
        ]
        cues = [Cue(term=term) for term in terms]
        goes = [piece for piece in found if marks(piece.quote, cues)]
        return Shared(goes=tuple(goes), stays=tuple(piece for piece in found if piece not in goes))

    # Acts

    def set_cues(self, issue: str, cues: Sequence[Cue]) -> Changes:
        """Other cues, as one act; raises ``DiptychError`` where nothing differs."""
        old = self._dispute().issue(issue)
        now = {cue.term.strip().lower(): cue for cue in cues if cue.term.strip()}
        before = {cue.term: cue for cue in old.cues}
        edits = [_edit(EditAction.REMOVE_CUE, issue, {"term": term}) for term in before if term not in now]
        edits += [
            _edit(EditAction.ADD_CUE, issue, {"term": term, "weight": cue.weight})
            for term, cue in now.items()
            if term not in before or before[term].weight != cue.weight
        ]
        if not edits:
            raise DiptychError(f"The cue terms of {old.name} are already so.")
        return self._edit_all(f"Edit the cue terms of {old.name}", edits)

    def split_with(
        self,
        issue: str,
        name: str,
        terms: Collection[str],
        *,
        goes: Iterable[Evidence] = (),
        stays: Iterable[Evidence] = (),
    ) -> Changes:
        """Part of an issue becomes one of its own that takes some of its cue terms, as one act.

        Evidence that goes or stays against what the terms say, or on the analyst's word, is named. The rest
        finds its issue when the texts that hold the terms are analysed anew.
        """
        old, new = self._dispute().issue(issue), self._id(name)
        content = {"id": new, "name": name.strip(), "description": name.strip(), "terms": list(terms)}
        edits = [_edit(EditAction.SPLIT_ISSUE, issue, content)]
        self._check(edits)
        moves = [(override(each, Verdict.EDITED), _moved(each, new)) for each in goes]
        keeps = [override(each, Verdict.CONFIRMED) for each in stays]
        return self._library.split_issue(f"Split the issue {old.name}", self._base, edits, moves, keeps)

    def describe_party(self, party: str, name: str, letter: str, demonyms: Sequence[str]) -> Changes:
        """Other facts of a party; raises ``DiptychError`` where a name or letter is missing or taken."""
        name, letter = " ".join(name.split()), letter.strip()[:1].upper()
        others = [each for each in self.parties() if each.id != party]
        if not name or not letter:
            raise DiptychError("A party needs a name and a letter; give both.")
        if any(each.name.casefold() == name.casefold() or each.letter == letter for each in others):
            raise DiptychError("The parties need a different name and letter each; change one.")
        content = {"name": name, "letter": letter, "demonyms": [each for each in demonyms if each.strip()]}
        return self._edit_all(f"Change the party {name}", [_edit(EditAction.CHANGE_PARTY, party, content)])

    def add_party(self, name: str, letter: str) -> Changes:
        """A party; raises ``CorrectionRefused`` where the dossier has its two already."""
        badges = {each.badge for each in self.parties()}
        badge = next((each for each in ("square", "circle") if each not in badges), "square")
        content = {"name": " ".join(name.split()), "letter": letter[:1].upper(), "badge": badge, "states": []}
        return self._edit_all(f"Add the party {name}", [_edit(EditAction.ADD_PARTY, self._id(name), content)])

    # Within

    @property
    def _base(self) -> str:
        return self._dispute().corrections.standing.base.id

    def _edit_all(self, label: str, edits: Sequence[DossierEdit]) -> Changes:
        self._check(edits)
        return self._library.correct_names(label, edits=edits, dossier=self._base)

    def _check(self, edits: Sequence[DossierEdit]) -> None:
        """Raise ``DiptychError`` where an edit does not fit the dossier."""
        standing = self._dispute().corrections.standing
        after = standing.with_edits(edits)
        if len(after.faults) > len(standing.faults):
            raise DiptychError(after.faults[-1].sentence)

    def _evidence(self, issue: str, column: str) -> list[Evidence]:
        query, found = ComparisonQuery(aside=True), list[Evidence]()
        while len(found) < _MOST_SPLIT:
            page = self._comparing().evidence(query, issue, column, start=len(found), limit=_AT_ONCE)
            found += page.evidence
            if not page.evidence or len(found) >= page.total:
                break
        return [piece for piece in found if not piece.broken]


def _edit(action: EditAction, target: str, content: dict[str, Any]) -> DossierEdit:
    return DossierEdit(action=action, target=target, content=content)


def _moved(evidence: Evidence, issue: str) -> Override:
    return msgspec.structs.replace(override(evidence, Verdict.ADDED), issue=issue)


def _wants_cues(issue: Issue) -> bool:
    """The rest, into which all falls that no issue takes, needs none."""
    return issue.id != "other"
