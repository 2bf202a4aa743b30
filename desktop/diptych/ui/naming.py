"""Lets the analyst correct names: on the card, at the caret, in a page's menu and in the list of names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from diptych.model import Changes, EntityKind, Mention, Span, StoredMention
from diptych.ui.acts import Acts
from diptych.ui.hovering import Hovering
from diptych.ui.marking import Marking
from diptych.ui.models.wording import one_line
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.ui.dialogs.name_correction import Candidate, Subject
    from diptych.workspace import Workspace
    from diptych.workspace.corrections import NameRow, Reach
    from diptych.workspace.name_acts import NameCorrection, Saying

_LONGEST = 200


class Naming(QObject):
    """Asks what is wrong with a name, and does what was answered as one act."""

    corrected = Signal(str)
    """A name was corrected; the act in words. It can be undone."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        panes: SideBySide,
        marking: Marking,
        hovering: Hovering,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool, self._acts = window, workspace, pool, acts
        self._panes, self._marking, self._hovering = panes, marking, hovering
        hovering.correct_asked.connect(self.correct)
        for pane in (panes.left, panes.right):
            pane.page.menu_asked.connect(partial(self._add_to_menu, pane))

    def correct_here(self) -> None:
        """Correct the name of the card, else the one at the caret, else name the selected words."""
        mention = self._hovering.shown_mention() or self._at_caret(self._panes.active_pane)
        if mention is not None:
            self.correct(mention)

    def confirm_here(self) -> None:
        """Say that the name of the card or at the caret is right; or take that back."""
        from diptych.workspace.name_acts import Saying

        mention = self._hovering.shown_mention() or self._at_caret(self._panes.active_pane)
        if mention is None or (mention.own and mention.verdict is None):
            return
        self._say(mention, Saying.TAKEN_BACK if mention.reviewed else Saying.CONFIRMED)

    def correct(self, mention: StoredMention) -> None:
        """Ask what is wrong with a mention."""
        if self._acts.allowed:
            self._pool.run(_subject_of_mention, self._workspace, mention, on_done=self._ask)

    def correct_row(self, row: NameRow) -> None:
        """Ask what is wrong with a name of the list."""
        if self._acts.allowed:
            self._pool.run(_subject_of_row, self._workspace, row, on_done=self._ask)

    def _ask(self, subject: Subject) -> None:
        from diptych.ui.dialogs.name_correction import NameCorrectionDialog

        correction = NameCorrectionDialog.ask(self._window, subject, self._preview)
        if correction is not None:
            self._hovering.close()
            self._acts.correct_name(correction, self._on_corrected)

    def _preview(self, correction: NameCorrection, show: Callable[[Reach], None]) -> None:
        self._pool.run(lambda: self._workspace.dispute.corrections.reach(correction), on_done=show)

    def _say(self, mention: StoredMention, saying: Saying) -> None:
        from diptych.workspace.name_acts import NameCorrection, Reaching

        correction = NameCorrection(
            key=mention.mention.entity, saying=saying, reaching=Reaching.HERE, mention=mention
        )
        self._acts.correct_name(correction, self._on_corrected)

    def _on_corrected(self, changes: Changes) -> None:
        if changes.label:
            self.corrected.emit(changes.label)

    def _add_to_menu(self, pane: ReaderPane, menu: QMenu) -> None:
        index = pane.pointer.marked_at(pane.page.menu_point, Layer.ENTITIES)
        mention = self._marking.mentions(pane)[index] if index >= 0 else self._at_caret(pane)
        if mention is None or not self._acts.allowed:
            return
        menu.addSeparator()
        text = one_line(mention.mention.text)
        short = (text if len(text) <= 30 else text[:29] + "…").replace("&", "&&")
        if mention.own and mention.verdict is None:
            self._offer(menu, self.tr("“{text}” is a name…").format(text=short), self.correct, mention)
            return
        self._offer(menu, self.tr("Correct “{text}”…").format(text=short), self.correct, mention)
        from diptych.workspace.name_acts import Saying

        if mention.reviewed:
            words, saying = self.tr("Take back my word on this name"), Saying.TAKEN_BACK
        else:
            words, saying = self.tr("Confirm this name"), Saying.CONFIRMED
        self._offer(menu, words, lambda each: self._say(each, saying), mention)

    def _offer(
        self, menu: QMenu, words: str, do: Callable[[StoredMention], None], mention: StoredMention
    ) -> None:
        action = QAction(words, menu)
        action.triggered.connect(lambda: do(mention))
        menu.addAction(action)

    def _at_caret(self, pane: ReaderPane) -> StoredMention | None:
        """The mention at the caret or in the selection; for words that are none one to be made of them."""
        article = pane.article
        if article is None:
            return None
        cursor, offsets = pane.page.textCursor(), pane.page.offsets
        span = Span(
            offsets.to_canonical(cursor.selectionStart()), offsets.to_canonical(cursor.selectionEnd())
        )
        for each in self._marking.mentions(pane):
            mention = each.mention
            if mention.start <= span.end and span.start <= mention.end:
                exact = (mention.start, mention.end) == span
                if exact or span.start == span.end or _inside(span, mention):
                    return each
        text = article.text[span.start : span.end]
        if not text.strip() or len(text) > _LONGEST or "\n" in text:
            return None
        start = span.start + len(text) - len(text.lstrip())
        return _unfound(article.id, article.text_id, start, text.strip())


def _inside(span: Span, mention: Mention) -> bool:
    return mention.start <= span.start and span.end <= mention.end


def _unfound(article: int, text_id: int, start: int, text: str) -> StoredMention:
    from diptych.dossier.naming import UNKNOWN
    from diptych.dossier.spelling import plain

    return StoredMention(
        article=article,
        text_id=text_id,
        mention=Mention(
            start=start,
            end=start + len(text),
            text=text,
            entity=UNKNOWN + plain(text),
            name=one_line(text),
            kind=EntityKind.PERSON,
            party=None,
        ),
        own=True,
    )


def _subject_of_mention(workspace: Workspace, mention: StoredMention) -> Subject:
    named = mention.mention
    row = workspace.dispute.corrections.row(named.entity)
    spellings = row.spellings if row is not None else (named.text,)
    return _subject(workspace, named, mention, spellings)


def _subject_of_row(workspace: Workspace, row: NameRow) -> Subject:
    named = Mention(
        start=0, end=0, text=row.name, entity=row.key, name=row.name, kind=row.kind, party=row.party
    )
    return _subject(workspace, named, None, row.spellings)


def _subject(
    workspace: Workspace, named: Mention, mention: StoredMention | None, spellings: Sequence[str]
) -> Subject:
    from diptych.dossier.spelling import plain
    from diptych.ui.dialogs.name_correction import Subject

    dispute = workspace.dispute
    entity = dispute.corrections.standing.naming.entity(named.entity)
    found = {plain(text): one_line(text) for text in reversed(spellings) if plain(text) != plain(named.name)}
    aliases = [alias.text for alias in entity.aliases] if entity else list(found.values())[::-1]
    return Subject(
        key=named.entity,
        mention=mention,
        name=named.name,
        kind=named.kind,
        party=named.party,
        aliases=tuple(aliases),
        known=entity is not None,
        choices=tuple(_choices(workspace, named)),
        parties=tuple((party.id, party.name) for party in dispute.dossier.parties),
    )


def _choices(workspace: Workspace, named: Mention) -> list[Candidate]:
    """Every name of the dossier and the library but this one, those most like it first."""
    from diptych.ui.dialogs.name_correction import Candidate

    dispute = workspace.dispute
    rows = {row.key: row for row in dispute.corrections.rows()}
    choices = [Candidate(row.key, row.name, row.kind, row.party, row.mentions) for row in rows.values()]
    choices += [
        Candidate(entity.id, entity.name, entity.kind, entity.party, 0)
        for entity in dispute.dossier.entities
        if entity.id not in rows
    ]
    words = _words(named.name) | _words(named.text)

    def order(choice: Candidate) -> tuple[float, bool, int, str]:
        other = _words(choice.name)
        alike = len(words & other) / max(1, len(words | other)) + (choice.kind is named.kind) / 2
        return -alike if words & other else 0.0, choice.kind is not named.kind, -choice.mentions, choice.name

    return sorted((each for each in choices if each.key != named.entity), key=order)


def _words(name: str) -> set[str]:
    from diptych.dossier.spelling import plain

    return set(plain(name).split())
